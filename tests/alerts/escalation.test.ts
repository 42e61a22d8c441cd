import { beforeAll, describe, expect, it, vi } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { decisionInput } from "#tests/factories/alert-stages";
import { alertInput, anAlert } from "#tests/factories/alerts";
import { aStaffedArea, type StaffedArea } from "#tests/factories/duty";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aDatabase } from "#tests/support/database";
import { clockOf, stepsOf } from "#tests/support/steps";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { closeAlert } from "~/domain/alerts/close-alert.server";
import { endNotForVirtualSchool } from "~/domain/alerts/end-not-for-virtual-school.server";
import { fireDueSteps } from "~/domain/alerts/fire-due-steps.server";
import { matchChild } from "~/domain/alerts/match-child.server";
import { raiseAlert } from "~/domain/alerts/raise-alert.server";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
/** A time on Monday 23 November 2026; `anAlert` is raised at 10:02, so its steps are due at 10:17, 10:32, 10:47 and 11:02. */
const at = (time: string) => fixedClock(`2026-11-23T${time}:00Z`);
const fire = (time: string) => fireDueSteps({ clock: at(time) });

let area: StaffedArea;
let learner: TestLearner;
let virtualHead: TestPerson;
let inclusion: TestPerson;

beforeAll(async () => {
  area = await aStaffedArea({
    dutyPerson: await aPerson("lead", { name: "Isla Grant" }),
    depute: await aPerson("lead", { name: "Callum Reid" }),
  });
  learner = await aLearner({ school: area.school });
  // The maker of learners is head teacher of the Virtual School too, so two are told.
  virtualHead = await aPerson("vs_head_teacher", { name: "Catriona Munro" });
  inclusion = await aPerson("head_of_inclusion", { name: "Fiona Abernethy" });
});

const raised = () => anAlert({ school: area.school, learner });
const inShort = async (id: string) =>
  (await stepsOf(database, id)).map((step) => `${step.who} ${step.state}`);
const mailsOf = (id: string) =>
  database.superuserQuery(
    "select template, to_person_id, state from outbox_mail where about_id = $1 and asks order by template, to_address",
    [id],
  );
const linesOf = async (id: string) =>
  (
    await database.superuserQuery<{ kind: string; summary: string }>(
      "select kind, summary from event where about_id = $1 and person_id is null order by sequence",
      [id],
    )
  ).map(({ kind, summary }) => `${kind}: ${summary}`);

describe("raising an alert", () => {
  it("freezes who is told when, in the same transaction", async () => {
    const alert = await raised();
    const steps = await stepsOf(database, alert.id);
    expect(
      steps.map((step) => [step.position, step.who, step.due_at.toISOString().slice(11, 16), step.state]),
    ).toEqual([
      [1, "duty_person", "10:17", "pending"],
      [2, "depute", "10:32", "pending"],
      [3, "vs_head_teacher", "10:47", "pending"],
      [4, "head_of_inclusion", "11:02", "pending"],
    ]);
    expect(await clockOf(database, alert.id)).toMatchObject({
      reference: alert.reference,
      urgency: "today",
      area_id: area.areaId,
      school_id: area.school.id,
      learner_id: learner.id,
      answer_due_at: at("10:32").now(),
      policy_version: 0,
      next_step_due_at: at("10:17").now(),
      is_drill: false,
    });
  });

  it("leaves no clock behind when it is refused", async () => {
    const before = await database.superuserQuery("select count(*)::int from alert_clock");
    const stranger = await aPerson("designated_manager", { schoolId: area.school.id });
    const input = alertInput(area.school.id, {
      learnerId: learner.id,
      decisionExpected: "another_day",
      decisionDay: "2026-11-01",
    });
    await expect(raiseAlert(stranger, input, at("10:02"))).rejects.toMatchObject({ name: "Invalid" });
    expect(await database.superuserQuery("select count(*)::int from alert_clock")).toEqual(before);
  });
});

