import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAnsweredAlert } from "#tests/factories/alert-stages";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { actionsOf, mailsOf, rowsOf, tracesOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { agreeAction } from "~/domain/alerts/agree-action.server";
import { alertRecord } from "~/domain/alerts/alert-record.queries.server";
import { assignAlert } from "~/domain/alerts/assign-alert.server";
import { endNotForVirtualSchool } from "~/domain/alerts/end-not-for-virtual-school.server";
import { findLearnerToMatch } from "~/domain/alerts/find-learner-to-match.server";
import { matchChild } from "~/domain/alerts/match-child.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed } from "~/platform/errors";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T12:00:00Z");
const today = dayOf(clock.now());

/** An answered alert about a child not in the system, with one action. */
async function anUnverifiedAlert() {
  const alert = await anAnsweredAlert({
    childName: "Sam Unknown",
    childStage: "P6",
    childDateOfBirth: "2016-02-03",
  });
  const action = {
    alertId: alert.id,
    formKey: randomUUID(),
    what: "Ring home",
    personId: alert.lead.personId,
    dueOn: "2026-11-24",
  };
  await agreeAction(alert.lead, { ...action, audience: "school_and_virtual_school" }, clock);
  return alert;
}

describe("matching the child to a learner", () => {
  it("makes alert, events and actions the learner's, and deletes what was typed about the child", async () => {
    const { id, lead, school } = await anUnverifiedAlert();
    const learner = await aLearner({ school });
    await matchChild(lead, { alertId: id, learnerId: learner.id }, clock);
    const learners = await database.superuserQuery<{ learner_id: string | null }>(
      "select distinct learner_id from event where about_id = $1",
      [id],
    );
    expect(learners).toEqual([{ learner_id: learner.id }]);
    expect(await actionsOf(database, id)).toMatchObject([{ learner_id: learner.id }]);
    expect(await rowsOf(database, "unverified_child", id)).toEqual([]);
    const { events, audit, alert } = await tracesOf(database, id, "child.matched");
    expect(events).toMatchObject([
      { summary: "The child is matched to a learner in the system", learner_id: learner.id },
    ]);
    expect(audit).toMatchObject([{ detail: { learnerId: learner.id, state: "coordinating" } }]);
    expect(alert).toMatchObject({ learner_id: learner.id });
    expect((await asActor(lead, (tx) => alertRecord(tx, id, today))).learner).toMatchObject({
      name: learner.name,
    });
  });

  it("keeps a Virtual School teacher who coordinates in sight of the learner", async () => {
    const { id, lead, school } = await anUnverifiedAlert();
    const teacher = await aPerson("vs_teacher");
    await assignAlert(lead, { alertId: id, ownerId: teacher.personId }, clock);
    const learner = await aLearner({ school });
    await matchChild(lead, { alertId: id, learnerId: learner.id }, clock);
    const caseload = await database.superuserQuery("select person_id from caseload where learner_id = $1", [
      learner.id,
    ]);
    expect(caseload).toEqual([{ person_id: teacher.personId }]);
  });

  it("is done once; the second of two people is told", async () => {
    const { id, lead, school } = await anUnverifiedAlert();
    const [one, other] = [await aLearner({ school }), await aLearner({ school })];
    await matchChild(lead, { alertId: id, learnerId: one.id }, clock);
    await matchChild(lead, { alertId: id, learnerId: one.id }, clock);
    await expect(matchChild(lead, { alertId: id, learnerId: other.id }, clock)).rejects.toThrow(Conflict);
    expect((await tracesOf(database, id, "child.matched")).events).toHaveLength(1);
  });

  it("refuses a learner that is not there, and keeps what was typed", async () => {
    const { id, lead } = await anUnverifiedAlert();
    await expect(matchChild(lead, { alertId: id, learnerId: randomUUID() }, clock)).rejects.toThrow(Invalid);
    expect(await rowsOf(database, "unverified_child", id)).toHaveLength(1);
  });
});

