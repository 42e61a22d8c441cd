import { randomUUID } from "node:crypto";
import { afterEach, expect, inject, it } from "vitest";
import { connect } from "~/start/cluster-connection.server";
import { makeWholeDatabase } from "~/start/whole-database.server";

const superuserUrl = (name: string) => inject("postgres").urls.superuser + name;
const name = `whole_${randomUUID().replaceAll("-", "")}`;

async function query(database: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = await connect(superuserUrl(database));
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const settingsOfItsOwn =
  "SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())";
const create = async (database: string) => void (await query("postgres", `CREATE DATABASE ${database}`));
const fill = async (database: string) => void (await query(database, "CREATE TABLE one AS SELECT 1 AS n"));
const there = async () =>
  (await query("postgres", `SELECT datname FROM pg_database WHERE datname LIKE '${name}%'`)).map(
    (row) => row.datname,
  );

afterEach(async () => {
  for (const database of await there()) await query("postgres", `DROP DATABASE ${database} WITH (FORCE)`);
});

it("makes a database under its name once it is filled", async () => {
  await makeWholeDatabase({ superuserUrl, name, create, make: fill });
  expect(await there()).toEqual([name]);
  expect(await query(name, "SELECT n FROM one")).toEqual([{ n: 1 }]);
  expect(await query(name, settingsOfItsOwn)).toEqual([]);
});

it("begins again where an earlier making was cut off", async () => {
  const cutOff = makeWholeDatabase({
    superuserUrl,
    name,
    create,
    make: async (database) => {
      await query(database, "CREATE TABLE one AS SELECT 0 AS n");
      throw new Error("killed");
    },
  });
  await expect(cutOff).rejects.toThrow("killed");
  expect(await there()).toEqual([`${name}_unfinished`]);
  await makeWholeDatabase({ superuserUrl, name, create, make: fill });
  expect(await there()).toEqual([name]);
  expect(await query(name, "SELECT n FROM one")).toEqual([{ n: 1 }]);
});

it("leaves a database that is there as it is", async () => {
  await makeWholeDatabase({ superuserUrl, name, create, make: fill });
  await makeWholeDatabase({
    superuserUrl,
    name,
    create,
    make: () => Promise.reject(new Error("made again")),
  });
  expect(await query(name, "SELECT n FROM one")).toEqual([{ n: 1 }]);
});
