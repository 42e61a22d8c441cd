import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { caseloadOf, caseloadsOn } from "~/domain/learners/caseloads.queries.server";
import { endCaseload } from "~/domain/learners/end-caseload.server";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import { openRecord } from "~/domain/learners/open-record.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock(new Date().toISOString());
const today = dayOf(clock.now());
const lead = await aPerson("lead");
const school = await aSchool();

const countsBy = async (personId: string) =>
  (await asActor(lead, (tx) => caseloadsOn(tx, today))).find((one) => one.personId === personId);
const listOf = (personId: string) => asActor(lead, (tx) => caseloadOf(tx, personId, today));

async function onCaseload() {
  const [learner, teacher] = [await aLearner({ school }), await aPerson("vs_teacher")];
  await startCaseload(lead, { learnerId: learner.id, personId: teacher.personId }, clock);
  const [entry] = (await listOf(teacher.personId)).learners;
  if (!entry) throw new Error("nobody is on the caseload");
  return { learner, teacher, ids: { learnerId: learner.id, caseloadId: entry.caseloadId } };
}

describe("caseloads", () => {
  it("are counted for every teacher, and listed by name", async () => {
    const { learner, teacher } = await onCaseload();
    const idle = await aPerson("vs_teacher");
    expect(await countsBy(teacher.personId)).toMatchObject({ learners: 1, isTeacher: true });
    expect(await countsBy(idle.personId)).toMatchObject({ learners: 0, isTeacher: true });
    expect(await listOf(teacher.personId)).toMatchObject({
      name: teacher.name,
      learners: [{ id: learner.id, name: learner.name, since: today }],
    });
  });

  it("show whose teacher has left: these learners need somebody", async () => {
    const { teacher } = await onCaseload();
    await database.superuserQuery("UPDATE membership SET valid_to = '2021-01-01' WHERE person_id = $1", [
      teacher.personId,
    ]);
    expect(await countsBy(teacher.personId)).toMatchObject({ learners: 1, isTeacher: false });
  });

  it("of nobody are not found", async () => {
    for (const id of [undefined, "x", "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01"])
      await expect(asActor(lead, (tx) => caseloadOf(tx, id, today))).rejects.toThrow(NotFound);
  });
});

describe("taking somebody off", () => {
  it("closes the record to the teacher at once, with a line that the school reads and one in the audit", async () => {
    const { learner, teacher, ids } = await onCaseload();
    const sees = () => asActor(teacher, async (tx) => (await learnersByIds(tx, [learner.id])).size);
    expect(await sees()).toBe(1);
    for (const _ of [1, 2]) await endCaseload(lead, ids, clock);
    expect(await sees()).toBe(0);
    expect((await listOf(teacher.personId)).learners).toEqual([]);
    const traces = await database.superuserQuery(
      "SELECT e.audience, l.detail FROM event e JOIN audit_line l ON l.subject_id = e.learner_id AND l.action = e.kind WHERE e.learner_id = $1 AND e.kind = 'caseload.ended'",
      [learner.id],
    );
    expect(traces).toMatchObject([
      { audience: "school_and_virtual_school", detail: { personId: teacher.personId } },
    ]);
  });

  it("closes what the teacher had opened with a reason before they worked with the learner", async () => {
    const learner = await aLearner({ school, scn: "123456789" });
    const [teacher, other] = [await aPerson("vs_teacher"), await aPerson("vs_teacher")];
    const reason = "Covering for a colleague who is ill";
    for (const actor of [teacher, other]) await openRecord(actor, { scn: "123456789", reason }, clock);
    await startCaseload(lead, { learnerId: learner.id, personId: teacher.personId }, clock);
    const [entry] = (await listOf(teacher.personId)).learners;
    await endCaseload(lead, { learnerId: learner.id, caseloadId: entry?.caseloadId ?? "" }, clock);
    const seenBy = (actor: Actor) =>
      asActor(actor, async (tx) => (await learnersByIds(tx, [learner.id])).size);
    expect(await seenBy(teacher)).toBe(0);
    expect(await seenBy(other)).toBe(1);
    const rows = await database.superuserQuery(
      "SELECT person_id, ended_by_id FROM opened_record WHERE learner_id = $1 AND ended_at IS NOT NULL",
      [learner.id],
    );
    expect(rows).toEqual([{ person_id: teacher.personId, ended_by_id: lead.personId }]);
  });

  it("is for leads and the Virtual School head teacher: not for the teacher, another teacher or a school", async () => {
    const { teacher, ids } = await onCaseload();
    const manager = await aPerson("designated_manager", { schoolId: school.id });
    for (const actor of [teacher, await aPerson("vs_teacher"), manager])
      await expect(endCaseload(actor, ids, clock)).rejects.toThrow(NotAllowed);
  });

  it("and back on, from the same day", async () => {
    const { learner, teacher, ids } = await onCaseload();
    await endCaseload(lead, ids, clock);
    await startCaseload(lead, { learnerId: learner.id, personId: teacher.personId }, clock);
    expect((await listOf(teacher.personId)).learners).toHaveLength(1);
  });
});

describe("nobody puts themselves on a caseload", () => {
  it("by a row of their own, or by opening one again", async () => {
    const { learner, teacher, ids } = await onCaseload();
    await endCaseload(lead, ids, clock);
    const again = await asActor(teacher, (tx) =>
      tx.caseload.updateMany({ where: { id: ids.caseloadId }, data: { endedOn: null } }),
    );
    expect(again.count).toBe(0);
    const row = { learnerId: learner.id, personId: teacher.personId, startedOn: toDateColumn(today) };
    const taken = asActor(teacher, (tx) => tx.caseload.createMany({ data: [row] }));
    await expect(taken).rejects.toThrow(/row-level security/);
  });
});
