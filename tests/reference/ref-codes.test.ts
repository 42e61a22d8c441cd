import { beforeAll, describe, expect, it } from "vitest";
import { starterCodes } from "#prisma/seed/reference";
import { aPerson } from "#tests/factories/accounts";
import { aDatabase } from "#tests/support/database";
import { codeLabels, codesOf, versionKey, versionLabels } from "~/domain/reference/reference.queries.server";
import { type RefList, refLists } from "~/domain/reference/reference.schema";
import { retireRefCode } from "~/domain/reference/retire-ref-code.server";
import { saveRefCode } from "~/domain/reference/save-ref-code.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed } from "~/platform/errors";

const database = await aDatabase();
const on = (day: string) => fixedClock(`${day}T10:00:00Z`);
const offered = async (list: RefList, day: string) => {
  const entries = await asNobody((tx) => codesOf(tx, list, day));
  return entries.map((entry) => `${entry.label} v${entry.version}`);
};
const auditLines = () =>
  database.superuserQuery("select action, person_id, detail from audit_line order by at, action");

let administrator: Actor;
beforeAll(async () => {
  administrator = await aPerson("administrator");
});

const mentor = { list: "alternative" as const, code: "mentor", version: 0, label: "Mentor", position: 2 };

describe("an entry of a list", () => {
  it("is added with a code made from its wording, and an audit line without wording", async () => {
    const { code: _given, ...input } = { ...mentor, label: "  Café & a key adult! ".trim(), position: 1 };
    const saved = await saveRefCode(administrator, input, on("2026-08-17"));
    expect(saved).toEqual({ code: "cafe_a_key_adult", version: 1 });
    expect(await auditLines()).toEqual([
      {
        action: "ref_code.saved",
        person_id: administrator.personId,
        detail: { list: "alternative", code: "cafe_a_key_adult", version: 1 },
      },
    ]);
  });

  it("is worded anew as a version that retires the one before, from the same day", async () => {
    await saveRefCode(administrator, mentor, on("2026-08-17"));
    await saveRefCode(
      administrator,
      { ...mentor, version: 1, label: "A mentor", hint: "Weekly" },
      on("2026-11-20"),
    );
    expect(await offered("alternative", "2026-08-16")).toEqual([]);
    expect(await offered("alternative", "2026-11-19")).toEqual(["Café & a key adult! v1", "Mentor v1"]);
    expect(await offered("alternative", "2026-11-20")).toEqual(["Café & a key adult! v1", "A mentor v2"]);
  });

  it("can be worded anew twice in one day", async () => {
    await saveRefCode(administrator, { ...mentor, version: 2, label: "A mentor, weekly" }, on("2026-11-20"));
    expect(await offered("alternative", "2026-11-20")).toEqual([
      "Café & a key adult! v1",
      "A mentor, weekly v3",
    ]);
  });

  it("keeps its words for what was recorded under them", async () => {
    const labels = await asNobody((tx) => versionLabels(tx, "alternative"));
    expect(labels.get(versionKey({ code: "mentor", version: 1 }))).toBe("Mentor");
    expect(labels.get(versionKey({ code: "mentor", version: 2 }))).toBe("A mentor");
    const then = await asNobody((tx) => codeLabels(tx, "alternative", "2026-09-01"));
    expect(then.get("mentor")).toBe("Mentor");
  });

  it("is no longer offered once retired, keeps its words, and can come back", async () => {
    await retireRefCode(administrator, { list: "alternative", code: "mentor", version: 3 }, on("2026-11-23"));
    expect(await offered("alternative", "2026-11-23")).toEqual(["Café & a key adult! v1"]);
    expect((await asNobody((tx) => codeLabels(tx, "alternative", "2026-12-01"))).get("mentor")).toBe(
      "A mentor, weekly",
    );
    expect((await auditLines()).at(-1)).toMatchObject({
      action: "ref_code.retired",
      detail: { code: "mentor", version: 3 },
    });
    await saveRefCode(administrator, { ...mentor, version: 3 }, on("2026-11-24"));
    expect(await offered("alternative", "2026-11-24")).toEqual(["Café & a key adult! v1", "Mentor v4"]);
  });
});

describe("two administrators on one entry", () => {
  it("the one whose form is older is told, and nothing is overwritten", async () => {
    await saveRefCode(administrator, { ...mentor, list: "trigger" }, on("2026-08-17"));
    await saveRefCode(
      administrator,
      { ...mentor, list: "trigger", version: 1, label: "First" },
      on("2026-11-20"),
    );
    const second = saveRefCode(
      administrator,
      { ...mentor, list: "trigger", version: 1, label: "Second" },
      on("2026-11-20"),
    );
    await expect(second).rejects.toThrow(Conflict);
    const retired = retireRefCode(
      administrator,
      { list: "trigger", code: "mentor", version: 1 },
      on("2026-11-20"),
    );
    await expect(retired).rejects.toThrow(Conflict);
    expect(await offered("trigger", "2026-11-20")).toEqual(["First v2"]);
  });

  it("at the same moment, one wins", async () => {
    const save = (label: string) =>
      saveRefCode(administrator, { ...mentor, list: "trigger", version: 2, label }, on("2026-11-21"));
    const results = await Promise.allSettled([save("One"), save("Other"), save("Third")]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(Conflict);
    expect(await offered("trigger", "2026-11-21")).toHaveLength(1);
  });
});

describe("what is refused", () => {
  it.each(["Café, a key adult", "!!", "New"])("a new entry worded %s", async (label) => {
    const input = { list: "alternative" as const, version: 0, label, position: 1 };
    await expect(saveRefCode(administrator, input, on("2026-11-25"))).rejects.toThrow(Invalid);
  });

  it.each(roles.filter((role) => role !== "administrator"))("anything from %s", async (role) => {
    const actor = await aPerson(role);
    const before = await auditLines();
    await expect(saveRefCode(actor, { ...mentor, code: "mine" }, on("2026-11-25"))).rejects.toThrow(
      NotAllowed,
    );
    const retired = retireRefCode(
      actor,
      { list: "alternative", code: "mentor", version: 4 },
      on("2026-11-25"),
    );
    await expect(retired).rejects.toThrow(NotAllowed);
    expect(await auditLines()).toEqual(before);
  });
});

describe("what an installation starts with", () => {
  /** Words that the glossary keeps out of the interface (domain facts §7). */
  const unwanted =
    /suspen|expel|cooling|LAC\b|client|placement|sibling|\bcontact\b|abscond|AWOL|challenging|aggress|attention|defian|sanction|vulnerable|\bSEN\b|SEND|deputy|principal|behaviour/i;

  /** Lists of the national collection keep its official wording. */
  const official: string[] = ["incident_type", "motivation"];

  it.each(refLists)("%s has each code once, worded as the glossary wants", (list) => {
    const codes = starterCodes[list].map((entry) => entry.code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const entry of starterCodes[list]) {
      expect(entry.code).toMatch(/^[a-z0-9_]{1,60}$/);
      if (!official.includes(list)) expect(`${entry.label} ${entry.hint ?? ""}`).not.toMatch(unwanted);
    }
  });

  it("can be loaded through the command", async () => {
    for (const [index, entry] of starterCodes.who_knows.entries()) {
      await saveRefCode(
        administrator,
        { list: "who_knows", version: 0, position: index + 1, ...entry },
        on("2026-08-01"),
      );
    }
    const entries = await asNobody((tx) => codesOf(tx, "who_knows", "2026-11-20"));
    expect(entries.map((entry) => entry.code)).toEqual(starterCodes.who_knows.map((entry) => entry.code));
  });
});