describe("a step that is due", () => {
  it("tells the next person by mail, event and audit line, and no sooner", async () => {
    const alert = await raised();
    expect((await fire("10:16")).filter((step) => step.alertId === alert.id)).toEqual([]);
    await fire("10:17");
    await fire("10:32");
    await fire("10:47");
    await fire("11:02");
    expect(await inShort(alert.id)).toEqual([
      "duty_person done",
      "depute done",
      "vs_head_teacher done",
      "head_of_inclusion done",
    ]);
    expect(await linesOf(alert.id)).toEqual([
      "alert.reminded: Nobody has answered yet. Isla Grant was reminded",
      "alert.escalated: Nobody has answered yet. Callum Reid, depute, was told",
      "alert.escalated: Nobody has answered yet. Catriona Munro and Maker of Learners, Virtual School Head Teacher, were told",
      "alert.escalated: Nobody has answered yet. Fiona Abernethy, Head of Inclusion, was told",
    ]);
    const mails = await mailsOf(alert.id);
    expect(
      mails.filter((mail) => mail.template === "alerts/alert-reminder").map((mail) => mail.to_person_id),
    ).toEqual([area.dutyPerson.personId]);
    const escalated = mails
      .filter((mail) => mail.template === "alerts/alert-escalated")
      .map((mail) => mail.to_person_id);
    expect(escalated).toHaveLength(4);
    expect(escalated).toEqual(
      expect.arrayContaining([area.depute.personId, virtualHead.personId, inclusion.personId]),
    );
    const audit = await database.superuserQuery(
      "select action, person_id, detail from audit_line where subject_id = $1 and action = 'alert.reminded'",
      [alert.id],
    );
    expect(audit).toEqual([
      {
        action: "alert.reminded",
        person_id: null,
        detail: { position: 1, who: "duty_person", told: area.dutyPerson.personId },
      },
    ]);
    const events = await database.superuserQuery(
      "select distinct learner_id, audience, detail from event where about_id = $1 and person_id is null",
      [alert.id],
    );
    expect(events).toEqual([{ learner_id: learner.id, audience: "school_and_virtual_school", detail: null }]);
    expect(await clockOf(database, alert.id)).toMatchObject({ next_step_due_at: null });
  });

  it("is fired once, whoever looks how often", async () => {
    const alert = await raised();
    const fired = await Promise.all(
      Array.from({ length: 6 }, () => fireDueSteps({ clock: at("10:32"), lanes: 2 })),
    );
    expect(fired.flat().filter((step) => step.alertId === alert.id)).toHaveLength(2);
    expect(await linesOf(alert.id)).toHaveLength(2);
  });

  it("is fired late, but fired, when no worker ran in time", async () => {
    const alert = await raised();
    await fire("15:00");
    expect(await inShort(alert.id)).toEqual([
      "duty_person done",
      "depute done",
      "vs_head_teacher done",
      "head_of_inclusion done",
    ]);
  });

  it("is left to the next call beyond the limit", async () => {
    const alerts = [await raised(), await raised(), await raised()];
    const ids = alerts.map((alert) => alert.id);
    await fireDueSteps({ clock: at("10:17"), limit: 2 });
    const done = async () =>
      (
        await database.superuserQuery(
          "select alert_id from alert_step where state = 'done' and alert_id = any ($1)",
          [ids],
        )
      ).length;
    expect(await done()).toBe(2);
    await fire("10:17");
    expect(await done()).toBe(3);
  });

  it("looks people up when it is due, not when the alert was raised", async () => {
    const depute = await aPerson("lead", { name: "Gone Tomorrow" });
    const place = await aStaffedArea({ depute });
    const alert = await anAlert({ school: place.school });
    await database.superuserQuery("update duty_turn set depute_id = $2 where area_id = $1", [
      place.areaId,
      area.depute.personId,
    ]);
    await fire("10:32");
    const [, second] = await stepsOf(database, alert.id);
    expect(second?.told).toEqual([area.depute.personId]);
  });

  it("puts its line on the record of a child who was matched meanwhile", async () => {
    const alert = await anAlert({ school: area.school, childName: "Sam Unknown", childStage: "P6" });
    await matchChild(area.dutyPerson, { alertId: alert.id, learnerId: learner.id }, at("10:05"));
    await fire("10:17");
    const events = await database.superuserQuery(
      "select distinct learner_id from event where about_id = $1",
      [alert.id],
    );
    expect(events).toEqual([{ learner_id: learner.id }]);
  });
});

