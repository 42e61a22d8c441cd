import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aLearner, type TestLearner, theLearnersMaker } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
/** Four minutes after `anAlert`. */
const clock = fixedClock("2026-11-23T10:06:00Z");
const longAgo = fixedClock("2021-08-17T08:00:00Z");

let school: TestSchool;
let learner: TestLearner;
let manager: TestPerson;
let lead: TestPerson;

beforeAll(async () => {
  school = await aSchool();
  learner = await aLearner({ school });
  manager = await aPerson("designated_manager", { schoolId: school.id });
  lead = await aPerson("lead", { name: "Isla Grant" });
});

const raised = () => anAlert({ school, learner, raisedBy: manager });
const answer = (actor: TestPerson, alert: TestAlert, at = clock) =>
  acknowledgeAlert(actor, { alertId: alert.id, ringWithinMinutes: 15 }, at);
const decideNotToExclude = (alert: TestAlert) =>
  recordDecision(
    manager,
    {
      alertId: alert.id,
      decision: "not_excluded",
      decidedOn: "2026-11-23",
      decidedBy: "I. Ross",
      reason: "A plan was found.",
      childView: "not_asked_yet",
    },
    clock,
  );

const stored = async (id: string) =>
  (await database.superuserQuery("select * from alert where id = $1", [id]))[0];
const eventsOf = (id: string) =>
  database.superuserQuery(
    "select kind, summary, person_id, audience from event where about_id = $1 and kind = 'alert.acknowledged'",
    [id],
  );
const auditOf = (id: string) =>
  database.superuserQuery(
    "select at, person_id, detail from audit_line where subject_id = $1 and action = 'alert.acknowledged'",
    [id],
  );
const mailsOf = (id: string) =>
  database.superuserQuery(
    "select to_person_id, to_address, input from outbox_mail where about_id = $1 and template = 'alerts/alert-acknowledged'",
    [id],
  );

describe("answering an alert", () => {
  it("puts a name and a promise on it, and tells the school by event, audit line and mail", async () => {
    const alert = await raised();
    await answer(lead, alert);
    const willRingBy = new Date("2026-11-23T10:21:00Z");
    expect(await stored(alert.id)).toMatchObject({
      state: "acknowledged",
      acknowledged_by_id: lead.personId,
      acknowledged_at: clock.now(),
      will_ring_by: willRingBy,
      owner_id: lead.personId,
    });
    expect(await eventsOf(alert.id)).toEqual([
      {
        kind: "alert.acknowledged",
        summary: "Answered by Isla Grant, who will ring by 10:21",
        person_id: lead.personId,
        audience: "school_and_virtual_school",
      },
    ]);
    expect(await auditOf(alert.id)).toEqual([
      { at: clock.now(), person_id: lead.personId, detail: { state: "acknowledged" } },
    ]);
    expect(await mailsOf(alert.id)).toEqual([
      {
        to_person_id: manager.personId,
        to_address: manager.email,
        input: {
          reference: alert.reference,
          answeredBy: "Isla Grant",
          isPractice: false,
          willRingBy: willRingBy.toISOString(),
          link: `/alerts/${alert.id}`,
        },
      },
    ]);
  });

  it("is for the Virtual School head teacher too", async () => {
    const alert = await raised();
    await answer(await aPerson("vs_head_teacher"), alert);
    expect(await stored(alert.id)).toMatchObject({ state: "acknowledged" });
  });

  it.each([
    ["the designated manager who raised it", async () => manager, "NotAllowed"],
    ["the school's head teacher", () => aPerson("head_teacher", { schoolId: school.id }), "NotAllowed"],
    [
      "a Virtual School teacher with the learner on their caseload",
      async () => {
        const teacher = await aPerson("vs_teacher");
        await startCaseload(
          await theLearnersMaker(),
          { learnerId: learner.id, personId: teacher.personId },
          longAgo,
        );
        return teacher;
      },
      "NotAllowed",
    ],
    ["a Virtual School teacher without", () => aPerson("vs_teacher"), "NotFound"],
    [
      "a designated manager of another school",
      async () => aPerson("designated_manager", { schoolId: (await aSchool()).id }),
      "NotFound",
    ],
    ["an administrator", () => aPerson("administrator"), "NotFound"],
    ["a lead whose role has ended", () => aPerson("lead", { until: "2025-06-30" }), "NotFound"],
  ])("is not for %s", async (_who, person, refusal) => {
    const alert = await raised();
    await expect(answer(await person(), alert)).rejects.toMatchObject({ name: refusal });
    expect(await stored(alert.id)).toMatchObject({ state: "raised", acknowledged_by_id: null, version: 1 });
    expect(await auditOf(alert.id)).toEqual([]);
    expect(await mailsOf(alert.id)).toEqual([]);
  });

  it("of an alert that does not exist is not found", async () => {
    await expect(
      acknowledgeAlert(lead, { alertId: randomUUID(), ringWithinMinutes: 15 }, clock),
    ).rejects.toMatchObject({ name: "NotFound" });
  });

  it("does not take the alert from whoever coordinates it already", async () => {
    const alert = await raised();
    const owner = await aPerson("vs_head_teacher");
    await database.superuserQuery("update alert set owner_id = $2 where id = $1", [alert.id, owner.personId]);
    await answer(lead, alert);
    expect(await stored(alert.id)).toMatchObject({
      owner_id: owner.personId,
      acknowledged_by_id: lead.personId,
    });
  });

  it("is still possible, and owed, after a decision was recorded", async () => {
    const alert = await raised();
    await decideNotToExclude(alert);
    await answer(lead, alert);
    expect(await stored(alert.id)).toMatchObject({ state: "decided", acknowledged_by_id: lead.personId });
    expect(await mailsOf(alert.id)).toHaveLength(1);
  });

  it("mails nobody when whoever raised it has left", async () => {
    const gone = await aPerson("designated_manager", { schoolId: school.id });
    const alert = await anAlert({ school, learner, raisedBy: gone });
    await database.superuserQuery("update membership set valid_to = '2025-06-30' where person_id = $1", [
      gone.personId,
    ]);
    await answer(lead, alert);
    expect(await mailsOf(alert.id)).toEqual([]);
  });
});

