import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aChannel, allowChannels } from "#tests/factories/channels";
import { aStaffedArea } from "#tests/factories/duty";
import { aDatabase } from "#tests/support/database";
import { aNotifyServer, type NotifyServer, notifyTemplates } from "#tests/support/notify";
import { aMailServer, type MailServer } from "#tests/support/smtp";
import { stepsOf } from "#tests/support/steps";
import { fireDueSteps } from "~/domain/alerts/fire-due-steps.server";
import { env } from "~/platform/env.server";
import { askAfterMail } from "~/worker/ask-after.server";
import { sendDue } from "~/worker/send-due.server";
import { createTransport } from "~/worker/transport.server";
import { clock } from "./outbox";

const database = await aDatabase();
let mail: MailServer;
let notify: NotifyServer;
let lead: TestPerson;

beforeEach(async () => {
  [mail, notify] = [await aMailServer(), await aNotifyServer()];
  lead = await aPerson("lead", { name: "Ailsa Mackenzie" });
});

afterEach(async () => {
  await Promise.all([mail.stop(), notify.stop()]);
  await database.superuserQuery("delete from outbox_mail");
});

/** An alert of which only these people, by default one lead, were told: with nobody on duty every lead is. */
async function anAlertTo(...people: TestPerson[]): Promise<TestAlert> {
  const alert = await anAlert();
  const ids = (people.length > 0 ? people : [lead]).map((person) => person.personId);
  await database.superuserQuery("delete from outbox_mail where to_person_id <> all ($1)", [ids]);
  return alert;
}

const aTransport = () =>
  createTransport({
    ...notifyTemplates,
    SMTP_URL: mail.url,
    MAIL_FROM: env().MAIL_FROM,
    isDemo: false,
    NOTIFY_API_KEY: notify.apiKey,
    NOTIFY_BASE_URL: notify.url,
  });

const worksBy = async () => clock;
const send = () =>
  sendDue({ owner: "test", transport: aTransport(), clock: worksBy, appUrl: "http://127.0.0.1:3000" });

const noSuchMailbox = { kind: "refuse", at: "recipient", code: 550 } as const;
const noSuchNumber = {
  kind: "refuse",
  status: 400,
  error: "ValidationError",
  message: "phone_number Not valid",
} as const;

const linesOn = ({ id }: TestAlert) =>
  database.superuserQuery<{ summary: string }>(
    "select summary, at, school_id, learner_id, person_id, audience from event where about_id = $1 and kind = 'mail.undelivered' order by sequence",
    [id],
  );

/** How many of the alert's steps are due by now. */
async function stepsDue({ id }: TestAlert): Promise<number> {
  const rows = await database.superuserQuery(
    "select 1 from alert_step where alert_id = $1 and state = 'pending' and due_at <= $2",
    [id, clock.now()],
  );
  return rows.length;
}