describe("a step that finds nobody", () => {
  it("is skipped, says why, and the next one is fired at once", async () => {
    const place = await aStaffedArea({ depute: await aPerson("lead", { until: "2026-11-20" }) });
    const alert = await anAlert({ school: place.school });
    await fire("10:32");
    expect(await inShort(alert.id)).toEqual([
      "duty_person done",
      "depute skipped",
      "vs_head_teacher done",
      "head_of_inclusion pending",
    ]);
    const [, skipped, pulled] = await stepsOf(database, alert.id);
    expect(skipped).toMatchObject({
      told: [],
      note: expect.stringContaining("No depute is on duty."),
      done_at: at("10:32").now(),
    });
    expect(pulled).toMatchObject({ due_at: at("10:47").now(), done_at: at("10:32").now() });
    expect((await linesOf(alert.id)).join("\n")).toContain(
      "alert.step_skipped: The depute could not be told.",
    );
    expect(await clockOf(database, alert.id)).toMatchObject({ next_step_due_at: at("11:02").now() });
  });

  it("leaves a line and a warning when nobody is left at all", async () => {
    const place = await aStaffedArea();
    const alert = await anAlert({ school: place.school });
    const everybody =
      "update membership set valid_to = '2026-11-20' where role in ('lead', 'vs_head_teacher', 'head_of_inclusion')";
    await database.superuserQuery(everybody);
    process.env.LOG_LEVEL = "warn";
    const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    await fire("10:17");
    process.env.LOG_LEVEL = "error";
    const warned = said.mock.calls.map(([line]) => String(line)).filter((line) => line.includes(alert.id));
    said.mockRestore();
    await database.superuserQuery(
      "update membership set valid_to = null where valid_to = '2026-11-20' and role in ('lead', 'vs_head_teacher', 'head_of_inclusion')",
    );
    expect(await inShort(alert.id)).toEqual([
      "duty_person skipped",
      "depute skipped",
      "vs_head_teacher skipped",
      "head_of_inclusion skipped",
    ]);
    expect((await linesOf(alert.id)).at(-1)).toBe(
      "alert.nobody_told: There is nobody left to tell. Please ring the Virtual School.",
    );
    expect(warned).toEqual([
      expect.stringContaining('"level":"warn","message":"nobody is left to tell of an alert"'),
    ]);
  });

  it("does not hold up the alerts of other areas", async () => {
    const broken = await raised();
    const fine = await raised();
    await database.superuserQuery(
      "update alert_clock set urgency = 'nonsense', next_step_due_at = '2026-11-23T10:00:00Z' where alert_id = $1",
      [broken.id],
    );
    const fired = await fire("10:17");
    expect(fired.some((step) => step.alertId === fine.id)).toBe(true);
    expect(await inShort(broken.id)).toEqual([
      "duty_person pending",
      "depute pending",
      "vs_head_teacher pending",
      "head_of_inclusion pending",
    ]);
    await database.superuserQuery("update alert_clock set next_step_due_at = null where alert_id = $1", [
      broken.id,
    ]);
  });
});

describe("the next step", () => {
  const bringForward = (id: string, time: string) =>
    database.superuserQuery("select app.fire_next_step_now($1, $2) as brought", [id, at(time).now()]);

  it("can be brought forward when whoever was told cannot be reached", async () => {
    const alert = await raised();
    expect(await bringForward(alert.id, "10:03")).toEqual([{ brought: true }]);
    await fire("10:03");
    expect(await inShort(alert.id)).toEqual([
      "duty_person done",
      "depute pending",
      "vs_head_teacher pending",
      "head_of_inclusion pending",
    ]);
    expect(await clockOf(database, alert.id)).toMatchObject({ next_step_due_at: at("10:32").now() });
  });

  it("is not brought forward once somebody has answered", async () => {
    const alert = await raised();
    await acknowledgeAlert(area.dutyPerson, { alertId: alert.id, ringWithinMinutes: 15 }, at("10:05"));
    expect(await bringForward(alert.id, "10:06")).toEqual([{ brought: false }]);
  });
});

