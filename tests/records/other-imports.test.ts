import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aMappedImport, aSavedImport, type TestFile } from "#tests/factories/imports";
import {
  anArea,
  anAuthority,
  aSchool,
  type TestSchool,
  theHomeAuthority,
} from "#tests/factories/organisations";
import { aLearnerWithScn, type LearnerWithScn } from "#tests/factories/recorded";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { learnerRecord } from "~/domain/learners/learner-record.queries.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed } from "~/platform/errors";

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
/** A file whose headings are the names of the columns. */
const fileOf = (kind: Kind, names: string, ...rows: string[]): TestFile => ({
  kind,
  columns: Object.fromEntries(names.split(",").map((name) => [name, name])),
  content: [names, ...rows].join("\n"),
});
const fatesOf = async (importId: string) =>
  (
    await database.superuserQuery(
      "select fate, problem from record_import_row where import_id = $1 order by position",
      [importId],
    )
  ).map(({ fate, problem }) => (problem ? `${fate}: ${problem}` : fate));
const rowsOf = (sql: string, id = learner.id) => database.superuserQuery(sql, [id]);

describe("enrolments", () => {
  const names = "scn,seedCode,kind,startedOn,endedOn";
  const enrolments = () =>
    rowsOf(
      "select school_id as school, kind, started_on::text as first, ended_on::text as last from school_enrolment where learner_id = $1 order by started_on",
    );

  it("end the main one before, each other within one file, and are unchanged the second time", async () => {
    const [next, last, shared] = [await aSchool(), await aSchool(), await aSchool()];
    const file = fileOf(
      "enrolments",
      names,
      `${learner.scn},${next.seedCode},,18/08/2025,`,
      `${learner.scn},${last.seedCode},main,05/01/2026,`,
      `${learner.scn},${shared.seedCode},shared,12/01/2026,27/03/2026`,
    );
    expect(await fatesOf(await aSavedImport(lead, file, clock))).toEqual(["new", "new", "new"]);
    expect(await enrolments()).toEqual([
      { school: school.id, kind: "main", first: "2020-08-17", last: "2025-08-17" },
      { school: next.id, kind: "main", first: "2025-08-18", last: "2026-01-04" },
      { school: last.id, kind: "main", first: "2026-01-05", last: null },
      { school: shared.id, kind: "shared", first: "2026-01-12", last: "2026-03-27" },
    ]);
    expect(await fatesOf(await aSavedImport(lead, file, clock))).toEqual([
      "unchanged",
      "unchanged",
      "unchanged",
    ]);
  });

  it("take a last day, and refuse what overlaps, is unknown or somebody else’s", async () => {
    const away = await anAuthority({ isHome: false });
    const hostSchool = await aSchool({ authority: away });
    const host = await aLearnerWithScn(hostSchool);
    await database.superuserQuery("update care_period set home_authority_id = $2 where learner_id = $1", [
      host.id,
      away.id,
    ]);
    const next = await aSchool();
    const file = fileOf(
      "enrolments",
      names,
      `${learner.scn},${school.seedCode},main,17/08/2020,26/06/2026`,
      `${learner.scn},${next.seedCode},main,01/06/2026,`,
      `999999999,${next.seedCode},main,01/06/2026,`,
      `${host.scn},${next.seedCode},main,01/06/2026,`,
      `${learner.scn},${hostSchool.seedCode},main,01/09/2026,`,
      `${learner.scn},${next.seedCode},main,01/09/2026,31/08/2026`,
    );
    expect(await fatesOf(await aSavedImport(lead, file, clock))).toEqual([
      "changed: Changes: last day",
      "refused: Its days overlap with those of another main school",
      "refused: No learner of this authority matches",
      "refused: No learner of this authority matches",
      "refused: The school is none of this authority’s",
      "refused: Last day must not be before the first",
    ]);
    expect(await enrolments()).toMatchObject([{ last: "2026-06-26" }]);
  });
});

