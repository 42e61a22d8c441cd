import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { ageRuns, askAuditz, audit, leaveMail, realClock, setting } from "#tests/support/auditing";
import { aDatabase } from "#tests/support/database";
import { auditDue } from "~/domain/alerts/promises.queries.server";
import { beatHeart } from "~/domain/notifications/beat-heart.server";
import { asWorker } from "~/platform/database.server";
import { keepAuditing } from "~/worker/keep-auditing.server";
import { aWorker, smtpTransport } from "./outbox";

const database = await aDatabase();
const sql = (text: string, values: unknown[] = []) => database.superuserQuery(text, values);
const green = { status: 200, lines: ["ok"] };

beforeAll(async () => {
  await aPerson("vs_head_teacher");
});

beforeEach(async () => {
  setting({});
  await sql("delete from audit_run");
  await sql("delete from worker_heartbeat");
  await sql("delete from outbox_mail");
  await beatHeart("worker-1");
  await audit("full");
});

describe("who looks", () => {
  it("is one worker at a time", async () => {
    await sql("delete from audit_run");
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => audit()));
    const done = outcomes.filter(({ state }) => state === "done").length;
    expect(done).toBeGreaterThan(0);
    expect(outcomes.filter(({ state }) => state === "failed")).toEqual([]);
    expect(await sql("select count(*)::int as runs from audit_run")).toEqual([{ runs: done }]);
  });

  it("looks again when most of a minute has passed, and at everything once a night", async () => {
    expect(await asWorker(auditDue)).toBeNull();
    await ageRuns(database, 51);
    expect(await asWorker(auditDue)).toBe("minute");
    await ageRuns(database, 24 * 3_600);
    expect(await asWorker(auditDue)).toBe("full");
  });

  it("is the worker that sends, from its start", async () => {
    await sql("delete from audit_run");
    const worker = aWorker(smtpTransport("smtp://127.0.0.1:1"));
    await expect
      .poll(async () => (await sql("select kind from audit_run")).map((run) => run.kind))
      .toEqual(["full"]);
    expect((await askAuditz()).status).toBe(200);
    await worker.stop();
    await sql("update worker_heartbeat set beat_at = now() - interval '1 hour'");
    expect((await askAuditz()).status).toBe(503);
  });
});

describe("HEARTBEAT_URL", () => {
  let server: Server;
  let calls: string[] = [];
  let status = 200;
  const stopping: AbortController[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      calls.push(`${request.method} ${request.url}`);
      if (status === 0) return;
      response.writeHead(status, { location: "/elsewhere" }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(() => {
    calls = [];
    status = 200;
    setting({ HEARTBEAT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/1` });
  });
  afterEach(() => {
    for (const each of stopping.splice(0)) each.abort();
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Runs the auditor until it has looked once more. */
  async function oneRun() {
    await ageRuns(database, 60);
    const signal = new AbortController();
    stopping.push(signal);
    const before = (await sql("select id from audit_run")).length;
    const kept = keepAuditing({
      clock: realClock,
      tickMs: 20,
      confirmMs: 20,
      heartbeatMs: 500,
      signal: signal.signal,
    });
    await expect.poll(async () => (await sql("select id from audit_run")).length).toBe(before + 1);
    await new Promise((resolve) => setTimeout(resolve, 150));
    signal.abort();
    return kept;
  }

  it("is asked for after a run that found all well", async () => {
    await oneRun();
    expect(calls).toEqual(["GET /ping/1"]);
  });

  it("hears nothing while a promise is broken", async () => {
    await leaveMail(database);
    await oneRun();
    expect(calls).toEqual([]);
  });

  it("hears nothing while the run fails", async () => {
    await sql("revoke select on alert_step from virtual_school_worker");
    await oneRun();
    expect(calls).toEqual([]);
    await sql("grant select on alert_step to virtual_school_worker");
  });

  it("hears nothing while no worker sends", async () => {
    await sql("delete from worker_heartbeat");
    await oneRun();
    expect(calls).toEqual([]);
  });

  it("is not followed anywhere else, and may refuse", async () => {
    status = 302;
    await oneRun();
    expect(calls).toEqual(["GET /ping/1"]);
    status = 500;
    await oneRun();
    expect(calls).toHaveLength(2);
    expect(await askAuditz()).toEqual(green);
  });

  it("may never answer: the auditor goes on without it", async () => {
    status = 0;
    const began = Date.now();
    await oneRun();
    expect(calls).toHaveLength(1);
    expect(Date.now() - began).toBeLessThan(3_000);
  });
});
