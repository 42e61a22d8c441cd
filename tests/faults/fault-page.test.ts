import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { type Answer, aCaller, type Caller, signInByMail, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";

const database = await aDatabase();
const mail = await aMailServer();
let app: RunningApp;
let manager: Caller;
let form: Record<string, string>;

beforeAll(async () => {
  const school = await aSchool();
  await aYearAroundNow();
  await starterCodesInDatabase();
  const learner = await aLearner({ school });
  form = {
    formKey: randomUUID(),
    schoolId: school.id,
    decisionMade: "no",
    decisionExpected: "today",
    learnerId: learner.id,
    whereNow: "in_class",
    withWhom: "Plantedadult",
    whatHappened: "Plantedhappened",
    childView: "not_asked_yet",
  };
  const person = await aPerson("designated_manager", {
    schoolId: school.id,
    email: "plantedmanager@example.org",
  });
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
  manager = aCaller(app);
  await signInByMail(manager, mail, person.email);
}, 120_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

/** The page of a fault shows a reference and nothing else; the log has one line with the same. */
async function faultOf(answer: Answer): Promise<string> {
  expect(answer.status).toBe(500);
  const words = wordsOf(answer.body);
  expect(words).toContain("Sorry, something went wrong");
  const reference = words.match(/Reference: ([0-9A-F]{8})\b/)?.[1] ?? "";
  expect(reference).toMatch(/^[0-9A-F]{8}$/);
  const line = await app.lineWith(reference);
  expect(answer.body).not.toMatch(/planted|prisma|read_line|exception|node_modules|\.ts\b|\.js:\d/i);
  return line;
}

it("a page that cannot be made shows a reference that is in the log, with where it failed", async () => {
  await database.superuserQuery("alter table read_line rename to read_line_gone");
  try {
    const line = await faultOf(await manager.get("/alerts"));
    expect(JSON.parse(line)).toMatchObject({
      level: "error",
      message: "fault",
      method: "GET",
      path: "/alerts",
    });
    const first = line;
    expect(await faultOf(await manager.get("/alerts"))).not.toBe(first);
  } finally {
    await database.superuserQuery("alter table read_line_gone rename to read_line");
  }
  expect((await manager.get("/alerts")).status).toBe(200);
});

it("a page whose reading cannot be noted is not shown", async () => {
  await database.superuserQuery("revoke insert on read_line from virtual_school_web");
  try {
    const answer = await manager.get("/alerts/new");
    expect(answer.status).toBe(200);
    const raised = await manager.post("/alerts/new", { ...form, formKey: randomUUID() });
    await faultOf(await manager.get(raised.headers.location ?? ""));
  } finally {
    await database.superuserQuery("grant insert on read_line to virtual_school_web");
  }
});

it("a fault whose message repeats what was typed tells neither the page nor the log", async () => {
  await database.superuserQuery(
    "create function repeat_words() returns trigger language plpgsql as $$ begin raise exception 'cannot store %', new.what_happened; end $$",
  );
  await database.superuserQuery(
    "create trigger repeat_words before insert on alert for each row execute function repeat_words()",
  );
  try {
    await faultOf(await manager.post("/alerts/new", form));
  } finally {
    await database.superuserQuery("drop function repeat_words cascade");
  }
  expect(await database.superuserQuery("select from alert where form_key = $1", [form.formKey])).toEqual([]);
  expect(app.lines.join("\n")).not.toMatch(/planted|@example/i);
  expect((await manager.post("/alerts/new", form)).status).toBe(302);
});
