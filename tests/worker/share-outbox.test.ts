import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";
import { claimMail } from "~/domain/notifications/claim-mail.server";
import { settleMail } from "~/domain/notifications/settle-mail.server";
import type { Transport } from "~/worker/sending";
import { aWorker, clock, queueFor, smtpTransport, storedFor } from "./outbox";

const database = await aDatabase();
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await database.superuserQuery("delete from outbox_mail");
});

/** A transport that takes a mail and never comes back. */
const swallowing: Transport = { keepsCopy: false, send: () => new Promise(() => {}), close: () => {} };

describe("workers beside each other", () => {
  it("never send the same mail twice", async () => {
    const server = await aMailServer();
    cleanUps.push(server.stop);
    const addresses = Array.from({ length: 150 }, (_, index) => `crowd${index}@example.org`);
    await queueFor(...addresses);
    for (let worker = 0; worker < 3; worker += 1) cleanUps.push(aWorker(smtpTransport(server.url)).stop);
    await server.waitFor(addresses.length);
    await expect
      .poll(() => database.superuserQuery("select distinct state, attempts from outbox_mail"))
      .toEqual([{ state: "accepted", attempts: 1 }]);
    expect(new Set(server.mails.map((mail) => mail.headers["message-id"])).size).toBe(addresses.length);
    expect(server.mails).toHaveLength(addresses.length);
  });
});

describe("a worker that dies in mid-send", () => {
  it("has its mail sent by another after the lease, with the same Message-ID", async () => {
    await queueFor("orphan@example.org");
    const [orphan] = await claimMail({ owner: "dead", limit: 1, leaseSeconds: 1 });
    const server = await aMailServer();
    cleanUps.push(server.stop, aWorker(smtpTransport(server.url)).stop);
    await pause(500);
    expect(server.mails).toEqual([]);
    await server.waitFor(1);
    expect(server.mails[0]?.headers["message-id"]).toBe(`<${orphan?.id}@127.0.0.1>`);
    await expect
      .poll(() => storedFor(database, "orphan@example.org"))
      .toMatchObject({ state: "accepted", attempts: 2 });
  });
});

describe("a lease", () => {
  it("keeps a mail from every other claim until it ends", async () => {
    await queueFor("leased@example.org");
    const claim = { limit: 10, leaseSeconds: 1 };
    expect(await claimMail({ ...claim, owner: "first" })).toMatchObject([
      { toAddress: "leased@example.org", attempts: 1 },
    ]);
    expect(await claimMail({ ...claim, owner: "second" })).toEqual([]);
    await expect
      .poll(() => claimMail({ ...claim, owner: "second" }), { timeout: 3_000 })
      .toMatchObject([{ attempts: 2 }]);
  });

  it.each([
    { whose: "another worker's", owner: "second", attempts: 1 },
    { whose: "the same worker's later one", owner: "first", attempts: 2 },
  ])("that is now $whose cannot be settled by the earlier attempt", async ({ owner, attempts }) => {
    await queueFor(`fenced-${owner}@example.org`);
    const [mail] = await database.superuserQuery<{ id: string }>(
      "update outbox_mail set lease_owner = 'first', lease_until = now() + interval '1 minute', attempts = $2 where to_address = $1 returning id",
      [`fenced-${owner}@example.org`, attempts],
    );
    const id = mail?.id ?? "";
    expect(
      await settleMail(
        { id, owner, attempts: 1 },
        { kind: "accepted", copy: null, providerId: null },
        clock.now(),
      ),
    ).toBe(false);
    expect(await storedFor(database, `fenced-${owner}@example.org`)).toMatchObject({
      state: "queued",
      lease_owner: "first",
    });
  });
});

describe("stopping", () => {
  it("finishes what is in flight, starts nothing more and takes the heartbeat away", async () => {
    const answers: (() => void)[] = [];
    const slow: Transport = {
      keepsCopy: false,
      send: () => new Promise((resolve) => answers.push(() => resolve({ kind: "accepted" }))),
      close: () => {},
    };
    const worker = aWorker(slow, { owner: "stopping", pace: { beatMs: 20 } });
    await queueFor("in-flight@example.org");
    await expect.poll(() => answers.length).toBe(1);
    expect(await database.superuserQuery("select owner from worker_heartbeat")).toEqual([
      { owner: "stopping" },
    ]);
    const stopped = worker.stop();
    await queueFor("too-late@example.org");
    answers[0]?.();
    await stopped;
    expect(await storedFor(database, "in-flight@example.org")).toMatchObject({ state: "accepted" });
    expect(await storedFor(database, "too-late@example.org")).toMatchObject({
      state: "queued",
      attempts: 0,
      lease_owner: null,
    });
    expect(await database.superuserQuery("select owner from worker_heartbeat")).toEqual([]);
  });

  it("does not wait for ever, and gives back what it could not finish", async () => {
    const worker = aWorker(swallowing, { pace: { stopMs: 50 } });
    await queueFor("stuck@example.org");
    await expect.poll(() => storedFor(database, "stuck@example.org")).toMatchObject({ attempts: 1 });
    await worker.stop();
    expect(await storedFor(database, "stuck@example.org")).toMatchObject({
      state: "queued",
      lease_owner: null,
    });
  });
});
