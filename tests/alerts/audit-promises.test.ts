import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aStaffedArea, type StaffedArea } from "#tests/factories/duty";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aDatabase } from "#tests/support/database";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { auditPromises } from "~/domain/alerts/audit-promises.server";
import { openPromises } from "~/domain/alerts/promises.queries.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { delaysIn } from "./delays";

const database = await aDatabase();
const clockAt = (time: string) => fixedClock(`2026-11-23T${time}:00Z`);
/** Raised at 10:02, so the first step is due at 10:17. */
const audit = (time = "10:10", kind: "minute" | "full" = "minute") =>
  auditPromises({ clock: async () => clockAt(time), kind, pause: async () => true });
const sql = (text: string, values: unknown[] = []) => database.superuserQuery(text, values);

let area: StaffedArea;
let learner: TestLearner;
let manager: TestPerson;
let head: TestPerson;

beforeAll(async () => {
  area = await aStaffedArea();
  learner = await aLearner({ school: area.school });
  manager = await aPerson("designated_manager", { schoolId: area.school.id });
  head = await aPerson("vs_head_teacher", { name: "Catriona Munro" });
});

/** Every mail that waits is accepted: what the worker does when nothing is wrong. */
const deliver = () =>
  sql("update outbox_mail set state = 'accepted', accepted_at = created_at where state = 'queued'");
const raised = () => anAlert({ school: area.school, learner, raisedBy: manager });

async function delivered(): Promise<TestAlert> {
  const alert = await raised();
  await deliver();
  return alert;
}

async function findings(time?: string, kind?: "minute" | "full") {
  const outcome = await audit(time, kind);
  return outcome.state === "done" ? outcome.findings : [];
}
const codesOf = async (id: string, time?: string, kind?: "minute" | "full") =>
  (await findings(time, kind)).filter((finding) => finding.alertId === id).map((finding) => finding.code);

const end = (...ids: string[]) =>
  sql("update alert_clock set ended_at = now() where alert_id = any ($1)", [ids]).then(() =>
    sql("update alert set state = 'closed' where id = any ($1)", [ids]),
  );

const delays = delaysIn(database, () => area.dutyPerson.personId);

describe("the auditor", () => {
  it.each(delays)("flags an alert when %s", async (_name, time, delay) => {
    const alert = await delivered();
    const neighbour = await delivered();
    await delay(alert.id);
    const found = await findings(time);
    expect(found.filter(({ alertId }) => alertId === alert.id)).not.toEqual([]);
    if (time !== "10:20" && time !== "10:18")
      expect(found.filter(({ alertId }) => alertId === neighbour.id)).toEqual([]);
    await end(alert.id, neighbour.id);
    await deliver();
  });

  it("is content with an answer and a step to come, and flags the promise that nothing looks after", async () => {
    const alert = await raised();
    await acknowledgeAlert(area.dutyPerson, { alertId: alert.id, ringWithinMinutes: 15 }, clockAt("10:05"));
    expect(await codesOf(alert.id, "10:12")).toEqual([]);
    await sql("delete from alert_step where alert_id = $1 and state = 'pending'", [alert.id]);
    expect(await codesOf(alert.id, "10:40")).toEqual(["silent_after_answer"]);
    await end(alert.id);
  });

  it("flags numbers that do not add up, and an alert that is not there any more", async () => {
    await sql(
      "insert into audit_line (id, at, action, subject_kind, subject_id) values (gen_random_uuid(), now(), 'alert.raised', 'alert', gen_random_uuid())",
    );
    expect((await findings("10:10", "full")).map(({ code }) => code)).toEqual(["alert_lost"]);
    expect(await findings("10:10", "minute")).toEqual([]);
    await sql("delete from audit_line where subject_id not in (select id from alert)");
    expect(await findings("10:10", "full")).toEqual([]);
    const alert = await delivered();
    await sql("delete from alert_step where alert_id = $1", [alert.id]);
    await sql("create table kept_clock as select * from alert_clock");
    await sql("delete from kept_clock where alert_id <> $1", [alert.id]);
    await sql("delete from alert_clock where alert_id = $1", [alert.id]);
    expect((await findings()).map(({ code }) => code).sort()).toEqual([
      "clock_disagrees",
      "counts_do_not_add_up",
    ]);
    await sql("insert into alert_clock select * from kept_clock");
    await end(alert.id);
  });
});

describe("what it finds", () => {
  const mails = () =>
    sql(
      "select input, to_person_id, about_id, asks from outbox_mail where template = 'alerts/promise-broken' and to_person_id = $1 order by created_at",
      [head.personId],
    );

  it("is mailed to the Virtual School head teacher once, stands on the board of leads, and goes when it is put right", async () => {
    await sql("delete from outbox_mail where template = 'alerts/promise-broken'");
    const [one, two] = [await delivered(), await delivered()];
    await sql("delete from outbox_mail where about_id = any ($1)", [[one.id, two.id]]);
    await audit("10:10");
    await audit("10:11");
    const sent = await mails();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      about_id: null,
      input: { code: "no_accepted_delivery", others: 1, link: "/alerts" },
    });
    const seenBy = async (person: TestPerson) =>
      (await asActor(person, openPromises)).map(({ code, reference }) => `${code} ${reference}`).sort();
    const both = [`no_accepted_delivery ${one.reference}`, `no_accepted_delivery ${two.reference}`].sort();
    expect(await seenBy(area.dutyPerson)).toEqual(both);
    expect(await seenBy(head)).toEqual(both);
    expect(await seenBy(manager)).toEqual([]);
    expect(await seenBy(await aPerson("vs_teacher"))).toEqual([]);
    await end(one.id);
    await audit("10:12");
    expect(await seenBy(head)).toEqual([`no_accepted_delivery ${two.reference}`]);
    await end(two.id);
    await audit("10:13");
    expect(await seenBy(head)).toEqual([]);
    expect(await mails()).toHaveLength(1);
    await deliver();
  });

  it("is nothing when it is gone at the second look", async () => {
    const alert = await raised();
    const outcome = await auditPromises({
      clock: async () => clockAt("10:10"),
      kind: "minute",
      pause: async () => {
        await deliver();
        return true;
      },
    });
    expect(outcome).toMatchObject({ state: "done", isOk: true });
    await end(alert.id);
  });

  it("is not recorded when there is no time for the second look", async () => {
    const alert = await raised();
    const before = await sql("select count(*)::int from audit_run");
    expect(
      await auditPromises({ clock: async () => clockAt("10:10"), kind: "minute", pause: async () => false }),
    ).toEqual({ state: "busy" });
    expect(await sql("select count(*)::int from audit_run")).toEqual(before);
    await end(alert.id);
    await deliver();
  });
});
