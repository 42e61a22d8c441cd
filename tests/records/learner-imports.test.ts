import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import {
  aMappedImport,
  aSavedImport,
  aWorkbook,
  csvOf,
  dateCell,
  workerSaves,
} from "#tests/factories/imports";
import { anAuthority, aSchool, type TestSchool, theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { setFlag } from "~/domain/learners/set-flag.server";
import { applyImport } from "~/domain/records/apply-import.server";
import { importView } from "~/domain/records/imports.queries.server";
import { mapImport } from "~/domain/records/map-import.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T14:00:00Z");
let lead: TestPerson;
let school: TestSchool;
let count = 0;
let scn = "";

const columns = {
  scn: "SCN",
  givenName: "Forename",
  familyName: "Surname",
  dateOfBirth: "DOB",
  stage: "Stage",
  seedCode: "SEED",
  enrolledOn: "From",
  category: "Care",
  careSince: "Since",
};
const heading = Object.values(columns);
type Cell = keyof typeof columns;
const row = (changes: Partial<Record<Cell, string>> = {}): string[] => {
  const cells: Record<Cell, string> = {
    scn,
    givenName: `Rowan${count}`,
    familyName: "Invented",
    dateOfBirth: "03/11/2013",
    stage: "S2",
    seedCode: school.seedCode,
    enrolledOn: "18/08/2025",
    category: "kinship_looked_after",
    careSince: "02/06/2024",
  };
  return heading.map((_, index) => Object.values({ ...cells, ...changes })[index] ?? "");
};
const fileOf = (...rows: string[][]) => ({ columns, content: csvOf(heading, ...rows) });

const fatesOf = async (importId: string) =>
  (
    await database.superuserQuery(
      "select fate, problem from record_import_row where import_id = $1 order by position",
      [importId],
    )
  ).map(({ fate, problem }) => [fate, problem]);
const learners = (where = scn) =>
  database.superuserQuery(
    `select given_name, family_name, stage, scn, date_of_birth::text, version,
       (select count(*)::int from school_enrolment e where e.learner_id = l.id) as schools,
       (select count(*)::int from care_period c where c.learner_id = l.id) as periods,
       (select count(*)::int from event e where e.learner_id = l.id) as events
     from learner l where scn = $1`,
    [where],
  );
const auditOf = async (importId: string) =>
  (
    await database.superuserQuery<{ action: string; detail: Record<string, unknown> }>(
      "select action, detail from audit_line where subject_id = $1 order by ctid",
      [importId],
    )
  ).map(({ action, detail }) => ({ action, ...detail }));
const everything = () =>
  database.superuserQuery("select count(*)::int as learners, sum(version)::int as versions from learner");

beforeAll(async () => {
  await starterCodesInDatabase();
  await theHomeAuthority();
  lead = await aPerson("lead");
});
beforeEach(async () => {
  school = await aSchool();
  count += 1;
  scn = `0123${String(count).padStart(5, "0")}`;
});

it("saves nothing before the press, and each row once the worker has been", async () => {
  const importId = await aMappedImport(lead, fileOf(row()), clock);
  expect(await fatesOf(importId)).toEqual([["new", null]]);
  await workerSaves(clock);
  expect(await learners()).toEqual([]);
  await applyImport(lead, { importId }, clock);
  expect(await learners()).toEqual([]);
  await workerSaves(clock);
  expect(await learners()).toMatchObject([
    {
      given_name: `Rowan${count}`,
      stage: "S2",
      date_of_birth: "2013-11-03",
      schools: 1,
      periods: 1,
      events: 1,
    },
  ]);
  expect(await auditOf(importId)).toMatchObject([
    { action: "import.started", rows: 1 },
    { action: "import.mapped", new: 1, refused: 0 },
    { action: "import.pressed" },
    { action: "import.batch_applied", new: 1, left: 0 },
  ]);
});

