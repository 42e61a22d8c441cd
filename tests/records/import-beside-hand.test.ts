import { expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aMappedImport, workerSaves } from "#tests/factories/imports";
import { aSchool } from "#tests/factories/organisations";
import { aLearnerWithScn } from "#tests/factories/recorded";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { applyImport } from "~/domain/records/apply-import.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T14:00:00Z");

const waiting =
  "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

it("waits for somebody who changes the learner by hand, and judges by what they wrote", async () => {
  await starterCodesInDatabase();
  const lead = await aPerson("lead");
  const { id, scn } = await aLearnerWithScn(await aSchool());
  const content = `scn,category,startedOn\n${scn},foster,01/02/2024`;
  const columns = { scn: "scn", category: "category", startedOn: "startedOn" };
  const importId = await aMappedImport(lead, { kind: "care-periods", columns, content }, clock);
  await applyImport(lead, { importId }, clock);
  let saving = Promise.resolve();
  await asActor(lead, async (tx) => {
    // As a command does it: the learner locked, then a care period written that ends the one before.
    await tx.$queryRaw`select id from learner where id = ${id}::uuid for update`;
    await tx.$executeRaw`update care_period set ended_on = '2024-01-14' where learner_id = ${id}::uuid`;
    await tx.$executeRaw`insert into care_period (id, learner_id, category, started_on, home_authority_id, source)
      select gen_random_uuid(), learner_id, 'house', '2024-01-15', home_authority_id, 'social_work' from care_period
        where learner_id = ${id}::uuid`;
    saving = workerSaves(clock);
    await expect.poll(() => database.superuserQuery(waiting)).toHaveLength(1);
  });
  await saving;
  const lasting = "select category from care_period where learner_id = $1 and ended_on is null";
  expect(await database.superuserQuery(lasting, [id])).toEqual([{ category: "foster" }]);
});
