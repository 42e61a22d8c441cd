import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { workerSaves } from "#tests/factories/imports";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { applyImport } from "~/domain/records/apply-import.server";
import { startImportSchema } from "~/domain/records/imports.schema";
import { mapImport } from "~/domain/records/map-import.server";
import { startImport } from "~/domain/records/start-import.server";
import { fixedClock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { columns, hostileFiles, sharedTextBomb } from "./hostile-corpus";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T14:00:00Z");
let lead: TestPerson;
let authorityId = "";

beforeAll(async () => {
  await starterCodesInDatabase();
  authorityId = (await theHomeAuthority()).id;
  const { id } = await aSchool();
  await database.superuserQuery("update school set seed_code = '8400001' where id = $1", [id]);
  lead = await aPerson("lead");
});

const mapped: string[] = [];

/** The sentences that somebody who brings this file in reads. */
async function sentencesFor(content: string | Uint8Array): Promise<string[]> {
  const file = new File([content as BlobPart], "extract.csv");
  const importId = randomUUID();
  const parsed = startImportSchema.safeParse({ importId, kind: "learners", authorityId, file });
  if (!parsed.success) return parsed.error.issues.map(({ message }) => message);
  try {
    await startImport(lead, parsed.data, clock);
    await mapImport(lead, { importId, columns }, clock);
  } catch (error) {
    if (error instanceof Invalid && error.field) return [error.sentence];
    throw error;
  }
  mapped.push(importId);
  const rows = await database.superuserQuery<{ fate: string; problem: string | null }>(
    "select fate, problem from record_import_row where import_id = $1",
    [importId],
  );
  return rows.map(({ fate, problem }) => (fate === "refused" ? (problem ?? "") : `${fate}!`));
}

it("there are 200 of them, and each is another one", () => {
  expect(hostileFiles.length).toBeGreaterThanOrEqual(200);
  expect(new Set(hostileFiles.map(([what]) => what)).size).toBe(hostileFiles.length);
});

it.each(hostileFiles)("%s: a sentence says what to do", async (_what, content) => {
  const sentences = await sentencesFor(content());
  expect(sentences.length).toBeGreaterThan(0);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].{15,}$/);
});

it("a workbook whose cells come to too much text is not opened, however small it is", async () => {
  expect(sharedTextBomb().length).toBeLessThan(1_000_000);
  expect(await sentencesFor(sharedTextBomb())).toEqual([expect.stringContaining("This workbook is too big")]);
});

it("none of them writes a row, also when the button is pressed", async () => {
  for (const importId of mapped) await applyImport(lead, { importId }, clock);
  await workerSaves(clock);
  const [written] = await database.superuserQuery(
    `select (select count(*)::int from learner) as learners, (select count(*)::int from event) as events,
       (select count(*)::int from record_import where state = 'applied') as saved`,
  );
  expect(mapped.length).toBeGreaterThan(50);
  expect(written).toEqual({ learners: 0, events: 0, saved: mapped.length });
});