it("changes nothing when the same file comes twice, or the button is pressed twice", async () => {
  const file = fileOf(row(), row({ scn: "", givenName: `Ailsa${count}` }));
  const first = await aSavedImport(lead, file, clock);
  await applyImport(lead, { importId: first }, clock);
  await workerSaves(clock);
  const before = [await learners(), await everything()];
  const second = await aSavedImport(lead, file, clock);
  expect(await fatesOf(second)).toEqual([
    ["unchanged", null],
    ["unchanged", null],
  ]);
  expect([await learners(), await everything()]).toEqual(before);
});

it("shows what changes field by field, and leaves what an empty cell says nothing of", async () => {
  await aSavedImport(lead, fileOf(row()), clock);
  const changed = fileOf(row({ stage: "S3", familyName: "Renamed", seedCode: "", enrolledOn: "" }));
  const importId = await aMappedImport(lead, changed, clock);
  expect(await fatesOf(importId)).toEqual([["changed", "Changes: family name, stage"]]);
  const view = await asActor(lead, (tx) =>
    importView(tx, importId, { page: 1, fate: "changed", at: clock.now() }),
  );
  expect(view.shownRows[0]?.changes).toEqual([
    { label: "Family name", from: "Invented", to: "Renamed" },
    { label: "Stage", from: "S2", to: "S3" },
  ]);
  await applyImport(lead, { importId }, clock);
  await workerSaves(clock);
  expect(await learners()).toMatchObject([
    { family_name: "Renamed", stage: "S3", schools: 1, version: 2, events: 2 },
  ]);
});

it("finds a learner without an SCN by name and date of birth, and takes the SCN that comes later", async () => {
  const given = { givenName: `Later${count}`, dateOfBirth: "04/11/2013" };
  await aSavedImport(lead, fileOf(row({ ...given, scn: "" })), clock);
  const importId = await aSavedImport(lead, fileOf(row(given)), clock);
  expect(await fatesOf(importId)).toEqual([["changed", "Changes: scn"]]);
  expect(await learners()).toHaveLength(1);
});

it("refuses, with a sentence, what it cannot be sure of", async () => {
  const away = await anAuthority({ isHome: false });
  const hostSchool = await aSchool({ authority: away });
  const twin = { givenName: `Twin${count}`, scn: "" };
  await aSavedImport(
    lead,
    fileOf(row({ ...twin, scn: "700000001" }), row({ ...twin, scn: "700000002", dateOfBirth: "05/11/2013" })),
    clock,
  );
  await database.superuserQuery("update learner set date_of_birth = '2013-11-03' where scn = '700000002'");
  await aSavedImport(
    lead,
    {
      ...fileOf(row({ scn: "700000003", givenName: "Away", seedCode: hostSchool.seedCode })),
      authorityId: away.id,
    },
    clock,
  );
  const importId = await aMappedImport(
    lead,
    fileOf(
      row({ scn: "700000004" }),
      row({ scn: "700000004", givenName: "Other" }),
      row(twin),
      row({ scn: "700000003", givenName: "Away", stage: "S5" }),
      row({ scn: "700000005", givenName: "Elsewhere", seedCode: hostSchool.seedCode }),
      row({ scn: "700000006", givenName: "Bare", category: "", careSince: "" }),
      row({ scn: "700000001", givenName: "Typo", familyName: "Slip", dateOfBirth: "01/01/2010" }),
      row({ scn: "700000099", ...{ givenName: "Away" } }),
      row({ scn: "70000007", givenName: "Zero" }),
      row({ scn: "700000007", givenName: "Day", dateOfBirth: "31/02/2013" }),
      row({ scn: "700000008", givenName: "Unborn", dateOfBirth: "24/11/2026" }),
      row({ scn: "700000009", givenName: "Kind", category: "Grounded" }),
      row({ scn: "", dateOfBirth: "", givenName: "Nobody" }),
      row({ scn: "700000010", givenName: "=HYPERLINK(A1)" }),
      row({ scn: "700000011", givenName: "ZoÃ«" }),
      row({ scn: "700000012", givenName: "Stage", stage: "Year 8" }),
      row({ scn: "0101131234", givenName: "Chi" }),
    ),
    clock,
  );
  const sentences = (await fatesOf(importId)).map(([fate, problem]) => `${fate}: ${problem}`);
  expect(sentences).toEqual([
    "new: null",
    "refused: Line 2 of the file is for the same learner",
    "refused: More than one learner has this name and date of birth. Enter the SCN",
    "refused: This row is not of a learner of this authority",
    "refused: The school is none of this authority’s",
    "refused: No learner here matches, and for a new one this is missing: care experience, care experience since",
    "refused: The SCN is that of a learner with another name or date of birth",
    "refused: A learner with this name and date of birth has another SCN",
    expect.stringContaining("refused: SCN must be 9 digits; a spreadsheet may have dropped a zero in front"),
    expect.stringContaining("refused: Date of birth must be a real day with the day first"),
    "refused: Date of birth must be in the past",
    "refused: Care experience is not on the list of care experience",
    "refused: An SCN is missing, or the whole name with the date of birth",
    expect.stringContaining("refused: Given name holds a formula"),
    expect.stringContaining("refused: Given name has letters that were lost"),
    expect.stringContaining("refused: Stage must be one of: P1"),
    "refused: SCN must be 9 digits",
  ]);
  expect((await auditOf(importId))[1]).toMatchObject({
    duplicate: 1,
    ambiguous: 1,
    not_of_authority: 2,
    incomplete: 1,
    conflict: 2,
  });
});

