import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { startApp } from "#tests/support/app";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";
import { queueFor } from "#tests/worker/outbox";
import { report, size } from "./figures";

const mails = size("SHARED_MAILS", { full: 2_000, smoke: 200 });
const workers = size("WORKERS", { full: 4, smoke: 2 });

const database = await aDatabase();
const mail = await aMailServer();
const cleanUps: (() => Promise<unknown>)[] = [mail.stop];

afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

it(`${workers} worker processes send each of ${mails} mails once`, async () => {
  const started = await Promise.all(
    Array.from({ length: workers }, async () => {
      const worker = await startApp({ database, command: "worker", env: { SMTP_URL: mail.url } });
      cleanUps.push(worker.stop);
      await worker.lineWith("ready", 60_000);
      return worker;
    }),
  );
  await queueFor(...Array.from({ length: mails }, (_, index) => `shared${index}@example.org`));
  const waiting = "select from outbox_mail where state = 'queued' limit 1";
  for (
    const deadline = Date.now() + 120_000;
    Date.now() < deadline && (await database.superuserQuery(waiting)).length > 0;
  )
    await pause(50);
  const times = new Map<string, number>();
  for (const { to } of mail.mails) times.set(to.join(), (times.get(to.join()) ?? 0) + 1);
  const sentTwice = [...times.values()].filter((count) => count > 1).length;
  const [{ again = 0 } = {}] = await database.superuserQuery<{ again: number }>(
    "select count(*)::int as again from outbox_mail where attempts > 1",
  );
  report({ name: "two_owners", value: Math.max(sentTwice, again), unit: "mails" });
  expect([sentTwice, again, times.size]).toEqual([0, 0, mails]);
  // All of them were at it, else nothing was shared.
  const shares = started.map(({ lines }) => lines.filter((line) => line.includes('"mail attempted"')).length);
  expect(shares.filter((share) => share > 0).length).toBeGreaterThan(1);
}, 180_000);
