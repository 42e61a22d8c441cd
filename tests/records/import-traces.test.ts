import { beforeAll, beforeEach, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aSavedImport, csvOf, type TestFile } from "#tests/factories/imports";
import { aSchool, type TestSchool, theHomeAuthority } from "#tests/factories/organisations";
import { aLearnerWithScn, type LearnerWithScn } from "#tests/factories/recorded";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T14:00:00Z");
let lead: TestPerson;
let administrator: TestPerson;
let school: TestSchool;
let learner: LearnerWithScn;

beforeAll(async () => {
  await starterCodesInDatabase();
  await theHomeAuthority();
  lead = await aPerson("lead");
  administrator = await aPerson("administrator");
});
beforeEach(async () => {
  school = await aSchool();
  learner = await aLearnerWithScn(school);
});

type Kind = NonNullable<TestFile["kind"]>;
/** Saves one row. Gives the ids that the audit keeps of it. */
async function idsOf(kind: Kind, row: Record<string, string>): Promise<unknown> {
  const columns = Object.fromEntries(Object.keys(row).map((name) => [name, name]));
  const content = csvOf(Object.keys(row), Object.values(row));
  const by = kind === "schools" || kind === "staff" ? administrator : lead;
  const importId = await aSavedImport(by, { kind, columns, content }, clock);
  const [line] = await database.superuserQuery<{ ids: unknown }>(
    "select detail->'ids' as ids from audit_line where action = 'import.batch_applied' and subject_id = $1",
    [importId],
  );
  return line?.ids;
}
const eventsOf = async () =>
  (
    await database.superuserQuery(
      "select kind, school_id from event where learner_id = $1 and kind <> 'learner.added'",
      [learner.id],
    )
  ).map(({ kind, school_id }) => [kind, school_id]);

it.each<[Kind, Record<string, string>]>([
  ["learners", { stage: "S6" }],
  ["enrolments", { seedCode: "", startedOn: "17/08/2020", endedOn: "26/06/2026" }],
  ["care-periods", { category: "foster", startedOn: "01/02/2024" }],
  ["attendance", { day: "02/11/2026", half: "AM", wasPresent: "Y" }],
  ["attainment", { subject: "Reading", level: "Second level", achievedOn: "26/06/2026" }],
  ["destinations", { survey: "initial", destination: "Further education", countedOn: "05/10/2026" }],
])("the audit of %s names whose record a file changed", async (kind, row) => {
  const place: Record<string, string> = kind === "enrolments" ? { seedCode: school.seedCode } : {};
  const { scn } = learner;
  expect(await idsOf(kind, { scn, ...row, ...place })).toEqual([learner.id]);
  expect(await idsOf(kind, { scn, ...row, ...place })).toEqual([]);
});

it("the audit names the learner whom a file added", async () => {
  const ids = await idsOf("learners", {
    ...{
      scn: "812345678",
      givenName: "Rowan",
      familyName: "Invented",
      stage: "S2",
      seedCode: school.seedCode,
    },
    ...{ enrolledOn: "18/08/2025", category: "foster", careSince: "02/06/2024" },
  });
  expect(await database.superuserQuery("select id from learner where scn = '812345678'")).toEqual([
    { id: (ids as string[])[0] },
  ]);
});

it("the audit names the schools and the roles that a file gave or changed", async () => {
  expect(await idsOf("schools", { seedCode: school.seedCode, phone: "0141 496 0199" })).toEqual([school.id]);
  const email = `una@${school.seedCode}.example.org`;
  const ids = await idsOf("staff", { email, name: "Una", role: "Head Teacher", seedCode: school.seedCode });
  const roles = await database.superuserQuery("select id from membership where school_id = $1", [school.id]);
  expect(roles).toEqual([{ id: (ids as string[])[0] }]);
});

it("a last day that a file states is read on the record", async () => {
  const row = { scn: learner.scn, seedCode: school.seedCode, startedOn: "17/08/2020", endedOn: "26/06/2026" };
  await idsOf("enrolments", row);
  expect(await eventsOf()).toEqual([["enrolment.ended", school.id]]);
  await idsOf("enrolments", row);
  expect(await eventsOf()).toHaveLength(1);
});