it("never changes the names of a learner whose adoption is flagged, and finds them by the earlier name", async () => {
  await aSavedImport(lead, fileOf(row()), clock);
  const [found] = await database.superuserQuery<{ id: string }>("select id from learner where scn = $1", [
    scn,
  ]);
  await setFlag(
    lead,
    {
      learnerId: found?.id ?? "",
      flagId: crypto.randomUUID(),
      kind: "adoption",
      why: "x",
      givenName: "Newname",
      familyName: "Newfamily",
    } as Parameters<typeof setFlag>[1],
    clock,
  );
  const importId = await aSavedImport(lead, fileOf(row(), row({ scn: "" })), clock);
  expect(await fatesOf(importId)).toEqual([
    ["refused", "Names of this learner are changed on their own page only"],
    ["refused", "Names of this learner are changed on their own page only"],
  ]);
});

describe("what the file must be", () => {
  it("refuses a column of days that is month first, beside its field", async () => {
    const mapping = aMappedImport(lead, fileOf(row({ dateOfBirth: "11/23/2013" })), clock);
    await expect(mapping).rejects.toMatchObject({
      field: "columns.dateOfBirth",
      sentence: expect.stringContaining("Line 2 has a day with the month first"),
    });
  });

  it("asks for the columns that say whose row it is", async () => {
    const mapping = aMappedImport(lead, { ...fileOf(row()), columns: { givenName: "Forename" } }, clock);
    await expect(mapping).rejects.toMatchObject({ constructor: Invalid, field: "columns.scn" });
  });

  it("reads a workbook like a CSV file: text, numbers, dates", async () => {
    const cells = row();
    const sheet = [
      heading,
      cells.map((cell, index) => {
        if (heading[index] === "DOB") return dateCell("2013-11-03");
        return heading[index] === "SEED" ? Number(cell) : cell;
      }),
    ];
    await aSavedImport(lead, { columns, content: aWorkbook(sheet) }, clock);
    expect(await learners()).toMatchObject([{ date_of_birth: "2013-11-03", scn, schools: 1 }]);
    expect(await fatesOf(await aMappedImport(lead, fileOf(cells), clock))).toEqual([["unchanged", null]]);
  });
});

