import { expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aDatabase } from "#tests/support/database";
import { eraseExpiredSignIns } from "~/domain/accounts/erase-expired-sign-ins.server";

const database = await aDatabase();

const insert = {
  session: (id: string, ago: string, personId: string) =>
    database.superuserQuery(
      "insert into session (id, token, user_id, expires_at) values ($1, $1, $3, now() - $2::interval)",
      [id, ago, personId],
    ),
  verification: (id: string, ago: string) =>
    database.superuserQuery(
      "insert into verification (id, identifier, value, expires_at) values ($1, $1, 'x', now() - $2::interval)",
      [id, ago],
    ),
  rate_limit: (id: string, ago: string) =>
    database.superuserQuery(
      "insert into rate_limit (id, key, count, last_request) values ($1, $1, 3, extract(epoch from now() - $2::interval) * 1000)",
      [id, ago],
    ),
};

it.each(["session", "verification", "rate_limit"] as const)(
  "a row of %s goes a day after it ended, not before",
  async (table) => {
    const { personId } = await aPerson("lead");
    await insert[table]("old", "25 hours", personId);
    await insert[table]("young", "23 hours", personId);
    await insert[table]("alive", "-1 hours", personId);
    expect(await eraseExpiredSignIns()).toBe(1);
    const left = await database.superuserQuery(`select id from ${table} order by id`);
    expect(left).toEqual([{ id: "alive" }, { id: "young" }]);
    expect(await eraseExpiredSignIns()).toBe(0);
  },
);
