import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { decisionInput } from "#tests/factories/alert-stages";
import { anAlert } from "#tests/factories/alerts";
import { aStaffedArea, type StaffedArea } from "#tests/factories/duty";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aDatabase } from "#tests/support/database";
import { clockOf, stepsOf } from "#tests/support/steps";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { addNote } from "~/domain/alerts/add-note.server";
import { boardOf } from "~/domain/alerts/alerts.queries.server";
import { fireDueSteps } from "~/domain/alerts/fire-due-steps.server";
import { recordCall } from "~/domain/alerts/record-call.server";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { recordMeeting } from "~/domain/alerts/record-meeting.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";

const database = await aDatabase();
const at = (time: string) => fixedClock(`2026-11-23T${time}:00Z`);
const fire = (time: string) => fireDueSteps({ clock: at(time) });

let area: StaffedArea;
let learner: TestLearner;
let manager: TestPerson;

beforeAll(async () => {
  area = await aStaffedArea({
    dutyPerson: await aPerson("lead", { name: "Isla Grant" }),
    depute: await aPerson("lead", { name: "Callum Reid" }),
  });
  learner = await aLearner({ school: area.school });
  manager = await aPerson("designated_manager", { schoolId: area.school.id });
  await aPerson("head_of_inclusion");
});

/** Raised at 10:02, answered by Isla Grant at 10:06, who promised to ring by 10:21. */
async function promised() {
  const alert = await anAlert({ school: area.school, learner, raisedBy: manager });
  await acknowledgeAlert(area.dutyPerson, { alertId: alert.id, ringWithinMinutes: 15 }, at("10:06"));
  return alert;
}

const pendingOf = async (id: string) =>
  (await stepsOf(database, id))
    .filter((step) => step.state === "pending")
    .map((step) => `${step.who} ${step.due_at.toISOString().slice(11, 16)}`);
const linesOf = async (id: string) =>
  (
    await database.superuserQuery<{ line: string }>(
      "select kind || ': ' || summary as line from event where about_id = $1 order by sequence",
      [id],
    )
  ).map((row) => row.line);
const unansweredIds = async () => (await asActor(area.depute, boardOf)).unanswered.map((alert) => alert.id);

describe("an answer", () => {
  it("stops the clock and starts the one of its promise", async () => {
    const alert = await promised();
    const steps = await stepsOf(database, alert.id);
    expect(steps.slice(0, 4).map((step) => step.state)).toEqual([
      "cancelled",
      "cancelled",
      "cancelled",
      "cancelled",
    ]);
    expect(await pendingOf(alert.id)).toEqual([
      "answerer 10:21",
      "duty_person 10:36",
      "depute 10:51",
      "vs_head_teacher 11:06",
      "head_of_inclusion 11:21",
    ]);
    expect(await clockOf(database, alert.id)).toMatchObject({
      acknowledged_at: at("10:06").now(),
      acknowledged_by_id: area.dutyPerson.personId,
      will_ring_by: at("10:21").now(),
      heard_at: null,
      next_step_due_at: at("10:21").now(),
    });
  });

  it("after a decision that came first owes its call as ever", async () => {
    const alert = await anAlert({ school: area.school, learner, raisedBy: manager });
    await recordDecision(manager, decisionInput(alert.id), at("10:05"));
    await acknowledgeAlert(area.dutyPerson, { alertId: alert.id, ringWithinMinutes: 15 }, at("10:06"));
    expect((await clockOf(database, alert.id))?.next_step_due_at).toEqual(at("10:21").now());
  });
});

