import { beforeEach, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { addCarePeriod } from "~/domain/learners/add-care-period.server";
import { addPersonAroundLearner } from "~/domain/learners/add-person-around-learner.server";
import { addCarePeriodSchema, startScopeSchema } from "~/domain/learners/care.schema";
import { learnerRecord } from "~/domain/learners/learner-record.queries.server";
import { startEnrolmentSchema } from "~/domain/learners/learners.schema";
import { addPersonAroundLearnerSchema } from "~/domain/learners/notify-list.schema";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { startEnrolment } from "~/domain/learners/start-enrolment.server";
import { startScope } from "~/domain/learners/start-scope.server";
import { type Actor, type Role, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const at = new Date("2026-11-23T10:02:00Z");
const clock = fixedClock(at);
const lead = await aPerson("lead");
const teacher = await aPerson("vs_teacher");
const school = await aSchool();
const other = await aSchool();
const home = await theHomeAuthority();
let learner: TestLearner;

beforeEach(async () => {
  learner = await aLearner({ school });
});

const record = () => asActor(lead, (tx) => learnerRecord(tx, learner.id, "2026-11-23"));
const eventsOf = (kind: string) =>
  database.superuserQuery("select * from event where about_id = $1 and kind = $2 order by sequence", [
    learner.id,
    kind,
  ]);
const auditOf = (action: string) =>
  database.superuserQuery("select * from audit_line where subject_id = $1 and action = $2", [
    learner.id,
    action,
  ]);

const moving = (changes: Record<string, unknown> = {}) =>
  startEnrolmentSchema.parse({
    learnerId: learner.id,
    schoolId: other.id,
    startedOn: "2026-11-23",
    ...changes,
  });
const caring = (changes: Record<string, unknown> = {}) =>
  addCarePeriodSchema.parse({
    learnerId: learner.id,
    category: "foster",
    startedOn: "2026-11-20",
    homeAuthorityId: home.id,
    source: "social_work",
    ...changes,
  });
const telling = (changes: Record<string, unknown> = {}) =>
  addPersonAroundLearnerSchema.parse({
    learnerId: learner.id,
    name: "Jean Invented",
    relation: "carer",
    mayBeTold: ["decision"],
    ...changes,
  });

/** Each command of the room that changes a learner, and who may. */
const commands: Record<string, { run: (actor: Actor) => Promise<void>; may: Role[] }> = {
  startEnrolment: {
    run: (actor) => startEnrolment(actor, moving(), clock),
    may: ["lead", "vs_head_teacher"],
  },
  addCarePeriod: { run: (actor) => addCarePeriod(actor, caring(), clock), may: ["lead", "vs_head_teacher"] },
  startScope: {
    run: (actor) => startScope(actor, startScopeSchema.parse({ ...caring(), scope: "interrupted" }), clock),
    may: ["lead", "vs_head_teacher"],
  },
  addPersonAroundLearner: {
    run: (actor) => addPersonAroundLearner(actor, telling(), clock),
    may: ["lead", "vs_teacher", "vs_head_teacher"],
  },
  startCaseload: {
    run: (actor) => startCaseload(actor, { learnerId: learner.id, personId: teacher.personId }, clock),
    may: ["lead", "vs_head_teacher"],
  },
};
const cases = Object.entries(commands).flatMap(([command, { run, may }]) =>
  roles.map((role) => ({ command, run, role, isAllowed: may.includes(role) })),
);

describe("changing a learner", () => {
  it.each(cases.filter((one) => one.isAllowed))(
    "$command is for the $role, with an event and an audit line",
    async ({ run, role }) => {
      const actor = await aPerson(role);
      if (role === "vs_teacher")
        await startCaseload(
          lead,
          { learnerId: learner.id, personId: actor.personId },
          fixedClock("2020-08-18"),
        );
      await run(actor);
      const written = await database.superuserQuery(
        "select person_id from event where about_id = $1 and person_id = $2 union all select person_id from audit_line where subject_id = $1 and person_id = $2",
        [learner.id, actor.personId],
      );
      expect(written).toHaveLength(2);
    },
  );

  it.each(cases.filter((one) => !one.isAllowed))("$command is not for the $role", async ({ run, role }) => {
    await expect(run(await aPerson(role, { schoolId: school.id }))).rejects.toThrow(NotAllowed);
    expect(await database.superuserQuery("select from event where about_id = $1", [learner.id])).toHaveLength(
      1,
    );
  });

  it("is not found for a teacher without the learner on their caseload", async () => {
    await expect(addPersonAroundLearner(await aPerson("vs_teacher"), telling(), clock)).rejects.toThrow(
      NotFound,
    );
    expect(await eventsOf("notify_list.added")).toEqual([]);
  });
});

describe("a new school", () => {
  it("ends the main one on the day before, and the new school may read it", async () => {
    await startEnrolment(lead, moving(), clock);
    expect((await record()).enrolments).toMatchObject([
      { school: other.name, startedOn: "2026-11-23", endedOn: null },
      { school: school.name, startedOn: "2020-08-17", endedOn: "2026-11-22" },
    ]);
    expect(await eventsOf("enrolment.started")).toMatchObject([
      { school_id: other.id, audience: "school_and_virtual_school", at },
    ]);
    expect(await auditOf("enrolment.started")).toMatchObject([
      { detail: { schoolId: other.id, kind: "main", startedOn: "2026-11-23" } },
    ]);
  });

  it("that is shared is beside the main one", async () => {
    await startEnrolment(lead, moving({ kind: "shared" }), clock);
    expect((await record()).enrolments).toMatchObject([
      { school: other.name, isShared: true, endedOn: null },
      { school: school.name, isShared: false, endedOn: null },
    ]);
  });

  it("sent twice is one", async () => {
    await Promise.all([startEnrolment(lead, moving(), clock), startEnrolment(lead, moving(), clock)]);
    expect((await record()).enrolments).toHaveLength(2);
    expect(await eventsOf("enrolment.started")).toHaveLength(1);
  });

  it("cannot begin before the one before it began", async () => {
    await expect(startEnrolment(lead, moving({ startedOn: "2020-08-17" }), clock)).rejects.toThrow(Invalid);
    expect((await record()).enrolments).toHaveLength(1);
  });
});

describe("the notify list", () => {
  it("says what each may be told, and changes that for somebody who is on it", async () => {
    await addPersonAroundLearner(lead, telling(), clock);
    await addPersonAroundLearner(lead, telling({ mayBeTold: [] }), clock);
    expect((await record()).notifyList).toMatchObject([
      { name: "Jean Invented", relation: "carer", mayBeTold: [] },
    ]);
    expect(await eventsOf("notify_list.added")).toMatchObject([{ summary: "Notify list: carer added" }]);
    expect(await auditOf("notify_list.changed")).toMatchObject([
      { detail: { relation: "carer", mayBeTold: "" } },
    ]);
  });

  it("takes only what there is to tell", () => {
    expect(() => telling({ mayBeTold: ["everything"] })).toThrow();
  });
});

describe("a caseload", () => {
  it("is for Virtual School teachers, once, and is news to the school", async () => {
    for (const _again of [1, 2])
      await startCaseload(lead, { learnerId: learner.id, personId: teacher.personId }, clock);
    expect((await record()).teachers).toMatchObject([
      { name: teacher.name, startedOn: "2026-11-23", endedOn: null },
    ]);
    expect(await eventsOf("caseload.started")).toHaveLength(1);
  });

  it("is not for anybody else", async () => {
    await expect(
      startCaseload(lead, { learnerId: learner.id, personId: lead.personId }, clock),
    ).rejects.toThrow(Invalid);
  });
});