describe("not for the Virtual School", () => {
  const advice = "Pastoral care and the educational psychologist.";

  it("ends the alert with advice, to be counted without an outcome", async () => {
    const { id, reference, lead, raisedBy } = await anUnverifiedAlert();
    await endNotForVirtualSchool(lead, { alertId: id, advice }, clock);
    const { events, audit, alert } = await tracesOf(database, id, "alert.not_for_virtual_school");
    expect(alert).toMatchObject({
      state: "closed",
      end_reason: "not_for_virtual_school",
      ended_at: clock.now(),
    });
    expect(events).toMatchObject([{ detail: advice, audience: "school_and_virtual_school" }]);
    expect(audit).toMatchObject([{ detail: { eraseAfter: "2026-12-23", droppedActions: 1 } }]);
    expect(await mailsOf(database, id, "alerts/alert-not-for-virtual-school")).toEqual([
      { to_person_id: raisedBy.personId, input: { reference, link: `/alerts/${id}` } },
    ]);
    expect((await asActor(lead, (tx) => alertRecord(tx, id, today))).outcome).toBeNull();
  });

  it("keeps what was typed about the child for 30 days", async () => {
    const { id, lead } = await anUnverifiedAlert();
    await endNotForVirtualSchool(lead, { alertId: id, advice }, clock);
    const kept = await database.superuserQuery(
      "select name, to_char(erase_after, 'YYYY-MM-DD') as erase_after from unverified_child where alert_id = $1",
      [id],
    );
    expect(kept).toEqual([{ name: "Sam Unknown", erase_after: "2026-12-23" }]);
  });

  it("tells the school when whoever raised it has left", async () => {
    const school = await aSchool();
    const raisedBy = await aPerson("designated_manager", { schoolId: school.id });
    const headTeacher = await aPerson("head_teacher", { schoolId: school.id });
    const { id, lead } = await anAnsweredAlert({
      school,
      raisedBy,
      childName: "Sam Unknown",
      childStage: "P6",
    });
    await database.superuserQuery("update membership set valid_to = '2026-11-22' where person_id = $1", [
      raisedBy.personId,
    ]);
    await endNotForVirtualSchool(lead, { alertId: id, advice }, clock);
    const mails = await mailsOf(database, id, "alerts/alert-not-for-virtual-school");
    expect(mails.map((mail) => mail.to_person_id)).toEqual([headTeacher.personId]);
  });

  it("is refused for a learner in the system, and cannot be taken back by matching", async () => {
    const known = await anAnsweredAlert();
    await expect(endNotForVirtualSchool(known.lead, { alertId: known.id, advice }, clock)).rejects.toThrow(
      Conflict,
    );
    const { id, lead, school } = await anUnverifiedAlert();
    await endNotForVirtualSchool(lead, { alertId: id, advice }, clock);
    const learner = await aLearner({ school });
    await expect(matchChild(lead, { alertId: id, learnerId: learner.id }, clock)).rejects.toThrow(
      /ended as not for the Virtual School/,
    );
  });
});

describe("searching for the learner", () => {
  it("finds learners of any school, with what tells two of one name apart, at most eight", async () => {
    const [school, elsewhere] = [await aSchool(), await aSchool({}, "Elsewhere Academy")];
    const lead = await aPerson("lead");
    await aLearner({ school, givenName: "Catriona", familyName: "Rare", dateOfBirth: "2012-03-09" });
    await aLearner({ school: elsewhere, givenName: "Catherine", familyName: "Rare" });
    const found = await findLearnerToMatch(lead, { typed: "cat rar", schoolId: school.id }, clock);
    expect(found).toMatchObject([
      { name: "Catherine Rare", schools: "Elsewhere Academy", born: null, isOnRoll: false },
      { name: "Catriona Rare", schools: school.name, born: "9 March 2012", isOnRoll: true },
    ]);
    for (let count = 0; count < 9; count += 1) await aLearner({ school, familyName: "Common" });
    expect(await findLearnerToMatch(lead, { typed: "common", schoolId: school.id }, clock)).toHaveLength(8);
    expect(await findLearnerToMatch(lead, { typed: "c", schoolId: school.id }, clock)).toEqual([]);
  });

  it("leaves a line with the ids that were shown, never what was typed", async () => {
    const school = await aSchool();
    const lead = await aPerson("lead");
    const learner = await aLearner({ school, familyName: "Loggable" });
    await findLearnerToMatch(lead, { typed: "loggable", schoolId: school.id }, clock);
    const lines = await database.superuserQuery("select section, ids from read_line where person_id = $1", [
      lead.personId,
    ]);
    expect(lines).toEqual([{ section: "find-learner", ids: [learner.id] }]);
  });

  it("is for those who verify", async () => {
    const school = await aSchool();
    const manager = await aPerson("designated_manager", { schoolId: school.id });
    await expect(findLearnerToMatch(manager, { typed: "rowan", schoolId: school.id }, clock)).rejects.toThrow(
      NotAllowed,
    );
  });
});
