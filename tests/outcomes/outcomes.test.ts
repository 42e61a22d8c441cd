import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { alertOutcomes } from "~/domain/alerts/alert-outcomes.queries.server";
import type { RecordDecisionInput } from "~/domain/alerts/decide-alert.schema";
import { endNotForVirtualSchool } from "~/domain/alerts/end-not-for-virtual-school.server";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { recordFollowUp } from "~/domain/alerts/record-follow-up.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { outcomesOf } from "~/domain/outcomes/outcomes.queries.server";
import { type Actor, may, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";

await aDatabase();
const now = new Date("2026-11-23T12:00:00Z");

let lead: Actor;
let virtualHead: Actor;
let headTeacher: Actor;
let school: TestSchool;

const decide = (alert: TestAlert, at: string, changes: Partial<RecordDecisionInput> = {}) => {
  const input = {
    decision: "not_excluded",
    decidedOn: at.slice(0, 10),
    decidedBy: "Mx Head",
    reason: "A plan is agreed.",
    childView: "not_asked_yet",
  } as const;
  return recordDecision(headTeacher, { alertId: alert.id, ...input, ...changes }, fixedClock(at));
};

const answer = (alert: TestAlert, at: string) =>
  acknowledgeAlert(lead, { alertId: alert.id, ringWithinMinutes: 15 }, fixedClock(at));

beforeAll(async () => {
  school = await aSchool();
  await aYearAroundNow();
  lead = await aPerson("lead");
  virtualHead = await aPerson("vs_head_teacher");
  headTeacher = await aPerson("head_teacher", { schoolId: school.id });
  const raised = (at: string, changes: Parameters<typeof anAlert>[0] = {}) =>
    anAlert({ school, at, ...changes });

  const prevented = await raised("2026-09-07T09:00:00Z");
  await answer(prevented, "2026-09-07T09:20:00Z");
  await decide(prevented, "2026-09-08T10:00:00Z");
  const stillThere = {
    alertId: prevented.id,
    formKey: randomUUID(),
    check: "10",
    finding: "still_in_school",
    source: "school",
  } as const;
  await recordFollowUp(lead, stillThere, fixedClock("2026-09-28T10:00:00Z"));

  const excluded = await raised("2026-09-30T23:30:00Z", { openingsConsidered: 6 });
  await answer(excluded, "2026-10-01T00:40:00Z");
  await decide(excluded, "2026-10-01T10:00:00Z", { decision: "excluded_temporary", openings: 4 });

  await raised("2026-11-23T11:50:00Z");
  const withdrawn = await raised("2026-11-02T10:00:00Z");
  await withdrawAlert(
    headTeacher,
    { alertId: withdrawn.id, reason: "Raised by mistake." },
    fixedClock("2026-11-02T10:50:00Z"),
  );
  const notOurs = await raised("2026-11-03T10:00:00Z", { childName: "Sandy Invented", childStage: "P7" });
  await endNotForVirtualSchool(
    lead,
    { alertId: notOurs.id, advice: "Ask the educational psychologist." },
    fixedClock("2026-11-03T10:20:00Z"),
  );
  await raised("2026-07-31T22:59:00Z");
});

const outcomes = (year?: number) => asActor(virtualHead, (tx) => outcomesOf(tx, { year, now }));

describe("the figures of a school year", () => {
  it("count every alert raised in it by its month in London, and those counted apart", async () => {
    const { schoolYear, overview, alertIds } = await outcomes();
    expect(schoolYear).toBe(2026);
    expect(
      overview.raised.map((row) => [
        row.key,
        row.raised,
        row.counted,
        row.withdrawn_by_school,
        row.not_for_virtual_school,
      ]),
    ).toEqual([
      ["2026-08", 0, 0, 0, 0],
      ["2026-09", 1, 1, 0, 0],
      ["2026-10", 1, 1, 0, 0],
      ["2026-11", 3, 1, 1, 1],
      ["all", 5, 3, 1, 1],
    ]);
    expect(alertIds).toHaveLength(5);
  });

  it("say who was answered in time, late, or still waits, and how long answers took", async () => {
    const { overview } = await outcomes();
    expect(overview.answersByMonth.at(-1)).toMatchObject({
      alerts: 3,
      inTime: 1,
      late: 1,
      missed: 0,
      waiting: 1,
      medianMinutes: 45,
      ninetiethMinutes: 70,
    });
  });

  it("tell of a withdrawn alert that had waited past its limit", async () => {
    expect((await outcomes()).overview.apartAfterLimit).toBe(1);
  });

  it("have the decision and the outcome under the month of the alert", async () => {
    const { overview } = await outcomes();
    expect(overview.decisions[1]).toMatchObject({ key: "2026-09", not_excluded: 1, alerts: 1 });
    expect(overview.decisions[2]).toMatchObject({ key: "2026-10", excluded_temporary: 1, alerts: 1 });
    expect(overview.outcomes[1]).toMatchObject({ key: "2026-09", prevented: 1 });
    expect(overview.outcomes[2]).toMatchObject({ key: "2026-10", went_ahead: 1, reduced: 1 });
    expect(overview.outcomes[3]).toMatchObject({ key: "2026-11", pending: 1 });
  });

  it("of an earlier school year are there from the first alert on", async () => {
    const { schoolYears, overview } = await outcomes(2025);
    expect(schoolYears).toEqual([2026, 2025]);
    expect(overview.raised.at(-1)).toMatchObject({ raised: 1, counted: 1 });
  });

  it.each([2024, 2027])("of %i are not found", async (year) => {
    await expect(outcomes(year)).rejects.toBeInstanceOf(NotFound);
  });
});

describe("what the alerts room tells", () => {
  const inYear = {
    from: new Date("2026-08-01T00:00:00Z"),
    to: new Date("2027-08-01T00:00:00Z"),
    today: "2026-12-01",
  };

  it("is nothing to nobody in particular, and their own school's to a school", async () => {
    const elsewhere = await aPerson("designated_manager", { schoolId: (await aSchool()).id });
    const administrator = await aPerson("administrator");
    const seen = (actor: Actor) => asActor(actor, (tx) => alertOutcomes(tx, inYear));
    expect(await seen(elsewhere)).toEqual([]);
    expect(await seen(administrator)).toEqual([]);
    expect(await seen(headTeacher)).toHaveLength(5);
  });

  it("leaves out the day after the period", async () => {
    const november = {
      from: new Date("2026-11-01T00:00:00Z"),
      to: new Date("2026-11-23T11:50:00Z"),
      today: "2026-12-01",
    };
    expect(await asActor(virtualHead, (tx) => alertOutcomes(tx, november))).toHaveLength(2);
  });
});

describe("who sees the figures", () => {
  it.each(roles)("%s: only the head teacher of the Virtual School", (role) => {
    const held = { role, schoolId: null, areaId: null, authorityId: null, isDepute: false };
    expect(may({ personId: "", name: "", memberships: [held] }, outcomesPolicy.see)).toBe(
      role === "vs_head_teacher",
    );
  });
});
