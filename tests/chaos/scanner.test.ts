import { afterAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aStaffedArea } from "#tests/factories/duty";
import { aLearner } from "#tests/factories/learners";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { startApp } from "#tests/support/app";
import { aCaller, type Caller, signInByMail } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";
import { fireDueSteps } from "~/domain/alerts/fire-due-steps.server";
import { fixedClock } from "~/platform/clock";
import { report, size } from "./figures";
import { type FoundForm, formsIn, linksIn, lookAt, postFromElsewhere } from "./robot";

const mails = size("SCANNED_MAILS", { full: 100, smoke: 10 });

const database = await aDatabase();
const mail = await aMailServer();
const cleanUps: (() => Promise<unknown>)[] = [mail.stop];

afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

/** Everything that says what became of alerts; looking at them is logged, and that is no change. */
async function stateOfAlerts(): Promise<unknown> {
  const rowsOf = (from: string) =>
    `(select coalesce(md5(string_agg(x::text, ',' order by x::text)), '') from ${from} x)`;
  const tables = [
    "alert",
    "alert_clock",
    "alert_step",
    "alert_fact",
    "event",
    "action",
    "membership",
    "person",
  ];
  const others = [
    "(select id, state from outbox_mail where about_kind = 'alert')",
    "(select id from session)",
    "(select * from audit_line where action like 'alert.%')",
  ];
  return database.superuserQuery(`select ${[...tables, ...others].map(rowsOf).join(", ")}`);
}

async function acknowledged(): Promise<number> {
  const rows = await database.superuserQuery("select from alert where acknowledged_at is not null");
  return rows.length;
}

/** Mails of every kind that an unanswered alert makes, until there are enough; gives the lead who is on duty. */
async function manyMails() {
  await aYearAroundNow();
  await starterCodesInDatabase();
  const area = await aStaffedArea();
  const { school, dutyPerson } = area;
  await aPerson("head_teacher", { schoolId: school.id });
  await aPerson("vs_head_teacher");
  await aPerson("head_of_inclusion");
  const learner = await aLearner({ school });
  const raisedBy = await aPerson("designated_manager", { schoolId: school.id });
  const now = Date.now();
  for (let made = 0; made < mails; ) {
    await anAlert({ school, learner, raisedBy, at: new Date(now) });
    await fireDueSteps({ clock: fixedClock(new Date(now + 48 * 3_600_000)) });
    const [row] = await database.superuserQuery<{ made: number }>(
      "select count(*)::int as made from outbox_mail where about_kind = 'alert'",
    );
    made = row?.made ?? 0;
  }
  return dutyPerson;
}

/** Each form once; signing out comes last, or nothing after it would be done by a signed-in person. */
function inGoodOrder(forms: readonly FoundForm[]): FoundForm[] {
  const once = [...new Map(forms.map((form) => [`${form.path}?${form.fields}`, form])).values()];
  const endsSession = ({ path }: FoundForm) => Number(path.startsWith("/sign-out"));
  return once.sort((one, other) => endsSession(one) - endsSession(other));
}

/** Looks at every link of the mails, and signed in at every link of those pages too; gives the forms on them. */
async function scan(caller: Caller, site: string, depth: number): Promise<FoundForm[]> {
  const forms: FoundForm[] = [];
  const seen = new Set<string>();
  let paths = mail.mails.slice(0, mails).flatMap(({ html, text }) => linksIn(`${html} ${text}`, site));
  for (let level = 0; level <= depth; level += 1) {
    const next: string[] = [];
    for (const path of paths) {
      if (seen.has(path)) continue;
      seen.add(path);
      const page = await lookAt(caller, path);
      forms.push(...formsIn(page, path));
      next.push(...linksIn(page, site));
    }
    paths = next;
  }
  return forms;
}

it(
  `a robot that opens every link in ${mails} mails and posts every form it finds answers no alert`,
  async () => {
    const dutyPerson = await manyMails();
    const app = await startApp({ database, env: { SMTP_URL: mail.url } });
    cleanUps.push(app.stop);
    await mail.waitFor(mails, 60_000);
    await expect
      .poll(() => database.superuserQuery("select from outbox_mail where state = 'queued'"))
      .toEqual([]);
    const [robot, signedIn] = [aCaller(app), aCaller(app)];
    await signInByMail(signedIn, mail, dutyPerson.email);

    const before = await stateOfAlerts();
    const found = [...(await scan(robot, app.url, 0)), ...(await scan(signedIn, app.url, 1))];
    const forms = inGoodOrder(found);
    const statuses: number[] = [];
    for (const form of forms) {
      statuses.push(...(await postFromElsewhere(robot, form)), ...(await postFromElsewhere(signedIn, form)));
    }
    report({ name: "scanner_acks", value: await acknowledged(), unit: "alerts" });
    expect(await acknowledged()).toBe(0);
    expect(await stateOfAlerts()).toEqual(before);
    expect(new Set(statuses)).toEqual(new Set([403]));

    // The same form answers the alert when the person sends it, or nothing was proven.
    const answer = forms.find(({ path }) => path.endsWith("/acknowledge"));
    if (!answer) throw new Error("no form was found that answers an alert");
    await signedIn.post(answer.path, answer.fields);
    expect(await acknowledged()).toBe(1);
  },
  60_000 + mails * 3_000,
);
