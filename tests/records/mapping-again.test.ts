import { beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aMappedImport, csvOf, workerSaves } from "#tests/factories/imports";
import { theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { applyImport } from "~/domain/records/apply-import.server";
import { writeRowFates } from "~/domain/records/internal/write-row-fates.server";
import { mapImport } from "~/domain/records/map-import.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T14:00:00Z");
let lead: TestPerson;

beforeAll(async () => {
  await theHomeAuthority();
  lead = await aPerson("lead");
});

const columns = { scn: "SCN" };
const total = 2_000;
const file = {
  columns,
  content: csvOf(
    ["SCN", "Name"],
    ...Array.from({ length: total }, (_, index) => [`${900_000_000 + index}`, "x"]),
  ),
};
const importOf = async (importId: string) => {
  const [row] = await database.superuserQuery<{ state: string; done: number }>(
    "select state, done from record_import where id = $1",
    [importId],
  );
  return row;
};
const rowsOf = async (importId: string) =>
  (
    await database.superuserQuery(
      `select count(*) filter (where fate = 'refused')::int as refused, count(applied_at)::int as applied,
         count(*) filter (where cardinality(cells) > 0)::int as cells from record_import_row where import_id = $1`,
      [importId],
    )
  )[0];

it("takes the import back from the button while its columns are mapped again", async () => {
  const importId = await aMappedImport(lead, file, clock);
  const mapping = mapImport(lead, { importId, columns }, clock);
  await expect.poll(async () => (await importOf(importId))?.state, { interval: 5 }).toBe("read");
  await expect(applyImport(lead, { importId }, clock)).rejects.toBeInstanceOf(Conflict);
  await mapping;
  expect(await importOf(importId)).toEqual({ state: "mapped", done: 0 });
});

it("leaves a row alone that is done", async () => {
  const importId = await aMappedImport(lead, file, clock);
  await applyImport(lead, { importId }, clock);
  await workerSaves(clock);
  const late = [{ position: 0, fate: "new", problem: null } as const];
  await asActor(lead, (tx) => writeRowFates(tx, importId, late, null));
  expect(await rowsOf(importId)).toEqual({ refused: total, applied: total, cells: 0 });
});

it("keeps what was mapped when the new columns cannot be", async () => {
  const importId = await aMappedImport(lead, file, clock);
  await expect(
    mapImport(lead, { importId, columns: { scn: "Name", givenName: "Name" } }, clock),
  ).rejects.toBeInstanceOf(Invalid);
  expect(await importOf(importId)).toEqual({ state: "mapped", done: 0 });
});