describe("care periods", () => {
  const names = "scn,category,startedOn,endedOn,legalBasis";
  const periods = () =>
    rowsOf(
      "select category, started_on::text as first, ended_on::text as last, legal_basis as basis, source from care_period where learner_id = $1 order by started_on",
    );

  it("end the one before, say their legal basis, and are unchanged the second time", async () => {
    const file = fileOf(
      "care-periods",
      names,
      `${learner.scn},foster,01/02/2024,,`,
      `${learner.scn},house,01/06/2026,,Permanence order`,
      `${learner.scn},secure,01/07/2026,31/07/2026,`,
    );
    expect(await fatesOf(await aSavedImport(lead, file, clock))).toEqual(["new", "new", "new"]);
    expect(await periods()).toEqual([
      {
        category: "kinship_looked_after",
        first: "2019-03-01",
        last: "2024-01-31",
        basis: null,
        source: "social_work",
      },
      { category: "foster", first: "2024-02-01", last: "2026-05-31", basis: null, source: "file" },
      { category: "house", first: "2026-06-01", last: null, basis: "permanence_order", source: "file" },
      { category: "secure", first: "2026-07-01", last: "2026-07-31", basis: null, source: "file" },
    ]);
    const again = await fatesOf(await aSavedImport(lead, file, clock));
    expect(again).toEqual(["unchanged", "unchanged", "unchanged"]);
  });

  it("refuse what overlaps and what is on no list", async () => {
    const file = fileOf(
      "care-periods",
      names,
      `${learner.scn},foster,01/02/2018,,`,
      `${learner.scn},hotel,01/02/2024,,`,
      `${learner.scn},kinship_looked_after,01/03/2019,30/06/2026,`,
      `${learner.scn},kinship_looked_after,01/03/2019,30/06/2026,`,
    );
    expect(await fatesOf(await aSavedImport(lead, file, clock))).toEqual([
      "refused: The days overlap with another care period",
      "refused: Care experience is not on the list of care experience",
      "changed: Changes: last day",
      "refused: Line 4 of the file is for the same care period",
    ]);
  });
});

describe("what schools record", () => {
  const results = () =>
    asActor(lead, async (tx) => (await learnerRecord(tx, learner.id, "2026-11-23")).schoolResults);

  it("attendance comes by opening, is corrected by a later file, and refuses what is not yet", async () => {
    const names = "scn,day,half,wasPresent,code";
    const first = fileOf(
      "attendance",
      names,
      `${learner.scn},02/11/2026,AM,Y,/`,
      `${learner.scn},02/11/2026,PM,N,13`,
      `${learner.scn},24/11/2026,AM,Y,/`,
      `${learner.scn},02/11/2026,am,N,`,
      `${learner.scn},03/11/2026,night,N,`,
    );
    expect(await fatesOf(await aSavedImport(lead, first, clock))).toEqual([
      "new",
      "new",
      "refused: The day is in the future",
      "refused: Line 2 of the file is for the same opening",
      "refused: Morning or afternoon must be one of: Morning, Afternoon",
    ]);
    expect((await results()).attendance).toEqual({ present: 1, of: 2, until: "2026-11-02" });
    const later = fileOf("attendance", names, `${learner.scn},02/11/2026,PM,Y,10`);
    expect(await fatesOf(await aSavedImport(lead, later, clock))).toEqual([
      "changed: Changes: present, code",
    ]);
    expect((await results()).attendance).toEqual({ present: 2, of: 2, until: "2026-11-02" });
    expect(await fatesOf(await aSavedImport(lead, later, clock))).toEqual(["unchanged"]);
  });

  it("levels and destinations come once, and stand on the record", async () => {
    const levels = fileOf(
      "attainment",
      "scn,subject,level,achievedOn",
      `${learner.scn},Reading,Second level,26/06/2026`,
      `999999999,Reading,Second level,26/06/2026`,
    );
    const destinations = fileOf(
      "destinations",
      "scn,survey,destination,countedOn",
      `${learner.scn},follow up,Further education,05/10/2026`,
      `${learner.scn},initial,Moon,05/10/2026`,
    );
    for (const fate of ["new", "unchanged"]) {
      expect(await fatesOf(await aSavedImport(lead, levels, clock))).toEqual([
        fate,
        "refused: No learner of this authority matches",
      ]);
      expect(await fatesOf(await aSavedImport(lead, destinations, clock))).toEqual([
        fate,
        "refused: Destination is not on the list of destinations after school",
      ]);
    }
    expect(await results()).toEqual({
      attendance: null,
      attainment: [{ subject: "Reading", level: "Second level", on: "2026-06-26" }],
      destinations: [{ survey: "follow_up", destination: "Further education", on: "2026-10-05" }],
    });
  });

  it("a level that is written in another case is the same one, and is changed", async () => {
    const fileOfLevel = (subject: string, level: string) =>
      fileOf("attainment", "scn,subject,level,achievedOn", `${learner.scn},${subject},${level},26/06/2026`);
    await aSavedImport(lead, fileOfLevel("Reading", "First level"), clock);
    const shouted = fileOfLevel("READING", "Second level");
    expect(await fatesOf(await aSavedImport(lead, shouted, clock))).toEqual(["changed: Changes: level"]);
    expect(await fatesOf(await aSavedImport(lead, shouted, clock))).toEqual(["unchanged"]);
    expect((await results()).attainment).toEqual([
      { subject: "Reading", level: "Second level", on: "2026-06-26" },
    ]);
  });
});

