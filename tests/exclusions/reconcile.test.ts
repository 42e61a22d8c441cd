import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { theYearOf } from "#tests/factories/calendars";
import { anExclusion } from "#tests/factories/exclusions";
import { anAuthority, aSchool, type TestSchool, theHomeAuthority } from "#tests/factories/organisations";
import {
  aLearnerWithScn,
  aMappedFile,
  aRecordedFile,
  fileOf,
  heading,
  type LearnerWithScn,
  usualColumns,
} from "#tests/factories/recorded";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { applyReconciliation } from "~/domain/exclusions/apply-reconciliation.server";
import { eraseStaleImports } from "~/domain/exclusions/erase-stale-imports.server";
import { mapReconciliation } from "~/domain/exclusions/map-reconciliation.server";
import { importProgress, importRows, mappingToStart } from "~/domain/exclusions/reconcile.queries.server";
import { comparison } from "~/domain/exclusions/reconcile-result.queries.server";
import { startReconciliation } from "~/domain/exclusions/start-reconciliation.server";
import { fixedClock } from "~/platform/clock";
import { asActor, asNobody } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T14:00:00Z");
let head: TestPerson;
let school: TestSchool;
let learner: LearnerWithScn;

beforeAll(async () => {
  await theYearOf((await theHomeAuthority()).id);
  await starterCodesInDatabase();
  head = await aPerson("vs_head_teacher");
});

beforeEach(async () => {
  school = await aSchool();
  learner = await aLearnerWithScn(school);
});

const line = (
  changes: Partial<Record<"scn" | "seed" | "first" | "last" | "length" | "code", string>> = {},
) => {
  const cells = {
    scn: learner.scn,
    seed: school.seedCode,
    first: "10/11/2026",
    last: "11/11/2026",
    length: "4",
    code: "X",
  };
  return Object.values({ ...cells, ...changes }).join(",");
};
const fatesOf = async (importId: string) =>
  (
    await database.superuserQuery(
      "select fate, problem from import_row where import_id = $1 order by position",
      [importId],
    )
  ).map(({ fate, problem }) => [fate, problem]);
const recorded = (learnerId = learner.id) =>
  database.superuserQuery(
    "select kind, starts_on::text, openings, code, row_digest from recorded_exclusion where learner_id = $1 order by starts_on",
    [learnerId],
  );
const auditOf = async (importId: string) =>
  (
    await database.superuserQuery<{ action: string; detail: Record<string, unknown> }>(
      "select action, detail from audit_line where subject_id = $1 order by ctid",
      [importId],
    )
  ).map(({ action, detail }) => ({ action, ...detail }));

it("records nothing before it is confirmed, and each row once it is", async () => {
  const importId = await aMappedFile(head, [line()], clock);
  expect(await fatesOf(importId)).toEqual([["new", null]]);
  expect(await recorded()).toEqual([]);
  await applyReconciliation(head, { importId }, clock);
  expect(await recorded()).toMatchObject([
    { kind: "exclusion", starts_on: "2026-11-10", openings: 4, code: "X" },
  ]);
  expect(await auditOf(importId)).toMatchObject([
    { action: "import.started", rows: 1 },
    { action: "import.mapped", new: 1, refused: 0 },
    { action: "import.batch_applied", new: 1, left: 0 },
  ]);
});

it("changes nothing when the same file comes twice, or the button is pressed twice", async () => {
  const first = await aRecordedFile(head, [line()], clock);
  await applyReconciliation(head, { importId: first }, clock);
  const before = await recorded();
  const second = await aRecordedFile(head, [line()], clock);
  expect(await fatesOf(second)).toEqual([["unchanged", null]]);
  expect(await recorded()).toEqual(before);
});

it("says which fields change, and changes them", async () => {
  await aRecordedFile(head, [line()], clock);
  const importId = await aRecordedFile(head, [line({ last: "12/11/2026", length: "6" })], clock);
  expect(await fatesOf(importId)).toEqual([["changed", "Changes: last day, half days"]]);
  expect(await recorded()).toMatchObject([{ openings: 6 }]);
});

