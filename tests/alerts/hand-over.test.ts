import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAnsweredAlert } from "#tests/factories/alert-stages";
import { anAlert } from "#tests/factories/alerts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { mailsOf, tracesOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { maySeeAlert } from "~/domain/alerts/alerts.queries.server";
import { answerHandOver } from "~/domain/alerts/answer-hand-over.server";
import { assignAlert } from "~/domain/alerts/assign-alert.server";
import { handOver } from "~/domain/alerts/hand-over.server";
import { handoversFor } from "~/domain/alerts/handover-view.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T11:00:00Z");

let school: TestSchool;
let learner: TestLearner;
let isla: TestPerson;
let euan: TestPerson;

beforeAll(async () => {
  school = await aSchool();
  learner = await aLearner({ school });
  isla = await aPerson("lead", { name: "Isla Grant" });
  euan = await aPerson("lead", { name: "Euan Shaw" });
});

/** Answered by Isla Grant, who coordinates. */
const hers = () => anAnsweredAlert({ school, learner, lead: isla });
const ask = (alertId: string, to: TestPerson, by = isla) =>
  handOver(by, { alertId, toId: to.personId }, clock);
const say = (alertId: string, who: TestPerson, answer: "accept" | "decline") =>
  answerHandOver(who, { alertId, answer }, clock);
const ownerOf = async (id: string) => (await tracesOf(database, id, "x")).alert.owner_id;
const requests = (id: string) =>
  database.superuserQuery(
    "select from_id, to_id, answer, answered_at from alert_handover where alert_id = $1 order by asked_at, answered_at",
    [id],
  );

describe("handing an alert over", () => {
  it("asks somebody by mail and event; until they accept it stays where it is", async () => {
    const alert = await hers();
    await ask(alert.id, euan);
    expect(await ownerOf(alert.id)).toBe(isla.personId);
    expect(await mailsOf(database, alert.id, "alerts/alert-handed-over")).toEqual([
      {
        to_person_id: euan.personId,
        input: { reference: alert.reference, says: "asked", by: "Isla Grant", link: `/alerts/${alert.id}` },
      },
    ]);
    const { events, audit } = await tracesOf(database, alert.id, "alert.handover_asked");
    expect(events.map((event) => event.summary)).toEqual(["Isla Grant asks Euan Shaw to take over"]);
    expect(audit).toMatchObject([{ detail: { toId: euan.personId } }]);
    expect(await asActor(euan, (tx) => handoversFor(tx, euan))).toContainEqual({
      id: alert.id,
      reference: alert.reference,
      from: "Isla Grant",
    });
  });

  it("is done when they accept, and whoever asked is told", async () => {
    const alert = await hers();
    await ask(alert.id, euan);
    await say(alert.id, euan, "accept");
    expect(await ownerOf(alert.id)).toBe(euan.personId);
    expect(await requests(alert.id)).toEqual([
      { from_id: isla.personId, to_id: euan.personId, answer: "accepted", answered_at: clock.now() },
    ]);
    const { events } = await tracesOf(database, alert.id, "alert.handed_over");
    expect(events.map((event) => event.summary)).toEqual(["Euan Shaw coordinates from now on"]);
    const mails = await mailsOf(database, alert.id, "alerts/alert-handed-over");
    expect(mails.find((mail) => mail.to_person_id === isla.personId)?.input.says).toBe("accepted");
  });

  it("leaves it with its owner when they decline", async () => {
    const alert = await hers();
    await ask(alert.id, euan);
    await say(alert.id, euan, "decline");
    expect(await ownerOf(alert.id)).toBe(isla.personId);
    expect(await requests(alert.id)).toMatchObject([{ answer: "declined" }]);
    await expect(say(alert.id, euan, "accept")).rejects.toMatchObject({ name: "Conflict" });
  });

  it("shows the alert to a teacher who is asked, and to one who accepted; not to one who declined", async () => {
    const teacher = await aPerson("vs_teacher", { name: "Ailsa Teacher" });
    const sees = (id: string) => asActor(teacher, (tx) => maySeeAlert(tx, id));
    const accepted = await hers();
    expect(await sees(accepted.id)).toBe(false);
    await ask(accepted.id, teacher);
    expect(await sees(accepted.id)).toBe(true);
    await say(accepted.id, teacher, "accept");
    expect(await sees(accepted.id)).toBe(true);
    const caseload = await database.superuserQuery("select learner_id from caseload where person_id = $1", [
      teacher.personId,
    ]);
    expect(caseload).toEqual([{ learner_id: learner.id }]);
    const other = await aPerson("vs_teacher");
    const declined = await hers();
    await ask(declined.id, other);
    await say(declined.id, other, "decline");
    expect(await asActor(other, (tx) => maySeeAlert(tx, declined.id))).toBe(false);
    expect((await tracesOf(database, declined.id, "alert.handover_declined")).events).toHaveLength(1);
  });

  it("asks one person at a time: the second request takes the first back", async () => {
    const alert = await hers();
    const third = await aPerson("vs_head_teacher");
    await ask(alert.id, euan);
    await ask(alert.id, euan);
    await ask(alert.id, third);
    expect((await requests(alert.id)).map((row) => row.answer)).toEqual(
      expect.arrayContaining(["withdrawn", null]),
    );
    expect(await requests(alert.id)).toHaveLength(2);
    await expect(say(alert.id, euan, "accept")).rejects.toMatchObject({ name: "Conflict" });
  });

  it("is taken back when a lead assigns the alert", async () => {
    const alert = await hers();
    await ask(alert.id, euan);
    await assignAlert(euan, { alertId: alert.id, ownerId: euan.personId }, clock);
    expect(await requests(alert.id)).toMatchObject([{ answer: "withdrawn" }]);
  });

  it.each([
    ["somebody else than the owner", async () => euan, "Conflict"],
    ["the designated manager", () => aPerson("designated_manager", { schoolId: school.id }), "NotAllowed"],
    ["a teacher without the learner", () => aPerson("vs_teacher"), "NotFound"],
    ["an administrator", () => aPerson("administrator"), "NotFound"],
  ])("is not for %s", async (_, person, refusal) => {
    const alert = await hers();
    const by = await person();
    await expect(ask(alert.id, await aPerson("lead"), by)).rejects.toMatchObject({ name: refusal });
    expect(await requests(alert.id)).toEqual([]);
  });

  it.each([
    ["oneself", async () => isla],
    ["somebody of the school", () => aPerson("designated_manager", { schoolId: school.id })],
    ["somebody whose role has ended", () => aPerson("lead", { until: "2025-06-30" })],
  ])("is refused to %s", async (_, person) => {
    const alert = await hers();
    await expect(ask(alert.id, await person())).rejects.toMatchObject({ name: "Invalid", field: "toId" });
  });

  it("waits for an answer to the alert", async () => {
    const alert = await anAlert({ school, learner });
    await expect(ask(alert.id, euan)).rejects.toMatchObject({ name: "Conflict" });
  });
});
