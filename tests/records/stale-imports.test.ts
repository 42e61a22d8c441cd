import { beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aMappedImport, aStartedImport, csvOf } from "#tests/factories/imports";
import { theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { applyImport } from "~/domain/records/apply-import.server";
import { applyWaitingImports } from "~/domain/records/apply-waiting-imports.server";
import { eraseStaleRecordImports } from "~/domain/records/erase-stale-record-imports.server";
import { ownImports } from "~/domain/records/imports.queries.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T14:00:00Z");
let lead: TestPerson;

beforeAll(async () => {
  await theHomeAuthority();
  lead = await aPerson("lead");
});

const file = (rows: number) => ({
  columns: { scn: "SCN" },
  content: csvOf(
    ["SCN", "Name"],
    ...Array.from({ length: rows }, (_, index) => [`${900_000_000 + index}`, "x"]),
  ),
});
const age = (days: number) =>
  database.superuserQuery(`update record_import set started_at = now() - interval '${days} days'`);
const left = async () =>
  (
    await database.superuserQuery(
      `select (select count(*)::int from record_import) as files, count(*)::int as rows,
         count(*) filter (where cardinality(cells) > 0)::int as cells from record_import_row`,
    )
  )[0];

it("erases files that nobody saved after 30 days, and keeps the answers of one that was saved in part", async () => {
  await aStartedImport(lead, file(3), clock);
  await aMappedImport(lead, file(4), clock);
  const importId = await aMappedImport(lead, file(600), clock);
  await applyImport(lead, { importId }, clock);
  let batches = 0;
  await applyWaitingImports({ clock: () => Promise.resolve(clock), isOver: () => batches++ >= 1 });
  await age(29);
  expect(await eraseStaleRecordImports()).toBe(0);
  expect(await left()).toEqual({ files: 3, rows: 607, cells: 107 });
  await age(32);
  expect(await eraseStaleRecordImports()).toBe(107);
  expect(await left()).toEqual({ files: 1, rows: 500, cells: 0 });
  expect(await asActor(lead, ownImports)).toMatchObject([{ id: importId, state: "applied" }]);
});

it("shows what somebody brought in as a lead to nobody, not even to them, once they are an administrator", async () => {
  const mover = await aPerson("lead");
  await aStartedImport(mover, file(1), clock);
  await database.superuserQuery("update membership set role = 'administrator' where person_id = $1", [
    mover.personId,
  ]);
  expect(await asActor(mover, ownImports)).toEqual([]);
  expect(await asActor(mover, (tx) => tx.recordImportRow.count())).toBe(0);
  expect(await asActor(await aPerson("vs_head_teacher"), ownImports)).toEqual([]);
});
