import { expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { theHomeAuthority } from "#tests/factories/organisations";
import { aMappedFile } from "#tests/factories/recorded";
import { aDatabase } from "#tests/support/database";
import { eraseStaleImports } from "~/domain/exclusions/erase-stale-imports.server";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T14:00:00Z");
const line = "012345678,1000001,10/11/2026,11/11/2026,4,X";

it("erases what nobody saved after 30 days, and keeps the answers of a file that was saved in part", async () => {
  await theHomeAuthority();
  const lead = await aPerson("lead");
  await aMappedFile(lead, [line], clock);
  const part = await aMappedFile(lead, [line, line], clock);
  const done = await aMappedFile(lead, [line], clock);
  const run = (sql: string, ...values: unknown[]) => database.superuserQuery(sql, values);
  await run(
    "update import_row set applied_at = now(), cells = '{}' where import_id = $1 and position = 0",
    part,
  );
  await run("update import_row set applied_at = now(), cells = '{}' where import_id = $1", done);
  await run("update import set state = 'applying' where id = $1", part);
  await run("update import set state = 'applied', applied_at = now() where id = $1", done);
  await run("update import set started_at = now() - interval '29 days'");
  expect(await eraseStaleImports()).toBe(0);
  await run("update import set started_at = now() - interval '32 days'");
  expect(await eraseStaleImports()).toBe(2);
  expect(
    await run(
      "select i.id, i.state, count(*)::int as rows from import i join import_row r on r.import_id = i.id group by 1, 2 order by i.id = $1",
      done,
    ),
  ).toEqual([
    { id: part, state: "applied", rows: 1 },
    { id: done, state: "applied", rows: 1 },
  ]);
});