describe("the promise is kept by", () => {
  const kept: [string, (id: string) => Promise<unknown>][] = [
    [
      "a phone call of the Virtual School",
      (alertId) => recordCall(area.dutyPerson, { alertId, withWhom: "Mx Tait", text: "Spoke." }, at("10:12")),
    ],
    [
      "a phone call that the school records",
      (alertId) => recordCall(manager, { alertId, withWhom: "Isla Grant", text: "She rang." }, at("10:12")),
    ],
    [
      "a meeting",
      (alertId) =>
        recordMeeting(
          manager,
          {
            alertId,
            formKey: randomUUID(),
            kind: "call",
            attendees: ["Mx One"],
            day: "2026-11-23",
            time: "10:10",
          },
          at("10:12"),
        ),
    ],
    [
      "a note of the Virtual School",
      (alertId) =>
        addNote(
          area.depute,
          { alertId, audience: "school_and_virtual_school", text: "On my way." },
          at("10:12"),
        ),
    ],
  ];

  it.each(kept)("%s", async (_, keep) => {
    const alert = await promised();
    await keep(alert.id);
    expect(await pendingOf(alert.id)).toEqual([]);
    expect(await clockOf(database, alert.id)).toMatchObject({
      heard_at: at("10:12").now(),
      next_step_due_at: null,
    });
    expect((await fire("16:00")).filter((step) => step.alertId === alert.id)).toEqual([]);
  });

  it("no note of the school, which may be asking for it", async () => {
    const alert = await promised();
    await addNote(
      manager,
      { alertId: alert.id, audience: "school_and_virtual_school", text: "Nobody has rung." },
      at("10:20"),
    );
    expect(await pendingOf(alert.id)).toHaveLength(5);
  });

  it("no line from before the answer", async () => {
    const alert = await anAlert({ school: area.school, learner, raisedBy: manager });
    await recordCall(
      area.depute,
      { alertId: alert.id, withWhom: "Mx Tait", text: "Not reached." },
      at("10:03"),
    );
    expect(await pendingOf(alert.id)).toHaveLength(4);
  });
});

describe("a promise that passes in silence", () => {
  it("opens the alert again: whoever promised is reminded, then others are told", async () => {
    const alert = await promised();
    expect(await unansweredIds()).not.toContain(alert.id);
    await fire("10:21");
    await fire("10:51");
    expect((await linesOf(alert.id)).slice(-3)).toEqual([
      "alert.reopened: No call is on record by the promised time, so the alert is open again. Isla Grant was reminded",
      "alert.reminded: No call is on record yet. Isla Grant was reminded",
      "alert.escalated: No call is on record yet. Callum Reid, depute, was told",
    ]);
    expect(await clockOf(database, alert.id)).toMatchObject({ reopened_at: at("10:21").now() });
    expect(await unansweredIds()).toContain(alert.id);
    const mails = await database.superuserQuery(
      "select to_person_id, input from outbox_mail where about_id = $1 and template = 'alerts/alert-reminder' order by created_at",
      [alert.id],
    );
    expect(mails[0]).toMatchObject({
      to_person_id: area.dutyPerson.personId,
      input: { reason: "call_not_recorded", willRingBy: at("10:21").now().toISOString() },
    });
  });

  it("can be answered by somebody else, who coordinates from then on", async () => {
    const alert = await promised();
    await expect(
      acknowledgeAlert(area.depute, { alertId: alert.id, ringWithinMinutes: 15 }, at("10:20")),
    ).rejects.toMatchObject({ name: "Conflict" });
    await fire("10:21");
    await acknowledgeAlert(area.depute, { alertId: alert.id, ringWithinMinutes: 10 }, at("10:25"));
    const [stored] = await database.superuserQuery(
      "select state, acknowledged_by_id, owner_id, will_ring_by from alert where id = $1",
      [alert.id],
    );
    expect(stored).toEqual({
      state: "acknowledged",
      acknowledged_by_id: area.depute.personId,
      owner_id: area.depute.personId,
      will_ring_by: at("10:35").now(),
    });
    expect(await clockOf(database, alert.id)).toMatchObject({
      reopened_at: null,
      acknowledged_by_id: area.depute.personId,
    });
    expect((await pendingOf(alert.id))[0]).toBe("answerer 10:35");
    expect(await unansweredIds()).not.toContain(alert.id);
  });

  it("is at rest again once a call is on record", async () => {
    const alert = await promised();
    await fire("10:21");
    await recordCall(
      area.dutyPerson,
      { alertId: alert.id, withWhom: "Mx Tait", text: "Spoke." },
      at("10:30"),
    );
    expect(await clockOf(database, alert.id)).toMatchObject({
      reopened_at: null,
      heard_at: at("10:30").now(),
      next_step_due_at: null,
    });
    expect(await unansweredIds()).not.toContain(alert.id);
  });

  it("waits for the next morning when it was given for the evening", async () => {
    const alert = await anAlert({
      school: area.school,
      learner,
      raisedBy: manager,
      at: "2026-11-23T16:20:00Z",
      decisionExpected: "not_known",
    });
    await acknowledgeAlert(area.dutyPerson, { alertId: alert.id, ringWithinMinutes: 15 }, at("16:25"));
    const [, , , , first] = await stepsOf(database, alert.id);
    expect(first).toMatchObject({ who: "answerer", due_at: new Date("2026-11-24T08:30:00Z") });
  });
});
