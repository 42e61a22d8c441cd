import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { aProxy } from "#tests/support/proxy";
import { aMailServer, type Behaviour, type MailServer } from "#tests/support/smtp";
import { aWorker, queueFor, smtpTransport } from "#tests/worker/outbox";
import { report, size } from "./figures";

const mails = size("FAULT_MAILS", { full: 100, smoke: 5 });
/** How long a mail server goes on with its fault; a silent one for longer. */
const faultMs = size("FAULT_MS", { full: 10_000, smoke: 300 });
const silenceMs = size("SILENCE_MS", { full: 60_000, smoke: 600 });
/** An attempt is cut after this: 10 s in real use. */
const limitMs = size("LIMIT_MS", { full: 10_000, smoke: 300 });
const skipsWaits = size("SKIPS_WAITS", { full: 0, smoke: 1 }) === 1;
const recoveredWithinMs = 120_000;

const database = await aDatabase();
let lost = 0;
let slowestMs = 0;
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await database.superuserQuery("delete from outbox_mail");
});

afterAll(() => {
  report(
    { name: "smtp_lost", value: lost, unit: "mails" },
    { name: "smtp_recovered_s", value: slowestMs / 1_000, unit: "s" },
  );
});

type Stored = { id: string; state: string; attempts: number };
const stored = () => database.superuserQuery<Stored>("select id, state, attempts from outbox_mail");
const addresses = (word: string) =>
  Array.from({ length: mails }, (_, index) => `${word}${index}@example.org`);

/** A worker at a mail server that can be reached only by way of a proxy. */
async function running() {
  const server = await aMailServer();
  const proxy = await aProxy(server.url);
  const worker = aWorker(smtpTransport(proxy.url(server.url), limitMs));
  cleanUps.push(server.stop, proxy.stop, worker.stop);
  return { server, proxy };
}

/** Waits until nothing is queued, and counts what is not on record as it should be, or did not arrive. */
async function afterRecovery(server: MailServer, ending: "accepted" | "undeliverable"): Promise<Stored[]> {
  // `npm test` has no time for the wait between two attempts.
  if (skipsWaits)
    await database.superuserQuery("update outbox_mail set next_attempt_at = now() where state = 'queued'");
  const start = Date.now();
  let rows = await stored();
  for (
    ;
    rows.some(({ state }) => state === "queued") && Date.now() - start < recoveredWithinMs;
    await pause(50)
  )
    rows = await stored();
  slowestMs = Math.max(slowestMs, Date.now() - start);
  const arrived = new Set(server.mails.map((mail) => mail.headers["message-id"]));
  const isGone = ({ id, state }: Stored) =>
    state !== ending || (state === "accepted" && !arrived.has(`<${id}@127.0.0.1>`));
  const gone = rows.filter(isGone);
  lost += gone.length + (mails - rows.length);
  return rows;
}

/** Everything arrived and is on record as accepted. */
async function allWentOut(server: MailServer): Promise<void> {
  const rows = await afterRecovery(server, "accepted");
  expect(rows.map(({ state }) => state)).toEqual(rows.map(() => "accepted"));
  expect(rows).toHaveLength(mails);
}

const faults: [string, Behaviour, number][] = [
  ["says 421 to every connection", { kind: "refuse", at: "connect", code: 421 }, faultMs],
  ["says 451 to every recipient", { kind: "refuse", at: "recipient", code: 451 }, faultMs],
  ["says 451 after every mail", { kind: "refuse", at: "data", code: 451 }, faultMs],
  ["hears every mail and never answers", { kind: "stall", at: "data" }, silenceMs],
  ["takes every mail and breaks off before it says so", { kind: "drop" }, faultMs],
];

describe("a mail server that", () => {
  it.each(faults)(
    "%s loses nothing, and all is out within two minutes of its recovery",
    async (_name, fault, lastsMs) => {
      const { server } = await running();
      server.behave(fault);
      await queueFor(...addresses("fault"));
      await expect
        .poll(async () => (await stored()).every(({ attempts }) => attempts > 0), {
          timeout: lastsMs + 30_000,
        })
        .toBe(true);
      await pause(lastsMs);
      expect((await stored()).map(({ state }) => state)).not.toContain("accepted");
      server.behave({ kind: "accept" });
      await allWentOut(server);
    },
    300_000,
  );

  it("says 550 to every recipient is believed: nothing is tried again, and every row says so", async () => {
    const { server } = await running();
    server.behave({ kind: "refuse", at: "recipient", code: 550 });
    await queueFor(...addresses("refused"));
    const rows = await afterRecovery(server, "undeliverable");
    expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual(
      rows.map(() => ["undeliverable", 1]),
    );
  }, 180_000);

  it("is at the end of a line that swallows everything loses nothing", async () => {
    const { server, proxy } = await running();
    // A line that was in use before, and that still looks open.
    await queueFor("before@example.org");
    await server.waitFor(1);
    proxy.freeze();
    await queueFor(...addresses("half-open"));
    await expect.poll(async () => (await stored()).some(({ attempts }) => attempts > 0)).toBe(true);
    await pause(silenceMs);
    await proxy.cut();
    await proxy.restore();
    await database.superuserQuery("delete from outbox_mail where to_address = 'before@example.org'");
    await allWentOut(server);
  }, 300_000);

  it("is down for an hour of clock time loses nothing, and all is out within two minutes after it", async () => {
    const { server, proxy } = await running();
    await proxy.cut();
    await queueFor(...addresses("down"));
    for (let minute = 0; minute < 60; minute += 1) {
      // A minute passes: for the waits between attempts time is what the rows say.
      await database.superuserQuery(
        "update outbox_mail set next_attempt_at = next_attempt_at - interval '1 minute'",
      );
      await pause(size("MINUTE_MS", { full: 250, smoke: 10 }));
    }
    const attempts = (await stored()).map((row) => row.attempts);
    expect(Math.min(...attempts)).toBeGreaterThan(5);
    expect((await stored()).map(({ state }) => state)).not.toContain("failed");
    await proxy.restore();
    await allWentOut(server);
  }, 300_000);
});
