import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import {
  discardDraft,
  findDraft,
  keepForOwner,
  ownerToken,
  saveDraft,
  typedIn,
} from "~/domain/alerts/alert-drafts.server";
import { eraseStaleDrafts } from "~/domain/alerts/erase-stale-drafts.server";
import { seal } from "~/platform/seal.server";

const database = await aDatabase();
const typed = {
  whatHappened: "Plantedwords with accents é and 🙂",
  triggers: ["loss", "noise"],
  childName: "Plantedname",
};

let manager: TestPerson;
let depute: TestPerson;

beforeAll(async () => {
  const school = await aSchool();
  manager = await aPerson("designated_manager", { schoolId: school.id });
  depute = await aPerson("designated_manager", { schoolId: school.id, isDepute: true });
});

async function aDraft(): Promise<string> {
  const formKey = randomUUID();
  await saveDraft(manager, formKey, typed);
  return formKey;
}

const rowOf = async (formKey: string) =>
  (
    await database.superuserQuery<{ person_id: string; sealed: string }>(
      "select * from alert_draft where form_key = $1",
      [formKey],
    )
  )[0];
const age = (formKey: string, interval: string) =>
  database.superuserQuery("update alert_draft set saved_at = now() - $2::interval where form_key = $1", [
    formKey,
    interval,
  ]);

/** A form as a browser posts it. */
const posted = (fields: Record<string, string>) =>
  new Request("http://127.0.0.1/alerts/new", { method: "POST", body: new URLSearchParams(fields) });

describe("a draft", () => {
  it("comes back as it was typed, to the person who typed it", async () => {
    const formKey = await aDraft();
    expect(await findDraft(manager, formKey)).toMatchObject({ formKey, typed });
    expect(await findDraft(depute, formKey)).toBeNull();
    expect(await findDraft(depute, null)).toBeNull();
  });

  it("is the newest one when no other is asked for", async () => {
    const first = await aDraft();
    const second = await aDraft();
    expect(await findDraft(manager, null)).toMatchObject({ formKey: second });
    expect(await findDraft(manager, "not-an-id")).toMatchObject({ formKey: second });
    expect(await findDraft(manager, first)).toMatchObject({ formKey: first });
  });

  it("is sealed in the database: none of its words are in the row, nor in what the row decodes to", async () => {
    const sealed = (await rowOf(await aDraft()))?.sealed ?? "";
    expect(sealed.length).toBeGreaterThan(JSON.stringify(typed).length);
    for (const bytes of [
      sealed,
      Buffer.from(sealed, "base64url").toString("latin1"),
      Buffer.from(sealed, "base64").toString("utf8"),
    ]) {
      expect(bytes).not.toMatch(/planted|words|loss|name/i);
    }
  });

  it("of the same words is sealed differently each time", async () => {
    const [first, second] = [await aDraft(), await aDraft()];
    expect((await rowOf(first))?.sealed).not.toBe((await rowOf(second))?.sealed);
  });

  it("that was altered, or sealed for something else, is not opened", async () => {
    const formKey = await aDraft();
    const sealed = (await rowOf(formKey))?.sealed ?? "";
    for (const other of [
      `${sealed.slice(0, -4)}AAAA`,
      seal("alert-draft-owner", JSON.stringify(typed)),
      "",
      "short",
    ]) {
      await database.superuserQuery("update alert_draft set sealed = $2 where form_key = $1", [
        formKey,
        other,
      ]);
      expect(await findDraft(manager, formKey)).toBeNull();
    }
  });

  it.each([
    ["23 hours 59 minutes", true],
    ["24 hours 1 minute", false],
  ])("of %s ago is there: %s, for the person and after the sweep", async (interval, isThere) => {
    const formKey = await aDraft();
    await age(formKey, interval);
    expect((await findDraft(manager, formKey)) !== null).toBe(isThere);
    await eraseStaleDrafts();
    expect((await rowOf(formKey)) !== undefined).toBe(isThere);
  });

  it("is gone once its alert is raised, and does not come back with a late keystroke", async () => {
    const formKey = await aDraft();
    const other = await aDraft();
    const school = { ...(await aSchool()), id: manager.memberships[0]?.schoolId ?? "" };
    await anAlert({ school, raisedBy: manager, formKey });
    expect(await rowOf(formKey)).toBeUndefined();
    await saveDraft(manager, formKey, typed);
    expect(await rowOf(formKey)).toBeUndefined();
    expect(await rowOf(other)).toBeDefined();
  });

  it("is thrown away by its owner only", async () => {
    const formKey = await aDraft();
    await discardDraft(depute, formKey);
    await discardDraft(manager, "not-an-id");
    expect(await rowOf(formKey)).toBeDefined();
    await discardDraft(manager, formKey);
    expect(await rowOf(formKey)).toBeUndefined();
  });

  it("keeps what was typed, several ticks as several, and leaves out what the page put there", () => {
    const form = new FormData();
    for (const [name, value] of [
      ["formKey", "k"],
      ["owner", "o"],
      ["intent", "find"],
      ["learnerQuery", "ki"],
      ["triggers", "a"],
      ["triggers", "b"],
      ["withWhom", "Ms X"],
    ] as const)
      form.append(name, value);
    form.append("file", new File(["x"], "x.txt"));
    expect(typedIn(form)).toEqual({ triggers: ["a", "b"], withWhom: "Ms X", file: "" });
  });
});

describe("a form sent after the session ended", () => {
  it("is kept for the person it was shown to, and says the way back", async () => {
    const formKey = randomUUID();
    const way = await keepForOwner(
      posted({ formKey, owner: ownerToken(manager, formKey), whatHappened: "Typed late" }),
    );
    expect(way).toBe(`/alerts/new?draft=${formKey}`);
    expect(await findDraft(manager, formKey)).toMatchObject({ typed: { whatHappened: "Typed late" } });
    expect(await findDraft(depute, formKey)).toBeNull();
  });

  it("goes by the sealed token alone, not by a form key that was put in beside it", async () => {
    const [mine, other] = [randomUUID(), randomUUID()];
    await keepForOwner(
      posted({ formKey: other, owner: ownerToken(manager, mine), whatHappened: "Typed late" }),
    );
    expect(await rowOf(other)).toBeUndefined();
    expect(await rowOf(mine)).toMatchObject({ person_id: manager.personId });
  });

  it.each([
    ["no token", () => ""],
    ["a token that was made up", () => "AAAA".repeat(40)],
    ["a token sealed for something else", () => seal("alert-draft", `${manager.personId} ${randomUUID()}`)],
    ["a token that names nobody", () => seal("alert-draft-owner", `nobody ${randomUUID()}`)],
  ])("with %s keeps nothing", async (_what, token) => {
    const before = await database.superuserQuery("select from alert_draft");
    expect(
      await keepForOwner(posted({ formKey: randomUUID(), owner: token(), whatHappened: "x" })),
    ).toBeNull();
    expect(await database.superuserQuery("select from alert_draft")).toHaveLength(before.length);
  });
});