it("refuses what is duplicate, foreign, malformed, in the future or left out, and takes the rest", async () => {
  const [elsewhere, away] = [await aSchool(), await anAuthority({ isHome: false })];
  const hostSchool = await aSchool({ authority: away });
  const host = await aLearnerWithScn(hostSchool);
  const importId = await aRecordedFile(
    head,
    [
      line(),
      line(),
      line({ length: "2", last: "10/11/2026" }),
      line({ scn: "999999999" }),
      line({ seed: elsewhere.seedCode, first: "12/11/2026", last: "" }),
      line({ scn: host.scn, seed: hostSchool.seedCode }),
      line({ seed: "0000000" }),
      line({ scn: "12" }),
      line({ first: "01/12/2026", last: "" }),
      line({ code: "P" }),
    ],
    clock,
  );
  const otherSchool = "The learner was not on the roll of this school of this authority that day";
  expect(await fatesOf(importId)).toEqual([
    ["new", null],
    ["refused", "Line 2 of the file is for the same learner and time"],
    ["refused", "Line 2 of the file is for the same learner and time"],
    ["refused", "No learner of the Virtual School has this SCN"],
    ["refused", otherSchool],
    ["refused", otherSchool],
    ["refused", otherSchool],
    ["refused", expect.stringContaining("9 digits")],
    ["refused", "The first day is in the future"],
    ["refused", "Left out: the code P was not chosen"],
  ]);
  expect(await recorded()).toHaveLength(1);
  expect(await recorded(host.id)).toEqual([]);
  expect((await auditOf(importId))[1]).toMatchObject({
    duplicate: 2,
    unknown_learner: 1,
    other_school: 3,
    malformed: 1,
    future: 1,
    left_out: 1,
  });
});

it("finds the school on whose roll the learner was when the file names none", async () => {
  const columns = { ...usualColumns, seedCode: undefined };
  const importId = await aMappedFile(
    head,
    [line({ seed: "" }), line({ seed: "", first: "01/08/2020", last: "" })],
    clock,
    columns,
  );
  expect((await fatesOf(importId)).map(([fate]) => fate)).toEqual(["new", "refused"]);
});

it("refuses an incident type that was retired before the first day, and one that is not on the list", async () => {
  await database.superuserQuery(
    "insert into ref_code (id, list, code, version, label, position, valid_from, valid_to) values (gen_random_uuid(), 'incident_type', 'old_words', 1, 'Old words', 99, '2020-01-01', '2026-11-10')",
  );
  const columns = {
    ...usualColumns,
    code: undefined,
    exclusionCodes: [],
    absenceCodes: [],
    incidentType: "Code",
  };
  const lines = [
    line({ code: "Old words" }),
    line({ code: "old_words", first: "09/11/2026" }),
    line({ code: "fighting", first: "06/11/2026" }),
    line({ code: "no such", first: "05/11/2026" }),
  ];
  expect(await fatesOf(await aMappedFile(head, lines, clock, columns))).toEqual([
    ["refused", "The incident type was retired before the first day"],
    ["new", null],
    ["new", null],
    ["refused", "The incident type is not on the list of incident types"],
  ]);
});

describe("a file of more than one batch", () => {
  const days = (from: string, count: number) =>
    Array.from({ length: count }, (_, index) =>
      new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10),
    );
  const lines = () => days("2024-01-01", 1_001).map((first) => line({ first, last: "", length: "1" }));
  const state = async (importId: string) => {
    const { run, done, counts } = await asActor(head, (tx) => importProgress(tx, importId));
    return { state: run.state, done, counts };
  };

  it("is recorded in batches of 500, each with its audit line; cut off, the next press ends in the same", async () => {
    const importId = await aMappedFile(head, lines(), clock);
    await database.superuserQuery(`
      create function cut_off() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$;
      create trigger cut_off before update of applied_at on import_row for each row when (new.position = 700) execute function cut_off()`);
    await expect(applyReconciliation(head, { importId }, clock)).rejects.toThrow("cut off");
    expect(await recorded()).toHaveLength(500);
    expect(await state(importId)).toMatchObject({ state: "applying", done: 500 });
    await expect(mapReconciliation(head, { importId, ...usualColumns }, clock)).rejects.toThrow(Conflict);

    await database.superuserQuery("drop trigger cut_off on import_row; drop function cut_off");
    await applyReconciliation(head, { importId }, clock);
    expect(await recorded()).toHaveLength(1_001);
    expect(await state(importId)).toMatchObject({
      state: "applied",
      done: 1_001,
      counts: { new: 1_001, refused: 0 },
    });
    expect((await auditOf(importId)).slice(2)).toMatchObject([
      { action: "import.batch_applied", from: 0, new: 500, left: 501 },
      { action: "import.batch_applied", from: 500, new: 500, left: 1 },
      { action: "import.batch_applied", from: 1_000, new: 1, left: 0 },
    ]);
  }, 60_000);

  it("is recorded once when two press at the same time", async () => {
    const importId = await aMappedFile(head, lines(), clock);
    await Promise.all([1, 2].map(() => applyReconciliation(head, { importId }, clock)));
    expect(await recorded()).toHaveLength(1_001);
    expect((await state(importId)).counts).toMatchObject({ new: 1_001, changed: 0, unchanged: 0 });
  }, 60_000);
});