it("a decision that nobody answered before leaves the answer owed: the next person is told", async () => {
  const manager = await aPerson("designated_manager", { schoolId: area.school.id });
  const alert = await anAlert({ school: area.school, learner, raisedBy: manager });
  await recordDecision(manager, decisionInput(alert.id), at("10:05"));
  await fire("10:17");
  expect((await stepsOf(database, alert.id)).map((step) => step.state)).toEqual([
    "done",
    "pending",
    "pending",
    "pending",
  ]);
});

describe("nobody is told any more", () => {
  const ended = ["cancelled", "cancelled", "cancelled"];
  const run: [string, (id: string, by: TestPerson) => Promise<unknown>][] = [
    ["withdrawn", (alertId, by) => withdrawAlert(by, { alertId, reason: "Raised by mistake." }, at("10:20"))],
  ];

  it.each(run)("of an alert that is %s", async (_, end) => {
    const manager = await aPerson("designated_manager", { schoolId: area.school.id });
    const alert = await anAlert({ school: area.school, learner, raisedBy: manager });
    await fire("10:17");
    await end(alert.id, manager);
    const states = (await stepsOf(database, alert.id)).map((step) => step.state);
    expect(states).toEqual(["done", ...ended]);
    expect(await clockOf(database, alert.id)).toMatchObject({
      ended_at: at("10:20").now(),
      next_step_due_at: null,
    });
    expect((await mailsOf(alert.id)).map((mail) => mail.state)).toEqual(["dropped", "dropped"]);
    await fire("16:00");
    expect((await stepsOf(database, alert.id)).map((step) => step.state)).toEqual(["done", ...ended]);
  });

  it("of an alert that is decided after somebody answered", async () => {
    const manager = await aPerson("designated_manager", { schoolId: area.school.id });
    const alert = await anAlert({ school: area.school, learner, raisedBy: manager });
    await acknowledgeAlert(area.dutyPerson, { alertId: alert.id, ringWithinMinutes: 15 }, at("10:19"));
    await recordDecision(manager, decisionInput(alert.id), at("10:20"));
    expect(await clockOf(database, alert.id)).toMatchObject({
      ended_at: at("10:20").now(),
      next_step_due_at: null,
    });
    await fire("16:00");
    const states = (await stepsOf(database, alert.id)).map((step) => step.state);
    expect(new Set(states)).toEqual(new Set(["cancelled"]));
  });

  it("of an alert that is not for the Virtual School", async () => {
    const alert = await anAlert({ school: area.school, childName: "Sam Unknown", childStage: "P6" });
    await endNotForVirtualSchool(
      area.dutyPerson,
      { alertId: alert.id, advice: "Speak to pastoral care." },
      at("10:20"),
    );
    expect(await clockOf(database, alert.id)).toMatchObject({
      ended_at: at("10:20").now(),
      next_step_due_at: null,
    });
  });

  it("of an alert that is closed; its clock keeps the time of the decision", async () => {
    const manager = await aPerson("designated_manager", { schoolId: area.school.id });
    const alert = await anAlert({ school: area.school, learner, raisedBy: manager });
    await acknowledgeAlert(area.dutyPerson, { alertId: alert.id, ringWithinMinutes: 15 }, at("10:19"));
    await recordDecision(manager, decisionInput(alert.id), at("10:20"));
    await closeAlert(area.dutyPerson, { alertId: alert.id, learningNote: "Ring sooner." }, at("11:00"));
    expect(await clockOf(database, alert.id)).toMatchObject({
      ended_at: at("10:20").now(),
      next_step_due_at: null,
    });
  });
});
