import { it } from "vitest";
import nodemailer from "nodemailer";
import pg from "pg";
import { fork } from "node:child_process";
import { aDatabase } from "#tests/support/database";
import { aWorker, queueFor, smtpTransport } from "./outbox";
import { renderMail } from "~/worker/render-mail.server";
const database = await aDatabase();
it("burst", async () => {
  const child = fork("/tmp/w/h3-sink.mjs");
  const port = await new Promise<number>((r) => child.once("message", (m) => r(Number(m))));
  const url = `smtp://127.0.0.1:${port}`;
  const n = 1000;
  for (let round = 0; round < 2; round++) {
  const r = await renderMail({ id: "0f4c1a52-54a3-4b57-9ac0-4f5a3d0c2b11", template: "alerts/alert-raised", toAddress: "a@example.org", input: { reference: "A-2026-0412", urgency: "today", answerDueAt: "2026-11-23T10:32:00.000Z", link: `/alerts` } }, null, "http://127.0.0.1:3000");
  await queueFor(...Array.from({ length: n }, (_, i) => `floor${i}@example.org`));
  const ids = (await database.superuserQuery<{id: string}>("select id from outbox_mail where state='queued'")).map((x) => x.id);
  const pool = new pg.Pool({ connectionString: database.workerUrl, max: 10 });
  const t = nodemailer.createTransport({ url, pool: true, maxConnections: 8, maxMessages: 1000 } as never);
  let s = performance.now();
  await Promise.all(ids.map(async (id) => { await t.sendMail({ from: "a@example.org", to: "b@example.org", subject: r.subject, html: r.html, text: r.text }); await pool.query("update outbox_mail set state='accepted' where id=$1", [id]); }));
  const floor = n / ((performance.now() - s) / 1000);
  t.close(); await pool.end();
  await queueFor(...Array.from({ length: n }, (_, i) => `burst${i}@example.org`));
  s = performance.now();
  const c0 = process.cpuUsage();
  const w = aWorker(smtpTransport(url));
  for (;;) { const [x] = await database.superuserQuery<{c: number}>("select count(*)::int as c from outbox_mail where state='queued'"); if (x?.c === 0) break; await new Promise((r) => setTimeout(r, 50)); }
  const ours = n / ((performance.now() - s) / 1000);
  const c = process.cpuUsage(c0);
  console.log({ floor, ours, ratio: ours / floor, cpuMsPerMail: (c.user + c.system) / 1000 / n });
  await w.stop();
  }
  child.kill();
}, 120_000);
