import { afterEach, describe, expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { aMailServer, type MailServer } from "#tests/support/smtp";
import { aWorker, bringForward, clock, queueCode, queueFor, smtpTransport, storedFor } from "./outbox";

const database = await aDatabase();
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await database.superuserQuery("delete from outbox_mail");
});

async function running(limitMs?: number): Promise<MailServer> {
  const server = await aMailServer();
  cleanUps.push(server.stop);
  const worker = aWorker(smtpTransport(server.url, limitMs));
  cleanUps.push(worker.stop);
  return server;
}

const settled = (address: string) => expect.poll(() => storedFor(database, address), { timeout: 5_000 });

describe("an accepted mail", () => {
  it("arrives as HTML and text, and is accepted at the time of the injected clock", async () => {
    const server = await running();
    await queueFor("accepted@example.org");
    await settled("accepted@example.org").toMatchObject({
      state: "accepted",
      attempts: 1,
      accepted_at: clock.now(),
      last_problem: null,
      lease_owner: null,
    });
    const { id } = await storedFor(database, "accepted@example.org");
    expect(server.mails).toMatchObject([
      {
        from: "virtual-school@example.org",
        to: ["accepted@example.org"],
        subject: "Virtual School: something needs you (ref A-2026-0412)",
        headers: {
          "message-id": `<${id}@127.0.0.1>`,
          "auto-submitted": "auto-generated",
          to: "accepted@example.org",
        },
      },
    ]);
    expect(server.mails[0]?.html).toContain("A-2026-0412");
    expect(server.mails[0]?.text).toContain("Please answer by 10:32 on 23 November 2026.");
  });

  it("shares a line with the next ones", async () => {
    const server = await running();
    for (let round = 0; round < 3; round += 1) {
      await queueFor(`line${round}@example.org`);
      await settled(`line${round}@example.org`).toMatchObject({ state: "accepted" });
    }
    expect(server.conversations).toBe(1);
  });
});

describe("a refusal", () => {
  it("of the recipient is final, and says why without the address", async () => {
    const server = await running();
    server.behave({
      kind: "refuse",
      at: "recipient",
      code: 550,
      message: "<gone@example.org>: no such mailbox",
    });
    await queueFor("gone@example.org");
    await settled("gone@example.org").toMatchObject({
      state: "undeliverable",
      attempts: 1,
      failed_at: clock.now(),
      last_problem: "The mail server said: 550 <(address)>: no such mailbox",
    });
  });

  it.each([
    { name: "451 to the recipient", at: "recipient", code: 451 },
    { name: "421 after the mail", at: "data", code: 421 },
    { name: "554 to our sender address", at: "sender", code: 554 },
    { name: "554 as greeting", at: "connect", code: 554 },
  ] as const)("$name is for now: tried again and then accepted", async ({ at, code }) => {
    const server = await running();
    const address = `for-now-${at}-${code}@example.org`;
    server.behave({ kind: "refuse", at, code, message: "Not now" });
    await queueFor(address);
    await settled(address).toMatchObject({
      state: "queued",
      attempts: 1,
      last_problem: `The mail server said: ${code} Not now`,
      lease_owner: null,
    });
    expect((await storedFor(database, address)).waits_seconds).toBeGreaterThan(0);
    server.behave({ kind: "accept" });
    await bringForward(database, address);
    await settled(address).toMatchObject({ state: "accepted", attempts: 2, last_problem: null });
  });
});

describe("a stall", () => {
  it("is cut, tried again, and never blocks the others", async () => {
    const server = await running(400);
    server.behave({ kind: "stall", at: "connect" });
    const stalled = Array.from({ length: 8 }, (_, index) => `stalled${index}@example.org`);
    await queueFor(...stalled);
    await expect.poll(() => server.conversations).toBe(8);
    server.behave({ kind: "accept" });
    await queueFor("not-stalled@example.org");
    await settled("not-stalled@example.org").toMatchObject({ state: "accepted", attempts: 1 });
    // On a busy machine the first of them is tried again before the last was cut.
    const cut = () =>
      database.superuserQuery(
        "select to_address from outbox_mail where to_address = any ($1) and (last_problem = $2 or attempts > 1)",
        [stalled, "The mail server did not finish within 0.4 seconds."],
      );
    await expect.poll(async () => (await cut()).length, { timeout: 5_000 }).toBe(stalled.length);
    for (const address of stalled)
      await settled(address).toMatchObject({ state: "accepted", last_problem: null });
  });

  it("of a whole set of lanes leaves room once it is slow, before it is cut", async () => {
    const server = await aMailServer();
    cleanUps.push(server.stop);
    const worker = aWorker(smtpTransport(server.url, 3_000), { pace: { lanes: 2, slowAfterMs: 100 } });
    cleanUps.push(worker.stop);
    server.behave({ kind: "stall", at: "connect" });
    await queueFor("slow0@example.org", "slow1@example.org");
    await expect.poll(() => server.conversations).toBe(2);
    server.behave({ kind: "accept" });
    await queueFor("quick@example.org");
    await expect
      .poll(() => storedFor(database, "quick@example.org"), { timeout: 1_500 })
      .toMatchObject({ state: "accepted" });
    expect(await storedFor(database, "slow0@example.org")).toMatchObject({
      state: "queued",
      last_problem: null,
    });
  });
});

describe("a sign-in code", () => {
  it("is in the mail, and wiped from the outbox once accepted", async () => {
    const server = await running();
    await queueCode("code@example.org", "481516", new Date(Date.now() + 60_000));
    await settled("code@example.org").toMatchObject({ state: "accepted", secret: null });
    expect(server.mails[0]?.text).toContain("481516");
  });

  it("is not sent when it has expired, but wiped", async () => {
    const server = await running();
    await queueCode("late@example.org", "481516", new Date(Date.now() - 1_000));
    await settled("late@example.org").toMatchObject({
      state: "failed",
      secret: null,
      last_problem: "The code expired before it could be sent.",
    });
    expect(server.mails).toEqual([]);
  });

  it("is wiped when the mail is refused for good", async () => {
    const server = await running();
    server.behave({ kind: "refuse", at: "recipient", code: 550 });
    await queueCode("nobody@example.org", "481516", new Date(Date.now() + 60_000));
    await settled("nobody@example.org").toMatchObject({ state: "undeliverable", secret: null });
  });
});

describe("a mail server that is away", () => {
  it("loses nothing: the mail goes out when it is back", async () => {
    const gone = await aMailServer();
    await gone.stop();
    const worker = aWorker(smtpTransport(gone.url));
    await queueFor("patient@example.org");
    await settled("patient@example.org").toMatchObject({
      state: "queued",
      last_problem: "The mail server could not be reached or broke off (ECONNREFUSED).",
    });
    await worker.stop();
    const server = await running();
    await bringForward(database, "patient@example.org");
    await settled("patient@example.org").toMatchObject({ state: "accepted" });
    expect(server.mails).toHaveLength(1);
  });
});
