import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { scnProblem } from "~/domain/learners/internal/scn-problem";
import { learnerDetails } from "~/domain/learners/learner-details.queries.server";
import { saveLearnerDetailsSchema } from "~/domain/learners/learner-details.schema";
import { saveLearnerDetails } from "~/domain/learners/save-learner-details.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { type Role, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const at = new Date("2026-11-23T10:02:00Z");
const clock = fixedClock(at);
const lead = await aPerson("lead");
const school = await aSchool();
const manager = await aPerson("designated_manager", { schoolId: school.id });
let learner: TestLearner;

beforeAll(starterCodesInDatabase);
beforeEach(async () => {
  learner = await aLearner({ school, givenName: "Maria", familyName: "Invented", dateOfBirth: "2013-05-11" });
});

const typed = (changes: Record<string, unknown> = {}) =>
  saveLearnerDetailsSchema.parse({
    learnerId: learner.id,
    version: "1",
    givenName: "Maria",
    familyName: "Invented",
    dateOfBirth: "2013-05-11",
    dateOfBirthBasis: "stated",
    stage: "S2",
    ...changes,
  });
const full = {
  knownAs: "Shona",
  nameAsSaid: "Invented Maria",
  pronunciation: "SHO-na",
  pronouns: "she/her",
  sex: "female",
  dateOfBirth: "2013-05-12",
  dateOfBirthBasis: "documented",
  stage: "S3",
};
const stored = () => asActor(lead, (tx) => learnerDetails(tx, learner.id));
const save = (actor: TestPerson, changes: Record<string, unknown> = {}) =>
  saveLearnerDetails(actor, typed(changes), clock);

async function aTeacherOf({ id }: TestLearner): Promise<TestPerson> {
  const teacher = await aPerson("vs_teacher");
  await startCaseload(lead, { learnerId: id, personId: teacher.personId }, fixedClock("2020-08-18"));
  return teacher;
}

const may: Role[] = ["designated_manager", "head_teacher", "lead", "vs_teacher", "vs_head_teacher"];
const actorOf = (role: Role) =>
  role === "vs_teacher" ? aTeacherOf(learner) : aPerson(role, { schoolId: school.id });

describe("the details of a learner", () => {
  it.each(may)(
    "are changed by the %s: event for the school, audit line with the names of the fields",
    async (role) => {
      const actor = await actorOf(role);
      await save(actor, full);
      expect(await stored()).toMatchObject({ ...full, version: 2 });
      const [event] = await database.superuserQuery(
        "select * from event where about_id = $1 and kind = 'learner_details.changed'",
        [learner.id],
      );
      expect(event).toMatchObject({
        at,
        person_id: actor.personId,
        audience: "school_and_virtual_school",
        summary: "Details changed",
        detail: null,
      });
      const audit = await database.superuserQuery(
        "select detail from audit_line where subject_id = $1 and action = 'learner_details.changed'",
        [learner.id],
      );
      expect(audit).toEqual([
        {
          detail: {
            fields: "knownAs nameAsSaid pronunciation pronouns sex dateOfBirth dateOfBirthBasis stage",
          },
        },
      ]);
    },
  );

  it.each(roles.filter((role) => !may.includes(role)))("are not changed by the %s", async (role) => {
    await expect(save(await actorOf(role), full)).rejects.toThrow(NotAllowed);
    expect(await stored()).toMatchObject({ version: 1, knownAs: null });
  });

  it("are not found by another school, nor by a teacher without the learner on their caseload", async () => {
    const elsewhere = await aPerson("head_teacher", { schoolId: (await aSchool()).id });
    for (const actor of [elsewhere, await aPerson("vs_teacher")])
      await expect(save(actor, full)).rejects.toThrow(NotFound);
  });

  it("sent twice are one change, and sent as they are none", async () => {
    await Promise.all([save(lead, full), save(lead, full)]);
    await save(lead, { ...full, version: "2" });
    expect(await stored()).toMatchObject({ version: 2 });
  });

  it("typed over what somebody else has saved meanwhile are refused once, saying where they differ", async () => {
    await save(manager, { knownAs: "Shona", stage: "S3" });
    await expect(save(lead, { knownAs: "Shona", pronouns: "she/her" })).rejects.toThrow(
      /differs from what you typed in: pronouns, stage\./,
    );
    await expect(save(lead, { pronouns: "she/her" })).rejects.toThrow(Conflict);
    expect(await stored()).toMatchObject({ knownAs: "Shona", stage: "S3", pronouns: null });
    await save(lead, { version: "2", knownAs: "Shona", pronouns: "she/her", stage: "S3" });
    expect(await stored()).toMatchObject({ pronouns: "she/her", version: 3 });
  });

  it.each([
    ["a date of birth to come", { dateOfBirth: "2026-11-24" }, "must be in the past"],
    [
      "a date of birth that rests on nothing",
      { dateOfBirthBasis: "not_known" },
      "Select what the date of birth",
    ],
    ["a sex that is not in the list", { sex: "other" }, "Select from the list"],
  ])("are refused with %s", async (_what, changes, sentence) => {
    await expect(save(lead, changes)).rejects.toThrow(sentence);
    expect(await stored()).toMatchObject({ version: 1 });
  });

  it("do not let the stage follow the date of birth", async () => {
    await save(lead, { dateOfBirth: "2010-01-01", dateOfBirthBasis: "assessed" });
    expect(await stored()).toMatchObject({ stage: "S2", dateOfBirthBasis: "assessed" });
  });
});

