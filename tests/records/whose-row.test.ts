import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aMappedImport, type TestFile } from "#tests/factories/imports";
import { anAuthority, aSchool, type TestSchool, theHomeAuthority } from "#tests/factories/organisations";
import { aLearnerWithScn, type LearnerWithScn } from "#tests/factories/recorded";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T14:00:00Z");
let lead: TestPerson;
let school: TestSchool;
let learner: LearnerWithScn;

beforeAll(async () => {
  await starterCodesInDatabase();
  await theHomeAuthority();
  lead = await aPerson("lead");
  school = await aSchool();
  await database.superuserQuery("update school set seed_code = '8400001' where id = $1", [school.id]);
});
beforeEach(async () => {
  learner = await aLearnerWithScn(school);
  await database.superuserQuery(
    "update learner set given_name = 'Zoë', family_name = 'Mac Invented', date_of_birth = '2013-11-03' where id = $1",
    [learner.id],
  );
});

type Kind = NonNullable<TestFile["kind"]>;
type Who = { givenName?: string; familyName?: string; dateOfBirth?: string };

/** A row with the learner's SCN that says this of whose it is. */
async function fateOf(kind: Kind, who: Who, rest: Record<string, string> = {}): Promise<string> {
  const cells = { scn: learner.scn, ...who, ...rest };
  const names = Object.keys(cells);
  const columns = Object.fromEntries(names.map((name) => [name, name]));
  const content = [names.join(","), Object.values(cells).join(",")].join("\n");
  const importId = await aMappedImport(lead, { kind, columns, content }, clock);
  const [row] = await database.superuserQuery<{ fate: string; problem: string | null }>(
    "select fate, problem from record_import_row where import_id = $1",
    [importId],
  );
  return row?.fate === "refused" ? (row.problem ?? "") : (row?.fate ?? "");
}

const somebodyElse = "The SCN is that of a learner with another name or date of birth";
const facts: Partial<Record<Kind, Record<string, string>>> = {
  enrolments: { seedCode: "8400001", startedOn: "18/08/2025", kind: "shared" },
  "care-periods": { category: "foster", startedOn: "01/02/2024" },
  attendance: { day: "02/11/2026", half: "AM", wasPresent: "Y" },
  attainment: { subject: "Reading", level: "Second level", achievedOn: "26/06/2026" },
  destinations: { survey: "initial", destination: "Further education", countedOn: "05/10/2026" },
};

describe.each(Object.keys(facts) as Kind[])("a row of %s with the SCN of a learner", (kind) => {
  it.each<[string, Who]>([
    ["another family name", { familyName: "Other" }],
    ["another date of birth", { dateOfBirth: "04/11/2013" }],
    [
      "their family name and another date of birth",
      { familyName: "Mac Invented", dateOfBirth: "04/11/2013" },
    ],
    ["their date of birth and another family name", { familyName: "Other", dateOfBirth: "03/11/2013" }],
  ])("and %s is refused", async (_what, who) => {
    expect(await fateOf(kind, who, facts[kind])).toBe(somebodyElse);
  });

  it.each<[string, Who]>([
    ["nothing else", {}],
    ["their name as another system spells it", { givenName: "Zoe", familyName: "MACINVENTED" }],
    ["their date of birth", { dateOfBirth: "03/11/2013" }],
  ])("and %s is theirs", async (_what, who) => {
    expect(await fateOf(kind, who, facts[kind])).toBe("new");
  });
});

it("finds a learner by the family name from before an adoption", async () => {
  await database.superuserQuery(
    "insert into learner_earlier_name (id, learner_id, given_name, family_name, until) values (gen_random_uuid(), $1, 'Zoë', 'Before', '2020-01-01')",
    [learner.id],
  );
  expect(await fateOf("attendance", { familyName: "Before" }, facts.attendance)).toBe("new");
});

it("says of somebody else’s learner no more than that there is none", async () => {
  const away = await anAuthority({ isHome: false });
  learner = await aLearnerWithScn(await aSchool({ authority: away }));
  await database.superuserQuery("update care_period set home_authority_id = $2 where learner_id = $1", [
    learner.id,
    away.id,
  ]);
  expect(await fateOf("attendance", { familyName: "Other" }, facts.attendance)).toBe(
    "No learner of this authority matches",
  );
});

describe("a row of details with the SCN of a learner", () => {
  it.each<[string, Who]>([
    ["both names of somebody else", { givenName: "Ailsa", familyName: "Other" }],
    ["another date of birth", { dateOfBirth: "04/11/2013" }],
    [
      "their names and another date of birth",
      { givenName: "Zoë", familyName: "Mac Invented", dateOfBirth: "04/11/2013" },
    ],
  ])("and %s is refused", async (_what, who) => {
    expect(await fateOf("learners", who)).toBe(somebodyElse);
  });

  it.each<[string, Who]>([
    ["one other name", { givenName: "Zoë", familyName: "Other" }],
    [
      "both names other and their date of birth",
      { givenName: "Ailsa", familyName: "Other", dateOfBirth: "03/11/2013" },
    ],
  ])("and %s changes the names", async (_what, who) => {
    expect(await fateOf("learners", who)).toBe("changed");
  });
});
