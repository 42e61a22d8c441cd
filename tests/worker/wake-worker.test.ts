import { afterEach, describe, expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { mailboxTransport } from "~/worker/transport.server";
import { aWorker, queueFor, storedFor } from "./outbox";

const database = await aDatabase();
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function listeners(): Promise<number[]> {
  const rows = await database.superuserQuery<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and query = 'listen \"outbox\"'",
  );
  return rows.map((row) => row.pid);
}

function running(pollMs: number): void {
  cleanUps.push(aWorker(mailboxTransport(), { pace: { pollMs } }).stop);
}

describe("a worker", () => {
  it("is woken by a queued mail, long before it would look", async () => {
    running(60_000);
    await expect.poll(listeners).toHaveLength(1);
    await queueFor("woken@example.org");
    await expect.poll(() => storedFor(database, "woken@example.org")).toMatchObject({ state: "accepted" });
  });

  it("looks by itself when it cannot be woken, and listens again", async () => {
    running(100);
    await expect.poll(listeners).toHaveLength(1);
    const [first] = await listeners();
    await database.superuserQuery("select pg_terminate_backend($1)", [first]);
    await queueFor("found@example.org");
    await expect.poll(() => storedFor(database, "found@example.org")).toMatchObject({ state: "accepted" });
    await expect.poll(listeners, { timeout: 5_000 }).toHaveLength(1);
    expect(await listeners()).not.toEqual([first]);
  });
});