describe("an SCN", () => {
  it.each([
    ["123456789", null],
    ["1105134321", "looks like a CHI number"],
    ["3112991234", "looks like a CHI number"],
    ["AB123456C", "looks like a National Insurance number"],
    ["A1234567", "looks like a Home Office number"],
    ["ABC1234567", "looks like a Home Office number"],
    ["9913131234", "SCN must be 9 digits"],
    ["12345678", "SCN must be 9 digits"],
    ["12345678O", "SCN must be 9 digits"],
  ])("%s: %s", (number, problem) => {
    if (problem === null) expect(scnProblem(number)).toBeNull();
    else expect(scnProblem(number)).toContain(problem);
  });

  it.each(["123 456 789", "123-456-789", " 123456789 "])("may be typed as %j", (scn) => {
    expect(typed({ scn }).scn).toBe("123456789");
  });

  it.each(["110513 4321", "ab 12 34 56 c", "abc/1234567"])(
    "typed as %j is refused with what it looks like",
    (scn) => {
      const parsed = saveLearnerDetailsSchema.safeParse({ ...typed(), scn });
      expect(parsed.error?.issues).toMatchObject([
        { path: ["scn"], message: expect.stringContaining("never kept here") },
      ]);
    },
  );

  it("that another learner has is refused for those who see them all, and is free again when taken away", async () => {
    const other = await aLearner({ school: await aSchool(), scn: "200000001" });
    await expect(save(lead, { scn: "200000001" })).rejects.toThrow("Another learner has this SCN");
    await database.superuserQuery("update learner set scn = null where id = $1", [other.id]);
    await save(lead, { scn: "200000001" });
    expect(await stored()).toMatchObject({ scn: "200000001", scnToCheck: null });
  });

  it("given to two learners at once is given to one", async () => {
    const other = await aLearner({ school });
    const give = (learnerId: string) =>
      saveLearnerDetails(lead, typed({ learnerId, scn: "200000002" }), clock);
    const outcomes = await Promise.allSettled([give(learner.id), give(other.id)]);
    const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(Invalid);
  });

  it.each(["designated_manager", "head_teacher", "vs_teacher"] as const)(
    "that the %s types gets the same answer whether another learner has it or nobody, and is compared with none",
    async (role) => {
      await aLearner({ school: await aSchool(), scn: `30000000${may.indexOf(role)}` });
      const actor = await actorOf(role);
      await save(actor, { scn: `30000000${may.indexOf(role)}` });
      const held = await stored();
      await save(actor, { version: "2", scn: "399999999" });
      const free = await stored();
      expect([held, free]).toMatchObject([
        { scn: null, scnToCheck: `30000000${may.indexOf(role)}`, version: 2 },
        { scn: null, scnToCheck: "399999999", version: 3 },
      ]);
    },
  );

  it("that a school typed counts once the Virtual School has taken it over", async () => {
    await save(manager, { scn: "400000001" });
    await save(lead, { version: "2", scn: "400000001" });
    expect(await stored()).toMatchObject({ scn: "400000001", scnToCheck: null });
    await save(manager, { version: "3", scn: "400000001" });
    expect(await stored()).toMatchObject({ scn: "400000001", scnToCheck: null, version: 3 });
  });

  it("stays when a school leaves the field empty", async () => {
    await save(lead, { scn: "400000002" });
    await save(manager, { version: "2", scn: undefined });
    expect(await stored()).toMatchObject({ scn: "400000002", scnToCheck: null });
  });
});
