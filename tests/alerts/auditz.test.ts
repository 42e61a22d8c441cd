import pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { ageRuns, askAuditz, audit, leaveMail, realClock, setting } from "#tests/support/auditing";
import { aDatabase } from "#tests/support/database";
import { auditDue } from "~/domain/alerts/promises.queries.server";
import { beatHeart } from "~/domain/notifications/beat-heart.server";
import { asWorker } from "~/platform/database.server";
import { keepAuditing } from "~/worker/keep-auditing.server";

const database = await aDatabase();
const sql = (text: string, values: unknown[] = []) => database.superuserQuery(text, values);
const green = { status: 200, lines: ["ok"] };
const red = (...lines: string[]) => ({ status: 503, lines });
const clearMails = () => sql("delete from outbox_mail");

let head: TestPerson;

beforeAll(async () => {
  head = await aPerson("vs_head_teacher");
});

beforeEach(async () => {
  setting({});
  await sql("delete from audit_run");
  await sql("delete from worker_heartbeat");
  await sql("delete from outbox_mail");
  await beatHeart("worker-1");
  await audit("full");
});

describe("/auditz", () => {
  it("is green while a worker lives and the last run found nothing", async () => {
    expect(await askAuditz()).toEqual(green);
  });

  it("is red before the first run", async () => {
    await sql("delete from audit_run");
    expect(await askAuditz()).toEqual(
      red("auditor: no run has finished yet", "auditor: no full run has finished yet"),
    );
  });

  it("is red when the worker is dead, and when it stopped", async () => {
    await sql("update worker_heartbeat set beat_at = now() - interval '31 seconds'");
    expect(await askAuditz()).toEqual(red("worker: none has been seen for 30 seconds"));
    await sql("delete from worker_heartbeat");
    expect(await askAuditz()).toEqual(red("worker: none has been seen for 30 seconds"));
  });

  it("is red when the last run is older than 3 minutes, and not sooner", async () => {
    await ageRuns(database, 170);
    expect(await askAuditz()).toEqual(green);
    await ageRuns(database, 11);
    expect((await askAuditz()).lines).toEqual([
      expect.stringMatching(/^auditor: the last run finished 18\d seconds ago$/),
    ]);
  });

  it("is red when the last full run is older than a day and two hours", async () => {
    await ageRuns(database, 27 * 3_600);
    await audit();
    expect((await askAuditz()).lines).toEqual([
      expect.stringMatching(/^auditor: the last full run finished \d+ seconds ago$/),
    ]);
  });

  it("is red when the auditor is switched off, at once and where only the worker knows", async () => {
    setting({ AUDITOR: "off" });
    expect(await askAuditz()).toEqual(red("auditor: switched off"));
    await sql("delete from audit_run");
    await keepAuditing({ clock: realClock, tickMs: 10, confirmMs: 10, signal: new AbortController().signal });
    expect(await sql("select id from audit_run")).toEqual([]);
    setting({ AUDITOR: "on" });
    expect((await askAuditz()).status).toBe(503);
  });

  it("is red while a promise is broken, in codes and counts, and green again after", async () => {
    await leaveMail(database);
    await leaveMail(database);
    await audit();
    expect(await askAuditz()).toEqual(red("promise: delivery_stuck 1"));
    await clearMails();
    await audit();
    expect(await askAuditz()).toEqual(green);
  });

  it("is red when raised is not open + closed + withdrawn + duplicate, and the head teacher is told", async () => {
    const { id } = await anAlert();
    await sql("update alert set state = 'closed' where id = $1", [id]);
    await sql("update alert_clock set ended_at = now() where alert_id = $1", [id]);
    await clearMails();
    await audit();
    expect(await askAuditz()).toEqual(green);
    await sql("create table kept_clock as select * from alert_clock");
    await sql("delete from alert_step");
    await sql("delete from alert_clock");
    await audit();
    expect(await askAuditz()).toEqual(red("promise: counts_do_not_add_up 1"));
    const told = await sql("select template, input ->> 'code' as code from outbox_mail");
    expect(told).toEqual(
      told.map(() => ({ template: "alerts/promise-broken", code: "counts_do_not_add_up" })),
    );
    expect(told).not.toEqual([]);
    await sql("insert into alert_clock select * from kept_clock");
    await audit();
    expect(await askAuditz()).toEqual(green);
  });

  it("stays red by what only a full run finds until a full run finds it no more, and asks for one soon", async () => {
    await sql(
      "insert into audit_line (id, at, action, subject_kind, subject_id) values (gen_random_uuid(), now(), 'alert.raised', 'alert', gen_random_uuid())",
    );
    await audit("full");
    await audit();
    expect(await askAuditz()).toEqual(red("promise: alert_lost 1"));
    await ageRuns(database, 60);
    expect(await asWorker(auditDue)).toBe("full");
    await sql("delete from audit_line");
    await audit("full");
    expect(await askAuditz()).toEqual(green);
  });
});

describe("a run that cannot finish", () => {
  const isRed = async (budgetMs?: number) => {
    expect(await audit("minute", budgetMs)).toEqual({ state: "failed" });
    expect(await askAuditz()).toEqual(red("promise: audit_failed 1"));
  };
  const isGreenAgain = async () => {
    expect(await audit()).toMatchObject({ state: "done", isOk: true });
    expect(await askAuditz()).toEqual(green);
  };

  it.each(["alert_clock", "alert_step", "outbox_mail", "alert"])(
    "is red when %s has another name",
    async (table) => {
      await sql(`alter table ${table} rename to hidden`);
      // Without an outbox nobody can be told by mail either; it is on record all the same.
      if (table === "outbox_mail") await expect(audit()).rejects.toThrow();
      else await isRed();
      expect((await askAuditz()).lines).toEqual(["promise: audit_failed 1"]);
      await sql(`alter table hidden rename to ${table}`);
      await isGreenAgain();
    },
  );

  it("is red when the worker may not read the steps any more", async () => {
    await sql("revoke select on alert_step from virtual_school_worker");
    await isRed();
    await sql("grant select on alert_step to virtual_school_worker");
    await isGreenAgain();
  });

  it("is red when a query takes longer than its budget, and gives up in time", async () => {
    const other = new pg.Client({ connectionString: database.ownerUrl });
    await other.connect();
    await other.query("begin");
    await other.query("lock table alert_clock in access exclusive mode");
    const began = Date.now();
    await isRed(200);
    expect(Date.now() - began).toBeLessThan(2_000);
    await other.query("rollback");
    await other.end();
    await isGreenAgain();
  });

  it("leaves the last run to grow old when not even that can be recorded", async () => {
    await ageRuns(database, 200);
    await sql("revoke insert on audit_run from virtual_school_worker");
    await expect(audit()).rejects.toThrow();
    expect((await askAuditz()).status).toBe(503);
    await sql("grant insert on audit_run to virtual_school_worker");
    await isGreenAgain();
  });

  it("is told to the Virtual School head teacher once", async () => {
    await sql("revoke select on alert_step from virtual_school_worker");
    await audit();
    await audit();
    const mails = await sql(
      "select input from outbox_mail where template = 'alerts/promise-broken' and to_person_id = $1",
      [head.personId],
    );
    expect(mails.map((mail) => mail.input)).toEqual([
      { code: "audit_failed", reference: null, others: 0, link: "/alerts" },
    ]);
    await sql("grant select on alert_step to virtual_school_worker");
    await clearMails();
    await isGreenAgain();
  });
});