describe("schools", () => {
  const names = "seedCode,name,sector,phone,area";

  it("are added and changed by their SEED code, for one authority", async () => {
    const area = await anArea(undefined, `Area of ${school.seedCode}`);
    const foreign = await aSchool({ authority: await anAuthority({ isHome: false }) });
    const seed = `77${school.seedCode.slice(2)}`;
    const file = fileOf(
      "schools",
      names,
      `${seed},New Academy,ASL,0141 496 0101,${area.name}`,
      `${school.seedCode},${school.name},secondary,0141 496 0199,`,
      `${foreign.seedCode},Foreign,,,`,
      `7700000,Bare,,,`,
      `770000,Short,,,`,
    );
    const importId = await aSavedImport(administrator, file, clock);
    expect(await fatesOf(importId)).toEqual([
      "new",
      "changed: Changes: phone number of the office",
      "refused: Another authority’s school has this SEED code",
      "refused: The school is new, and this is missing: sector, phone number of the office, area",
      expect.stringContaining("refused: SEED code must be 7 digits"),
    ]);
    const [stored] = await rowsOf("select name, sector, phone from school where seed_code = $1", seed);
    expect(stored).toEqual({ name: "New Academy", sector: "special", phone: "0141 496 0101" });
    expect((await fatesOf(await aSavedImport(administrator, file, clock))).slice(0, 2)).toEqual([
      "unchanged",
      "unchanged",
    ]);
  });
});

describe("staff", () => {
  const names = "email,name,role,seedCode,isDepute";

  it("are let in at their school, once, and with no other role than a school’s", async () => {
    const here = await aPerson("designated_manager", { schoolId: school.id, name: "Here Already" });
    const file = fileOf(
      "staff",
      names,
      `Una@${school.seedCode}.example.org,Una Invented,Designated Manager,${school.seedCode},yes`,
      `${here.email},Other Name,Designated Manager,${school.seedCode},`,
      `x@example.org,X Invented,Administrator,${school.seedCode},`,
      `not an address,Y Invented,Head Teacher,${school.seedCode},`,
      `z@example.org,Z Invented,Head Teacher,0000000,`,
    );
    const expected = [
      "unchanged",
      expect.stringContaining("refused: Role must be one of: Designated Manager, Head Teacher"),
      "refused: Work email address must be in the format name@example.com",
      "refused: The school is none of this authority’s",
    ];
    expect(await fatesOf(await aSavedImport(administrator, file, clock))).toEqual(["new", ...expected]);
    expect(await fatesOf(await aSavedImport(administrator, file, clock))).toEqual(["unchanged", ...expected]);
    const held = await rowsOf(
      "select p.name, m.role, m.is_depute, m.valid_from::text from membership m join person p on p.id = m.person_id where m.school_id = $1 order by p.name",
      school.id,
    );
    expect(held).toEqual([
      { name: "Here Already", role: "designated_manager", is_depute: false, valid_from: "2020-08-01" },
      { name: "Una Invented", role: "designated_manager", is_depute: true, valid_from: "2026-11-23" },
    ]);
  });
});

it.each([
  ["schools", "seedCode"],
  ["staff", "email"],
] as const)("a lead brings in no file of %s", async (kind, column) => {
  await expect(aMappedImport(lead, fileOf(kind, column, "x,y"), clock)).rejects.toBeInstanceOf(NotAllowed);
});