describe("a second answer", () => {
  it.each(["before", "after"])("is told who was first and when, %s a decision", async (when) => {
    const alert = await raised();
    await answer(lead, alert);
    if (when === "after") await decideNotToExclude(alert);
    const second = answer(await aPerson("lead"), alert, fixedClock("2026-11-23T10:09:00Z"));
    await expect(second).rejects.toMatchObject({
      name: "Conflict",
      sentence: "Isla Grant answered this alert at 10:06.",
    });
    expect(await stored(alert.id)).toMatchObject({
      acknowledged_by_id: lead.personId,
      acknowledged_at: clock.now(),
    });
    expect(await mailsOf(alert.id)).toHaveLength(1);
  });

  it("by the same person changes nothing either", async () => {
    const alert = await raised();
    await answer(lead, alert);
    await expect(answer(lead, alert)).rejects.toMatchObject({
      sentence: "Isla Grant answered this alert at 10:06.",
    });
    expect(await mailsOf(alert.id)).toHaveLength(1);
  });

  it("comes too late once the alert was withdrawn", async () => {
    const alert = await raised();
    await withdrawAlert(manager, { alertId: alert.id, reason: "Raised for the wrong child." }, clock);
    await expect(answer(lead, alert)).rejects.toMatchObject({
      name: "Conflict",
      sentence: /^This alert was withdrawn\./,
    });
  });

  it("at the same moment loses, fifty times out of fifty, and is told who won", async () => {
    const rivals = [
      await aPerson("lead", { name: "Ailsa First" }),
      await aPerson("lead", { name: "Calum Second" }),
    ] as const;
    for (let race = 0; race < 50; race += 1) {
      const alert = await raised();
      const results = await Promise.allSettled(rivals.map((rival) => answer(rival, alert)));
      expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
      const winner = rivals[results.findIndex((result) => result.status === "fulfilled")];
      const lost = results.find((result) => result.status === "rejected");
      expect(lost?.reason).toMatchObject({
        name: "Conflict",
        sentence: `${winner?.name} answered this alert at 10:06.`,
      });
      expect(await stored(alert.id)).toMatchObject({ acknowledged_by_id: winner?.personId, version: 2 });
      expect(
        [await eventsOf(alert.id), await auditOf(alert.id), await mailsOf(alert.id)].map(
          (rows) => rows.length,
        ),
      ).toEqual([1, 1, 1]);
    }
  });
});
