import { afterAll, describe, expect, it } from "vitest";
import { startApp } from "#tests/support/app";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";
import { queueFor, storedFor } from "./outbox";

const database = await aDatabase();
const server = await aMailServer();
afterAll(server.stop);

const aWorkerProcess = () => startApp({ database, command: "worker", env: { SMTP_URL: server.url } });

describe("a worker process that is killed in mid-send", () => {
  it("loses nothing: the next one sends the mail, with the same Message-ID, once the lease has ended", async () => {
    server.behave({ kind: "stall", at: "data" });
    const first = await aWorkerProcess();
    await queueFor("orphan@example.org");
    await expect.poll(() => server.conversations, { timeout: 20_000 }).toBe(1);
    await first.killHard();
    server.behave({ kind: "accept" });
    const orphan = await storedFor(database, "orphan@example.org");
    expect(orphan).toMatchObject({ state: "queued", attempts: 1, lease_owner: expect.any(String) });

    const second = await aWorkerProcess();
    await queueFor("next@example.org");
    await server.waitFor(1);
    expect(server.mails.map((mail) => mail.to)).toEqual([["next@example.org"]]);
    await database.superuserQuery("update outbox_mail set lease_until = now()");
    await server.waitFor(2, 5_000);
    expect(server.mails[1]?.headers["message-id"]).toBe(`<${orphan.id}@127.0.0.1>`);
    await expect
      .poll(() => storedFor(database, "orphan@example.org"))
      .toMatchObject({ state: "accepted", attempts: 2 });
    expect(await second.stop()).toBe(0);
  }, 120_000);
});