describe("a file of more than one batch", () => {
  const many = (total: number) =>
    Array.from({ length: total }, (_, index) =>
      row({
        scn: `8${String(count).padStart(2, "0")}${String(index).padStart(6, "0")}`,
        givenName: `Many${index} of ${count}`,
      }),
    );
  const state = async (importId: string) =>
    (await database.superuserQuery("select state, done from record_import where id = $1", [importId]))[0];

  it("stops where the worker is stopped, and the next one ends in the same", async () => {
    const importId = await aMappedImport(lead, fileOf(...many(1_001)), clock);
    await applyImport(lead, { importId }, clock);
    const { applyWaitingImports } = await import("~/domain/records/apply-waiting-imports.server");
    let batches = 0;
    await applyWaitingImports({ clock: () => Promise.resolve(clock), isOver: () => batches++ >= 1 });
    expect(await state(importId)).toEqual({ state: "applying", done: 500 });
    await Promise.all([workerSaves(clock), workerSaves(clock)]);
    expect(await state(importId)).toEqual({ state: "applied", done: 1_001 });
    const [{ total } = { total: 0 }] = await database.superuserQuery<{ total: number }>(
      "select count(*)::int as total from learner where given_name like 'Many% of ' || $1",
      [String(count)],
    );
    expect(total).toBe(1_001);
    const cells = await database.superuserQuery(
      "select 1 from record_import_row where import_id = $1 and cardinality(cells) > 0",
      [importId],
    );
    expect(cells).toEqual([]);
  });

  it("refuses the one row that the database does not take, and saves the others", async () => {
    const rows = many(600);
    const importId = await aMappedImport(lead, fileOf(...rows), clock);
    await applyImport(lead, { importId }, clock);
    // Somebody else's hand: a learner nobody here sees has the SCN meanwhile.
    await database.superuserQuery(
      `create function app.refuse_one() returns trigger language plpgsql as $$ begin
         if new.given_name like 'Many3 of %' then raise exception 'no'; end if; return new; end $$;
       create trigger refuse_one before insert on learner for each row execute function app.refuse_one()`,
    );
    await workerSaves(clock);
    await database.superuserQuery("drop trigger refuse_one on learner");
    expect(await state(importId)).toEqual({ state: "applied", done: 600 });
    const fates = await fatesOf(importId);
    expect(fates.filter(([fate]) => fate === "refused")).toEqual([
      ["refused", "This row does not fit with what is on record. Enter it by hand"],
    ]);
  });

  it("is stopped when the role of whoever brought it ends, and nobody else sees it", async () => {
    const leaver = await aPerson("lead", { until: "2026-11-23" });
    const importId = await aMappedImport(leaver, fileOf(row()), clock);
    await applyImport(leaver, { importId }, clock);
    await database.superuserQuery("update membership set valid_to = '2020-09-01' where person_id = $1", [
      leaver.personId,
    ]);
    await workerSaves(clock);
    expect(await state(importId)).toEqual({ state: "stopped", done: 0 });
    expect(await learners()).toEqual([]);
  });
});

it.each(["vs_teacher", "head_teacher", "administrator"] as const)("is not for a %s", async (role) => {
  const somebody = await aPerson(role, role === "head_teacher" ? { schoolId: school.id } : {});
  await expect(aMappedImport(somebody, fileOf(row()), clock)).rejects.toBeInstanceOf(NotAllowed);
  const importId = await aMappedImport(lead, fileOf(row()), clock);
  await expect(mapImport(somebody, { importId, columns }, clock)).rejects.toBeInstanceOf(NotFound);
  await expect(applyImport(somebody, { importId }, clock)).rejects.toBeInstanceOf(NotFound);
});

it("is only for whoever brought it, and mapped before it is saved", async () => {
  const importId = await aMappedImport(lead, fileOf(row()), clock);
  const other = await aPerson("lead");
  await expect(applyImport(other, { importId }, clock)).rejects.toBeInstanceOf(NotFound);
  const { aStartedImport } = await import("#tests/factories/imports");
  const started = await aStartedImport(lead, { content: csvOf(heading, row()) }, clock);
  await expect(applyImport(lead, { importId: started }, clock)).rejects.toBeInstanceOf(Conflict);
});
