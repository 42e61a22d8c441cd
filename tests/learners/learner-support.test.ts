import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { addPlan } from "~/domain/learners/add-plan.server";
import { endPlan } from "~/domain/learners/end-plan.server";
import { supportReads } from "~/domain/learners/learner-details.queries.server";
import { learnerRecord } from "~/domain/learners/learner-record.queries.server";
import { addPlanSchema, saveLearnerSupportSchema } from "~/domain/learners/learner-support.schema";
import { saveLearnerSupport } from "~/domain/learners/save-learner-support.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { type Role, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor, readTogether } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");
const lead = await aPerson("lead");
const school = await aSchool();
const elsewhere = await aPerson("designated_manager", { schoolId: (await aSchool()).id });
let learner: TestLearner;

beforeAll(starterCodesInDatabase);
beforeEach(async () => {
  learner = await aLearner({ school });
});

const full = {
  languages: ["arabic", "english"],
  interpreter: "at_meetings",
  asn: "assessed_with",
  csp: "not_needed",
  cspConsideredOn: "2026-10-02",
  hasIep: "no",
  stagedIntervention: "level_4",
};
const save = (actor: TestPerson, changes: Record<string, unknown> = {}) =>
  saveLearnerSupport(
    actor,
    saveLearnerSupportSchema.parse({ learnerId: learner.id, version: "0", ...changes }),
    clock,
  );
const plan = (changes: Record<string, unknown> = {}) =>
  addPlanSchema.parse({
    learnerId: learner.id,
    planId: randomUUID(),
    kind: "childs_plan",
    keptWhere: "With the lead professional",
    datedOn: "2026-09-01",
    ...changes,
  });
const shown = (actor: TestPerson = lead) =>
  asActor(actor, async (tx) => (await learnerRecord(tx, learner.id, "2026-11-23")).support);
const auditOf = (action: string) =>
  database.superuserQuery("select detail from audit_line where subject_id = $1 and action = $2", [
    learner.id,
    action,
  ]);

const may: Role[] = ["designated_manager", "head_teacher", "lead", "vs_teacher", "vs_head_teacher"];

async function actorOf(role: Role): Promise<TestPerson> {
  const actor = await aPerson(role, { schoolId: school.id });
  if (role === "vs_teacher")
    await startCaseload(lead, { learnerId: learner.id, personId: actor.personId }, fixedClock("2020-08-18"));
  return actor;
}

describe("languages and support", () => {
  it.each(may)("are said and read by the %s, and audited by the names of the fields", async (role) => {
    const actor = await actorOf(role);
    await save(actor, full);
    expect(await shown(actor)).toMatchObject({
      languages: ["Arabic", "English"],
      interpreter: "at_meetings",
      asn: "assessed_with",
      csp: "not_needed",
      cspConsideredOn: "2026-10-02",
      hasIep: false,
      stagedIntervention: "Level 4",
      version: 1,
    });
    expect(await auditOf("learner_support.changed")).toEqual([
      { detail: { fields: "languages interpreter asn csp cspConsideredOn hasIep stagedIntervention" } },
    ]);
  });

  it.each(roles.filter((role) => !may.includes(role)))("are not for the %s", async (role) => {
    await expect(save(await actorOf(role), full)).rejects.toThrow(NotAllowed);
    expect(await shown()).toMatchObject({ version: 0, languages: [] });
  });

  it("are another school's neither to change nor to read", async () => {
    await save(lead, full);
    await addPlan(lead, plan(), clock);
    await expect(save(elsewhere, full)).rejects.toThrow(NotFound);
    const found = await asActor(elsewhere, (tx) => readTogether(tx, supportReads(learner.id)));
    expect(found).toEqual({ support: [], plans: [] });
  });

  it("typed over what somebody else saved meanwhile are refused, also by two at once", async () => {
    const outcomes = await Promise.allSettled([save(lead, { hasIep: "yes" }), save(lead, { hasIep: "no" })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(save(lead, full)).rejects.toThrow(/Saving again keeps yours/);
    await save(lead, { ...full, version: "1" });
    expect(await shown()).toMatchObject({ version: 2, languages: ["Arabic", "English"] });
  });

  it.each([
    ["a language that is not in the list", { languages: ["klingon"] }, "Select from the list"],
    [
      "a stage of intervention that is not in the list",
      { stagedIntervention: "level_9" },
      "Select from the list",
    ],
    [
      "a CSP considered in the future",
      { ...full, cspConsideredOn: "2026-11-24" },
      "must not be in the future",
    ],
    ["a CSP considered on no day", { csp: "in_place" }, "Enter the day it was considered"],
    [
      "a day without what came of it",
      { cspConsideredOn: "2026-10-02" },
      "Select what came of considering it",
    ],
  ])("are refused with %s", async (_what, changes, sentence) => {
    await expect(async () => save(lead, changes)).rejects.toThrow(sentence);
    expect(await shown()).toMatchObject({ version: 0 });
  });

  it("keep a language that has gone from the list since", async () => {
    await save(lead, { languages: ["arabic"] });
    await database.superuserQuery("update ref_code set valid_to = '2026-11-01' where code = 'arabic'");
    await save(lead, { version: "1", languages: ["arabic", "english"] });
    await database.superuserQuery("update ref_code set valid_to = null where code = 'arabic'");
    expect(await shown()).toMatchObject({ languages: ["Arabic", "English"] });
  });
});

describe("a plan", () => {
  it("is referred to once, by kind, place and date, and ends", async () => {
    const given = plan();
    await addPlan(lead, given, clock);
    await addPlan(lead, given, clock);
    expect((await shown()).plans).toEqual([
      {
        id: given.planId,
        name: "Child’s Plan",
        keptWhere: "With the lead professional",
        datedOn: "2026-09-01",
        endedOn: null,
      },
    ]);
    for (const _again of [1, 2]) await endPlan(await actorOf("designated_manager"), given, clock);
    expect((await shown()).plans).toMatchObject([{ endedOn: "2026-11-23" }]);
    expect(await auditOf("plan.referred_to")).toEqual([
      { detail: { planId: given.planId, kind: "childs_plan", datedOn: "2026-09-01" } },
    ]);
    expect(await auditOf("plan.ended")).toHaveLength(1);
  });

  it.each([
    ["of a kind that is not in the list", { kind: "pep" }, "Select from the list"],
    ["of a day to come", { datedOn: "2026-11-24" }, "must not be in the future"],
  ])("%s is refused", async (_what, changes, sentence) => {
    await expect(addPlan(lead, plan(changes), clock)).rejects.toThrow(sentence);
  });

  it("of another school's learner is not there to end", async () => {
    const given = plan();
    await addPlan(lead, given, clock);
    await expect(endPlan(elsewhere, given, clock)).rejects.toThrow(NotFound);
    expect((await shown()).plans).toMatchObject([{ endedOn: null }]);
  });
});
