import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aDecidedAlert } from "#tests/factories/alert-stages";
import { actionsOf, factsOf, tracesOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import type { RecordFollowUpInput } from "~/domain/alerts/decide-alert.schema";
import { recordFollowUpSchema } from "~/domain/alerts/decide-alert.schema";
import { recordFollowUp } from "~/domain/alerts/record-follow-up.server";
import { fixedClock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";

const database = await aDatabase();
/** The decision was on 23 November; with no holidays entered, 10 school days later is 7 December, 30 is 4 January. */
const early = fixedClock("2026-12-04T10:00:00Z");
const after10 = fixedClock("2026-12-07T10:00:00Z");
const after30 = fixedClock("2027-01-04T10:00:00Z");

const finding = (alertId: string, changes: Partial<RecordFollowUpInput> = {}): RecordFollowUpInput => ({
  alertId,
  formKey: randomUUID(),
  check: "10",
  finding: "still_in_school",
  source: "attendance_record",
  ...changes,
});
const sentHome = { check: "none", finding: "sent_home", happenedOn: "2026-11-26", source: "carer" } as const;

const facts = async (id: string) =>
  (await factsOf(database, id)).map(({ kind, day, source }) => [kind, day, source]);
const decided = ["decision_not_excluded", "2026-11-23", "decision"];

describe("a check", () => {
  it("adds the fact, ticks its action, and moves the alert to follow-up", async () => {
    const { id, lead } = await aDecidedAlert();
    const input = finding(id, { note: "Full timetable, all week." });
    await recordFollowUp(lead, input, after10);
    expect(await facts(id)).toEqual([decided, ["still_in_school_10", "2026-12-07", "attendance_record"]]);
    expect(await actionsOf(database, id)).toMatchObject([
      { kind: "follow_up_10", done_at: after10.now(), done_by: lead.personId },
      { kind: "follow_up_30", done_at: null },
    ]);
    const { events, audit, alert } = await tracesOf(database, id, "follow_up.recorded");
    expect(events).toMatchObject([
      {
        summary: "Check after 10 school days: still in school after 10 school days",
        detail: "Attendance record, 7 December 2026.\nFull timetable, all week.",
      },
    ]);
    expect(audit).toMatchObject([
      { detail: { state: "follow_up", factId: input.formKey, fact: "still_in_school_10", check: "10" } },
    ]);
    expect(alert).toMatchObject({ state: "follow_up" });
  });

  it.each([
    ["10", early, "The check after 10 school days is on 7 December 2026. Before that it says nothing."],
    ["30", after10, "The check after 30 school days is on 4 January 2027. Before that it says nothing."],
  ] as const)("after %s school days says nothing before its day", async (check, clock, sentence) => {
    const { id, lead } = await aDecidedAlert();
    const attempt = recordFollowUp(lead, finding(id, { check }), clock);
    await expect(attempt).rejects.toThrow(Invalid);
    await expect(attempt).rejects.toThrow(sentence);
    expect(await facts(id)).toEqual([decided]);
  });

  it("after 30 school days answers the first one too", async () => {
    const { id, lead } = await aDecidedAlert();
    await recordFollowUp(lead, finding(id, { check: "30" }), after30);
    const done = (await actionsOf(database, id)).map((action) => action.done_at);
    expect(done).toEqual([after30.now(), after30.now()]);
  });

  it("is made once", async () => {
    const { id, lead } = await aDecidedAlert();
    await recordFollowUp(lead, finding(id), after10);
    await expect(recordFollowUp(lead, finding(id), after10)).rejects.toThrow("This check is done");
    expect(await facts(id)).toHaveLength(2);
  });

  it("can find time out of school, on the day it happened", async () => {
    const { id, lead } = await aDecidedAlert();
    const found = { finding: "part_time_timetable", happenedOn: "2026-11-30" } as const;
    await recordFollowUp(lead, finding(id, found), after10);
    expect(await facts(id)).toContainEqual(["part_time_timetable", "2026-11-30", "attendance_record"]);
    expect((await actionsOf(database, id))[0]).toMatchObject({ done_at: after10.now() });
  });
});

describe("something found out at another time", () => {
  it("is recorded at once, and ticks no check", async () => {
    const { id, lead } = await aDecidedAlert();
    await recordFollowUp(lead, finding(id, sentHome), early);
    expect(await facts(id)).toEqual([decided, ["sent_home", "2026-11-26", "carer"]]);
    expect((await actionsOf(database, id)).every((action) => action.done_at === null)).toBe(true);
    const { events } = await tracesOf(database, id, "follow_up.recorded");
    expect(events).toMatchObject([{ summary: "Found out: sent home without an exclusion on record" }]);
  });

  it("adds up with what was found before", async () => {
    const { id, lead } = await aDecidedAlert();
    await recordFollowUp(lead, finding(id), after10);
    const excluded = { check: "none", finding: "excluded", happenedOn: "2026-12-08", openings: 2 } as const;
    await recordFollowUp(lead, finding(id, excluded), fixedClock("2026-12-09T10:00:00Z"));
    expect((await facts(id)).map(([kind]) => kind)).toEqual([
      "decision_not_excluded",
      "still_in_school_10",
      "excluded",
    ]);
  });

  it("is stored once when the form is sent twice", async () => {
    const { id, lead } = await aDecidedAlert();
    const input = finding(id, sentHome);
    await Promise.all([recordFollowUp(lead, input, early), recordFollowUp(lead, input, early)]);
    expect(await facts(id)).toHaveLength(2);
    expect((await tracesOf(database, id, "follow_up.recorded")).events).toHaveLength(1);
  });

  it.each([
    ["to come", "2026-12-05", "Day must be today or earlier"],
    ["before the alert", "2026-11-22", "Day must be on or after 23 November 2026, the day of the alert"],
  ])("is refused for a day %s", async (_case, happenedOn, sentence) => {
    const { id, lead } = await aDecidedAlert();
    const attempt = recordFollowUp(lead, finding(id, { ...sentHome, happenedOn }), early);
    await expect(attempt).rejects.toThrow(sentence);
  });
});

describe("the form", () => {
  const messages = (changes: object) =>
    recordFollowUpSchema
      .safeParse({ ...finding(randomUUID()), ...changes })
      .error?.issues.map((issue) => issue.message);

  it("asks for the day unless they are still in school", () => {
    expect(messages({ finding: "sent_home" })).toEqual(["Enter the day on which it happened or began"]);
    expect(messages({})).toBeUndefined();
  });

  it("takes 'still in school' as the answer of a check only", () => {
    expect(messages({ check: "none" })).toEqual([
      "Select the check after 10 or 30 school days: at another time this says nothing yet",
    ]);
  });
});