it("drops the cells of every row once it is recorded, and shows no learner of a refused one before", async () => {
  const importId = await aMappedFile(head, [line(), line({ scn: "999999999" })], clock);
  const shown = await asActor(head, async (tx) =>
    importRows(tx, (await importProgress(tx, importId)).run, { page: 1, today: "2026-11-23" }),
  );
  expect(shown.map((row) => [row.fate, row.learner])).toEqual([
    ["new", learner.name],
    ["refused", null],
  ]);
  await applyReconciliation(head, { importId }, clock);
  const cells = await database.superuserQuery("select cells from import_row where import_id = $1", [
    importId,
  ]);
  expect(cells).toEqual([{ cells: [] }, { cells: [] }]);
});

describe("the columns", () => {
  const start = async () => {
    const { id: authorityId } = await theHomeAuthority();
    return startReconciliation(
      head,
      { importId: randomUUID(), authorityId, file: fileOf(heading, line()) },
      clock,
    );
  };

  it.each<[string, object, string]>([
    ["that the file does not have", { scn: "Nowhere" }, "Select a column of this file"],
    ["that is chosen twice", { endsOn: "First" }, "selected for something else"],
  ])("one %s is refused", async (_what, changes, sentence) => {
    const importId = await start();
    const mapping = mapReconciliation(head, { importId, ...usualColumns, ...changes }, clock);
    await expect(mapping).rejects.toThrow(Invalid);
    await expect(mapping).rejects.toThrow(sentence);
  });

  it("are remembered for the authority's next file", async () => {
    const afterAllOthers = fixedClock("2026-11-23T14:05:00Z");
    await aMappedFile(head, [line()], afterAllOthers, { ...usualColumns, startsOn: "Last", endsOn: "First" });
    const importId = await start();
    const mapping = await asActor(head, async (tx) =>
      mappingToStart(tx, (await importProgress(tx, importId)).run),
    );
    expect(mapping).toMatchObject({
      startsOn: "Last",
      endsOn: "First",
      exclusionCodes: "X",
      absenceCodes: "A",
    });
  });

  it("can be corrected until rows are recorded; nothing is recorded without them", async () => {
    const importId = await start();
    await expect(applyReconciliation(head, { importId }, clock)).rejects.toThrow(Conflict);
    await mapReconciliation(head, { importId, ...usualColumns, exclusionCodes: ["Z"] }, clock);
    expect((await fatesOf(importId))[0]?.[0]).toBe("refused");
    await mapReconciliation(head, { importId, ...usualColumns }, clock);
    expect((await fatesOf(importId))[0]?.[0]).toBe("new");
  });
});

describe("the comparison", () => {
  const compare = async () => {
    const { id: authorityId } = await theHomeAuthority();
    return asActor(head, (tx) => comparison(tx, { authorityId, from: "2026-11-23", until: "2026-11-30" }));
  };
  const late = fixedClock("2026-11-30T14:00:00Z");

  it("finds exclusions without an alert, coverage, differences in days and what hides as absence", async () => {
    const manager = await aPerson("designated_manager", { schoolId: school.id });
    const [covered, absent] = [await aLearnerWithScn(school), await aLearnerWithScn(school)];
    await anAlert({ school, learner: covered, raisedBy: manager });
    const { reference } = await anAlert({ school, learner: absent, raisedBy: manager });
    await anExclusion({ school, learner: covered, manager });
    const onlyHere = await anExclusion({ school, manager });
    await aRecordedFile(
      head,
      [
        line({ first: "24/11/2026", last: "25/11/2026" }),
        line({ scn: covered.scn, first: "24/11/2026", last: "24/11/2026", length: "2" }),
        line({ scn: absent.scn, first: "24/11/2026", last: "24/11/2026", length: "2", code: "A" }),
        line({ first: "26/11/2026", last: "26/11/2026", length: "2", code: "A" }),
      ],
      late,
    );
    const found = await compare();
    const ours = <Row extends { school: string }>(rows: Row[]) =>
      rows.filter((row) => row.school === school.name);
    expect(ours(found.withoutAlert).map((row) => row.learner?.id)).toEqual([learner.id]);
    expect(found.coverage.find((row) => row.schoolId === school.id)).toMatchObject({
      covered: 1,
      of: 2,
      percent: 50,
    });
    const differences = ours(found.differences).map(({ learner: who, there, here }) => [
      who?.id,
      there.openings,
      here?.openings,
    ]);
    expect(differences).toHaveLength(2);
    expect(differences).toEqual(
      expect.arrayContaining([
        [learner.id, 4, undefined],
        [covered.id, 2, 4],
      ]),
    );
    expect(ours(found.onlyHere).map((row) => row.learner?.id)).toEqual([onlyHere.learner.id]);
    expect(ours(found.sendHomes)).toMatchObject([{ learner: { id: absent.id }, alert: { reference } }]);
  });

  it("counts a length that the file does not give by the school's calendar", async () => {
    await aRecordedFile(head, [line({ first: "27/11/2026", last: "30/11/2026", length: "" })], late);
    const found = (await compare()).withoutAlert.find((row) => row.learner?.id === learner.id);
    expect(found?.there.openings).toBe(4);
  });
});