describe("a mail about an alert that cannot be delivered", () => {
  it("is said on the alert, and the next person is asked now", async () => {
    mail.behave(noSuchMailbox);
    const alert = await anAlertTo();
    expect(await stepsDue(alert)).toBe(0);
    await send();
    expect(await linesOn(alert)).toEqual([
      {
        summary: "The mail to Ailsa Mackenzie could not be delivered",
        at: clock.now(),
        school_id: alert.school.id,
        learner_id: alert.learner?.id,
        person_id: null,
        audience: "school_and_virtual_school",
      },
    ]);
    expect(await stepsDue(alert)).toBe(1);
  });

  it("reaches the depute without waiting for a limit, and the alert says why", async () => {
    const { school, dutyPerson, depute } = await aStaffedArea({
      dutyPerson: lead,
      depute: await aPerson("lead", { name: "Callum Reid" }),
    });
    mail.behave({ ...noSuchMailbox, to: dutyPerson.email });
    const alert = await anAlert({ school });
    await send();
    await fireDueSteps({ clock });
    await send();
    expect(mail.mails.map(({ to }) => to)).toContainEqual([depute.email]);
    const [first] = await stepsOf(database, alert.id);
    expect(first).toMatchObject({
      state: "done",
      done_at: clock.now(),
      told: [depute.personId],
      note: "Ailsa Mackenzie cannot be reached: no message arrives.",
    });
  });

  it("asks nobody else while another of the people asked was reached", async () => {
    const other = await aPerson("lead", { name: "Reached Too" });
    const alert = await anAlertTo(lead, other);
    await database.superuserQuery("update outbox_mail set state = 'accepted' where to_person_id = $1", [
      other.personId,
    ]);
    mail.behave(noSuchMailbox);
    await send();
    expect(await linesOn(alert)).toHaveLength(1);
    expect(await stepsDue(alert)).toBe(0);
  });

  it("asks nobody else once somebody answered", async () => {
    mail.behave(noSuchMailbox);
    const alert = await anAlertTo();
    await database.superuserQuery("update alert_clock set acknowledged_at = now() where alert_id = $1", [
      alert.id,
    ]);
    await send();
    expect(await linesOn(alert)).toHaveLength(1);
    expect(await stepsDue(alert)).toBe(0);
  });

  it("asks nobody else when it asked for nothing", async () => {
    const alert = await anAlertTo();
    await database.superuserQuery("update outbox_mail set asks = false");
    mail.behave(noSuchMailbox);
    await send();
    expect(await linesOn(alert)).toHaveLength(1);
    expect(await stepsDue(alert)).toBe(0);
  });
});

describe("somebody who is told by two channels", () => {
  beforeEach(async () => {
    await allowChannels("email", "sms");
    await aChannel(lead, { kind: "sms", address: "+447700900123" });
  });

  it("is reached by the one that works: only that the other failed is said", async () => {
    mail.behave(noSuchMailbox);
    const alert = await anAlertTo();
    await send();
    expect(notify.messages).toHaveLength(1);
    expect((await linesOn(alert)).map((line) => line.summary)).toEqual([
      "The mail to Ailsa Mackenzie could not be delivered",
    ]);
    expect(await stepsDue(alert)).toBe(0);
  });

  it("is reached by none: the next person is asked once, whichever failed last", async () => {
    mail.behave(noSuchMailbox);
    notify.behave(noSuchNumber);
    const alert = await anAlertTo();
    await send();
    expect((await linesOn(alert)).map((line) => line.summary).sort()).toEqual([
      "The mail to Ailsa Mackenzie could not be delivered",
      "The text message to Ailsa Mackenzie could not be delivered",
    ]);
    expect(await stepsDue(alert)).toBe(1);
  });
});

describe("a text message that GOV.UK Notify accepted and could not deliver", () => {
  it("is said on the alert, and the next person is asked, when Notify says so", async () => {
    await allowChannels("email", "sms");
    await aChannel(lead, { kind: "sms", address: "+447700900123" });
    await aChannel(lead, { kind: "email", address: lead.email, isOn: false });
    const alert = await anAlertTo();
    await send();
    expect([await linesOn(alert), await stepsDue(alert)]).toEqual([[], 0]);
    for (const message of notify.messages) message.status = "permanent-failure";
    await database.superuserQuery("update outbox_mail set status_due_at = now()");
    await askAfterMail({ transport: aTransport(), clock: worksBy });
    expect((await linesOn(alert)).map((line) => line.summary)).toEqual([
      "The text message to Ailsa Mackenzie could not be delivered",
    ]);
    expect(await stepsDue(alert)).toBe(1);
  });
});

describe("the function that tells", () => {
  it("shows the worker nothing and tells nothing of a mail that is not lost", async () => {
    const alert = await anAlertTo();
    await database.superuserQuery("update outbox_mail set state = 'accepted'");
    const [mailId] = await database.superuserQuery<{ id: string }>("select id from outbox_mail limit 1");
    const told = await database.superuserQuery("select app.tell_undelivered($1, now()) as told", [
      mailId?.id,
    ]);
    expect(told).toEqual([{ told: false }]);
    expect(await linesOn(alert)).toEqual([]);
  });
});
