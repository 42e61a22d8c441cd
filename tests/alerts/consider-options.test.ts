import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAnsweredAlert } from "#tests/factories/alert-stages";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { rowsOf, tracesOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { considerOptions } from "~/domain/alerts/consider-options.server";
import { considerOptionsSchema } from "~/domain/alerts/coordinate-alert.schema";
import { retireRefCode } from "~/domain/reference/retire-ref-code.server";
import { saveRefCode } from "~/domain/reference/save-ref-code.server";
import { fixedClock } from "~/platform/clock";
import { Conflict, Invalid } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:30:00Z");
const later = fixedClock("2026-11-23T10:40:00Z");
const mentor = { code: "mentor", answer: "will_use", why: "From Tuesday, with Mx Kerr." } as const;
const base = { code: "base", answer: "not_now", whyNot: "It is full." } as const;

beforeAll(starterCodesInDatabase);

describe("considering alternatives", () => {
  it("stores each answer with why, and the version of the words it was given to", async () => {
    const { id, lead } = await anAnsweredAlert();
    await considerOptions(lead, { alertId: id, options: [mentor, base, { code: "hosting" }] }, clock);
    const stored = await rowsOf(database, "alert_option", id);
    expect(stored).toHaveLength(2);
    expect(stored).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          alternative: "mentor",
          alternative_version: 1,
          answer: "will_use",
          why: mentor.why,
        }),
        expect.objectContaining({
          alternative: "base",
          answer: "not_now",
          why: base.whyNot,
          person_id: lead.personId,
        }),
      ]),
    );
  });

  it("leaves one line that counts them, with the answers in words, and one audit line without words", async () => {
    const { id, lead } = await anAnsweredAlert();
    await considerOptions(lead, { alertId: id, options: [mentor, base] }, clock);
    const { events, audit, alert } = await tracesOf(database, id, "options.considered");
    expect(events).toMatchObject([
      {
        summary: "2 alternatives to exclusion considered",
        detail:
          "Mentor: will use — From Tuesday, with Mx Kerr.\nA place in the school’s base: not now — It is full.",
        audience: "school_and_virtual_school",
        person_id: lead.personId,
      },
    ]);
    expect(audit).toEqual([
      {
        at: clock.now(),
        person_id: lead.personId,
        detail: { state: "coordinating", considered: 2, willUse: 1 },
      },
    ]);
    expect(alert).toMatchObject({ state: "coordinating" });
  });

  it("changes an answer, and says so once", async () => {
    const { id, lead } = await anAnsweredAlert();
    await considerOptions(lead, { alertId: id, options: [mentor] }, clock);
    const changed = { code: "mentor", answer: "not_now", whyNot: "Mx Kerr is away." } as const;
    await considerOptions(lead, { alertId: id, seen: clock.now().toISOString(), options: [changed] }, later);
    expect(await rowsOf(database, "alert_option", id)).toMatchObject([
      { answer: "not_now", why: "Mx Kerr is away." },
    ]);
    expect((await tracesOf(database, id, "options.considered")).events).toHaveLength(2);
  });

  it("leaves no trace when the same is sent twice", async () => {
    const { id, lead } = await anAnsweredAlert();
    await considerOptions(lead, { alertId: id, options: [mentor] }, clock);
    await considerOptions(lead, { alertId: id, options: [mentor] }, later);
    const { events, audit } = await tracesOf(database, id, "options.considered");
    expect([events.length, audit.length]).toEqual([1, 1]);
  });

  it("tells the second of two people who the first was, and overwrites nothing unseen", async () => {
    const { id, lead, raisedBy } = await anAnsweredAlert({
      lead: await aPerson("lead", { name: "Isla Grant" }),
    });
    await considerOptions(lead, { alertId: id, options: [mentor] }, clock);
    const second = considerOptions(raisedBy, { alertId: id, options: [base] }, later);
    await expect(second).rejects.toThrow(Conflict);
    await expect(second).rejects.toThrow(/^Isla Grant answered alternatives at 10:30/);
    await considerOptions(raisedBy, { alertId: id, seen: clock.now().toISOString(), options: [base] }, later);
    expect(await rowsOf(database, "alert_option", id)).toHaveLength(2);
  });

  it("keeps the words it was answered under when an administrator words it anew", async () => {
    const { id, lead } = await anAnsweredAlert();
    await considerOptions(lead, { alertId: id, options: [mentor] }, clock);
    const administrator = await aPerson("administrator");
    const newWords = {
      list: "alternative",
      code: "transport",
      version: 1,
      label: "Another way to school",
      position: 13,
    } as const;
    await saveRefCode(administrator, newWords, clock);
    const transport = { code: "transport", answer: "will_use", why: "Taxi at 9." } as const;
    await considerOptions(
      lead,
      { alertId: id, seen: clock.now().toISOString(), options: [mentor, transport] },
      later,
    );
    expect(await rowsOf(database, "alert_option", id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ alternative: "mentor", alternative_version: 1 }),
        expect.objectContaining({ alternative: "transport", alternative_version: 2 }),
      ]),
    );
  });

  it("stores why one is not used as a reason of the list, in the version that was read, with or without words", async () => {
    const { id, lead } = await anAnsweredAlert();
    const hosting = { code: "hosting", answer: "not_now", reason: "no_place" } as const;
    await considerOptions(lead, { alertId: id, options: [{ ...base, reason: "no_place" }, hosting] }, clock);
    const stored = { reason: "no_place", reason_version: 1 };
    expect(await rowsOf(database, "alert_option", id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ alternative: "base", why: "It is full.", ...stored }),
        expect.objectContaining({ alternative: "hosting", why: "", ...stored }),
      ]),
    );
    expect((await tracesOf(database, id, "options.considered")).events).toMatchObject([
      {
        detail:
          "A place in the school’s base: not now — No place or nobody free. It is full.\nHosting at another school: not now — No place or nobody free",
      },
    ]);
  });

  it("drops the reason with the answer that it was given for", async () => {
    const { id, lead } = await anAnsweredAlert();
    const notNow = { code: "mentor", answer: "not_now", reason: "no_place" } as const;
    await considerOptions(lead, { alertId: id, options: [notNow] }, clock);
    const nowUsed = { ...mentor, reason: "no_place" };
    await considerOptions(lead, { alertId: id, seen: clock.now().toISOString(), options: [nowUsed] }, later);
    expect(await rowsOf(database, "alert_option", id)).toMatchObject([
      { answer: "will_use", why: mentor.why, reason: null, reason_version: null },
    ]);
  });

  it("keeps a reason that is offered no longer where it is on record, and takes it for nothing else", async () => {
    const { id, lead } = await anAnsweredAlert();
    const notNow = { code: "mentor", answer: "not_now", reason: "not_safe_yet" } as const;
    await considerOptions(lead, { alertId: id, options: [notNow] }, clock);
    const retired = { list: "reason_not_used", code: "not_safe_yet", version: 1 } as const;
    await retireRefCode(await aPerson("administrator"), retired, clock);
    const next = fixedClock("2026-11-24T10:00:00Z");
    const seen = clock.now().toISOString();
    const withWords = { ...notNow, whyNot: "Ask again in January." };
    await considerOptions(lead, { alertId: id, seen, options: [withWords] }, next);
    expect(await rowsOf(database, "alert_option", id)).toMatchObject([
      { why: "Ask again in January.", reason: "not_safe_yet", reason_version: 1 },
    ]);
    const elsewhere = { alertId: id, seen: next.now().toISOString(), options: [{ ...notNow, code: "base" }] };
    await expect(considerOptions(lead, elsewhere, next)).rejects.toThrow(Invalid);
  });

  it("refuses an alternative that is not in the list", async () => {
    const { id, lead } = await anAnsweredAlert();
    const unknown = { code: "cooling_off", answer: "will_use", why: "No." } as const;
    await expect(considerOptions(lead, { alertId: id, options: [mentor, unknown] }, clock)).rejects.toThrow(
      Invalid,
    );
    expect(await rowsOf(database, "alert_option", id)).toEqual([]);
  });
});

describe("the form", () => {
  const alertId = "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01";
  it.each([
    [
      "nothing is answered",
      [{ code: "mentor" }],
      "",
      "Say of at least one alternative whether you will use it",
    ],
    [
      "it is used without why",
      [{ code: "mentor", answer: "will_use" }],
      "options.0.why",
      "Enter why and how you will use it",
    ],
    [
      "it is refused without why",
      [{ code: "mentor", answer: "not_now" }],
      "options.0.whyNot",
      "Select the main reason, or enter why you will not use it now",
    ],
  ])("says what is missing when %s", (_case, options, path, message) => {
    const issues = considerOptionsSchema.safeParse({ alertId, options }).error?.issues ?? [];
    expect(issues.map((issue) => [issue.path.join("."), issue.message])).toContainEqual([path, message]);
  });
});