describe("who may", () => {
  it.each(["designated_manager", "head_teacher", "vs_teacher", "administrator"] as const)(
    "a %s may not",
    async (role) => {
      const actor = await aPerson(role, { schoolId: school.id });
      const importId = await aMappedFile(head, [line()], clock);
      const { id: authorityId } = await theHomeAuthority();
      const start = startReconciliation(
        actor,
        { importId: randomUUID(), authorityId, file: fileOf(heading, line()) },
        clock,
      );
      await expect(start).rejects.toThrow(NotAllowed);
      await expect(mapReconciliation(actor, { importId, ...usualColumns }, clock)).rejects.toThrow(
        NotAllowed,
      );
      await expect(applyReconciliation(actor, { importId }, clock)).rejects.toThrow(NotAllowed);
      await expect(asActor(actor, (tx) => importProgress(tx, importId))).rejects.toThrow(NotFound);
    },
  );

  it("a lead may, and an import that is none is not found", async () => {
    const lead = await aPerson("lead");
    const importId = await aRecordedFile(lead, [line()], clock);
    expect((await fatesOf(importId))[0]).toEqual(["new", null]);
    await expect(applyReconciliation(lead, { importId: randomUUID() }, clock)).rejects.toThrow(NotFound);
  });

  it("rows of a file and what is recorded are shown to leads and the Virtual School head teacher alone", async () => {
    await aRecordedFile(head, [line()], clock);
    const seen = (personId: string | null) => {
      const count = async (tx: Parameters<Parameters<typeof asNobody>[0]>[0]) =>
        [await tx.import.count(), await tx.importRow.count(), await tx.recordedExclusion.count()].map(
          (n) => n > 0,
        );
      return personId ? asActor({ personId }, count) : asNobody(count);
    };
    expect(await seen(head.personId)).toEqual([true, true, true]);
    expect(await seen((await aPerson("lead")).personId)).toEqual([true, true, true]);
    for (const role of [
      "designated_manager",
      "head_teacher",
      "vs_teacher",
      "administrator",
      "report_reader",
    ] as const)
      expect(await seen((await aPerson(role, { schoolId: school.id })).personId)).toEqual([
        false,
        false,
        false,
      ]);
    expect(await seen(null)).toEqual([false, false, false]);
    const outsider = await aPerson("designated_manager", { schoolId: school.id });
    await expect(
      asActor(
        outsider,
        (
          tx,
        ) => tx.$executeRaw`insert into recorded_exclusion (id, authority_id, learner_id, school_id, kind, starts_on, row_digest, import_id)
        select gen_random_uuid(), ${school.authorityId}::uuid, ${learner.id}::uuid, ${school.id}::uuid, 'exclusion', '2026-11-10', 'x', gen_random_uuid()`,
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

it("takes the same form twice as one import", async () => {
  const { id: authorityId } = await theHomeAuthority();
  const input = { importId: randomUUID(), authorityId, file: fileOf(heading, line()) };
  expect(await startReconciliation(head, input, clock)).toBe(await startReconciliation(head, input, clock));
  expect(await auditOf(input.importId)).toHaveLength(1);
});

describe("a file that nobody came back to", () => {
  const stateOf = (importId: string) =>
    database.superuserQuery<{ state: string; rows: number; cells: number }>(
      "select state, count(r)::int rows, coalesce(sum(cardinality(cells)), 0)::int cells from import i left join import_row r on r.import_id = i.id where i.id = $1 group by i.id",
      [importId],
    );
  const age = (importId: string, interval: string) =>
    database.superuserQuery("update import set started_at = now() - $2::interval where id = $1", [
      importId,
      interval,
    ]);

  it.each([
    ["32 days", []],
    ["29 days", [{ state: "mapped", rows: 1, cells: 6 }]],
  ])("after %s", async (interval, left) => {
    const importId = await aMappedFile(head, [line()], clock);
    await age(importId, interval);
    await eraseStaleImports();
    expect(await stateOf(importId)).toEqual(left);
  });

  it("keeps what was saved, and the answers to it", async () => {
    const importId = await aMappedFile(head, [line(), line({ code: "?" })], clock);
    await applyReconciliation(head, { importId }, clock);
    await age(importId, "1 year");
    await eraseStaleImports();
    expect(await stateOf(importId)).toEqual([{ state: "applied", rows: 2, cells: 0 }]);
  });
});
