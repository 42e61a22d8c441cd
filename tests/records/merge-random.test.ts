import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { asActor, type Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import { merge, planned, undo } from "./merging";

const database = await aDatabase();
const lead = await aPerson("lead");
const teachers = [await aPerson("vs_teacher"), await aPerson("vs_teacher")];
const schools = [await aSchool(), await aSchool()];
const siblings = [
  await aLearner({ school: schools[0] ?? (await aSchool()) }),
  await aLearner({ school: schools[1] ?? (await aSchool()) }),
];
const authorityId = (await theHomeAuthority()).id;
const at = new Date("2026-09-01T09:00:00Z");

/** Days of 2018 to 2020: before the school and the care that every learner of the tests has. */
const span = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 200 }))
  .map(([from, long]) => ({ startedOn: dayAt(from), endedOn: dayAt(from + long) }));
const dayAt = (index: number) => new Date(Date.UTC(2018, 0, 1 + index));
const few = <T>(each: fc.Arbitrary<T>) => fc.array(each, { maxLength: 3 });
const which = fc.integer({ min: 0, max: 1 });

/** What one record has beside what every learner has. */
const history = fc.record({
  schools: few(fc.tuple(which, span)),
  care: few(fc.tuple(fc.constantFrom("foster", "secure"), span)),
  teachers: few(fc.tuple(which, span)),
  flags: fc.uniqueArray(fc.constantFrom("non_disclosure", "adoption")),
  days: fc.uniqueArray(fc.integer({ min: 0, max: 6 })),
  siblings: fc.uniqueArray(which),
  livesHere: fc.boolean(),
  notes: fc.integer({ min: 0, max: 3 }),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

const overlaps = (one: { startedOn: Date; endedOn: Date }, other: typeof one) =>
  one.startedOn <= other.endedOn && other.startedOn <= one.endedOn;
/** Those that can be true of one learner. */
const consistent = <T extends [unknown, { startedOn: Date; endedOn: Date }]>(all: T[]): T[] =>
  all.filter((each, index) => all.slice(0, index).every((before) => !overlaps(before[1], each[1])));

async function store(tx: Tx, { id: learnerId, schoolId }: TestLearner, given: History): Promise<void> {
  const by = lead.personId;
  await tx.schoolEnrolment.createMany({
    data: consistent(given.schools).map(([index, days]) => ({
      learnerId,
      schoolId: schools[index]?.id ?? "",
      ...days,
    })),
  });
  await tx.carePeriod.createMany({
    data: consistent(given.care).map(([category, days]) => ({
      ...{ learnerId, category, ...days, homeAuthorityId: authorityId, source: "school" },
    })),
  });
  await tx.caseload.createMany({
    data: given.teachers.map(([index, days]) => ({
      learnerId,
      personId: teachers[index]?.personId ?? "",
      ...days,
    })),
  });
  await tx.learnerFlag.createMany({
    data: given.flags.map((kind) => ({ id: randomUUID(), learnerId, kind, setById: by, setAt: at })),
  });
  await tx.learnerAttendance.createMany({
    data: given.days.map((day) => ({
      learnerId,
      day: dayAt(day),
      half: "morning",
      wasPresent: day % 2 === 0,
    })),
  });
  await tx.learnerLink.createMany({
    data: given.siblings.map((index) => {
      const other = siblings[index]?.id ?? "";
      const [lowerId = "", higherId = ""] = [learnerId, other].sort();
      return {
        lowerId,
        higherId,
        isKeptApart: given.flags.includes("adoption"),
        linkedById: by,
        linkedAt: at,
      };
    }),
  });
  if (given.livesHere)
    await tx.learnerResidence.createMany({
      data: [{ learnerId, authorityId, startedOn: toDateColumn("2021-01-01") }],
    });
  await tx.event.createMany({
    data: Array.from({ length: given.notes }, () => ({
      ...{ at, kind: "note.added", learnerId, schoolId, aboutKind: "learner", aboutId: learnerId },
      ...{ personId: by, audience: "virtual_school_only", summary: "Invented" },
    })),
  });
}

/** Of each table, how many rows the two have together, and the digest of those of each. */
async function rowsOf(...ids: string[]) {
  const counts = await database.superuserQuery(
    `select r.table_name, count(distinct r.row_key || coalesce(r.content ->> 'learner_id', ''))::int as rows
     from unnest($1::uuid[]) as id, app.learner_rows(id, id) r where content ->> 'kind' is distinct from 'record.merged' group by 1 order by 1`,
    [ids],
  );
  const digests = await database.superuserQuery(
    `select id, md5(string_agg(r.table_name || r.content::text, '' order by r.table_name, r.content::text)) as digest
     from unnest($1::uuid[]) as id, app.learner_rows(id, id) r
     where content ->> 'kind' is null or content ->> 'kind' not like 'record.%' group by 1 order by 1`,
    [ids],
  );
  return { counts, digests };
}

it("of thirty pairs with any history a merge keeps every row, and its undoing puts each where it was", async () => {
  const school = schools[0] ?? (await aSchool());
  let refused = 0;
  let stayed = 0;
  for (const [ofKept, ofMerged] of fc.sample(fc.tuple(history, history), { numRuns: 30, seed: 20_261_122 })) {
    const pair = { kept: await aLearner({ school }), merged: await aLearner({ school }) };
    await asActor(lead, async (tx) => {
      await store(tx, pair.kept, ofKept);
      await store(tx, pair.merged, ofMerged);
    });
    const before = await rowsOf(pair.kept.id, pair.merged.id);
    const plan = await planned(lead, pair);
    if (plan.problem) {
      refused += 1;
      continue;
    }
    stayed += plan.rows.filter(({ stays }) => stays).length;
    const mergeId = await merge(lead, pair);
    expect((await rowsOf(pair.kept.id, pair.merged.id)).counts).toEqual(before.counts);
    await undo(lead, mergeId);
    expect((await rowsOf(pair.kept.id, pair.merged.id)).digests).toEqual(before.digests);
  }
  // School and care that every learner of the tests has stay in each pair: beside those some do, too.
  expect(stayed).toBeGreaterThan(80);
  expect(refused).toBe(0);
}, 60_000);
