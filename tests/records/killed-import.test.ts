import { expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aMappedImport, csvOf } from "#tests/factories/imports";
import { aSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aDatabase } from "#tests/support/database";
import { applyImport } from "~/domain/records/apply-import.server";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
const clock = fixedClock(new Date().toISOString());
const total = 5_000;

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

const counts = async () =>
  (
    await database.superuserQuery<{ done: number; state: string; learners: number; parts: number[] }>(
      `select i.done, i.state, (select count(*)::int from learner) as learners,
         array[(select count(*)::int from school_enrolment), (select count(*)::int from care_period),
           (select count(*)::int from event)] as parts from record_import i`,
    )
  )[0];

it("a worker that is killed in the middle leaves whole batches, and the next one ends in the same", async () => {
  await starterCodesInDatabase();
  const school = await aSchool();
  const lead = await aPerson("lead");
  const rows = Array.from({ length: total }, (_, index) => [
    `9${String(index).padStart(8, "0")}`,
    `Given${index}`,
    "Invented",
    "03/11/2013",
    "S2",
    school.seedCode,
    "18/08/2025",
    "foster",
    "02/06/2024",
  ]);
  const importId = await aMappedImport(
    lead,
    { columns, content: csvOf(Object.values(columns), ...rows) },
    clock,
  );
  await applyImport(lead, { importId }, clock);

  const workers: RunningApp[] = [await startApp({ database, command: "worker" })];
  await expect.poll(async () => (await counts())?.done, { timeout: 20_000, interval: 10 }).toBeGreaterThan(0);
  await workers[0]?.killHard();
  const then = await counts();
  expect(then?.state).toBe("applying");
  expect(then?.learners).toBe(then?.done);
  expect(then?.parts).toEqual(Array(3).fill(then?.done));

  workers.push(await startApp({ database, command: "worker" }));
  await expect.poll(async () => (await counts())?.state, { timeout: 30_000 }).toBe("applied");
  await workers[1]?.stop();
  expect(await counts()).toEqual({
    done: total,
    state: "applied",
    learners: total,
    parts: [total, total, total],
  });
}, 60_000);
