import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "./app";
import { aCallerAs } from "./caller";
import { aDatabase, type Database } from "./database";
import { aMailServer } from "./smtp";

/**
 * The app, running with one school: its designated manager and a lead are signed in, a learner and an alert are there,
 * and an alert of another school. Every name and address begins with "planted". Call it once, at the top of a test
 * file; it stops with the file.
 */
export async function aRunningSchool() {
  const database = await aDatabase();
  const mail = await aMailServer();
  const school = await aSchool({}, "Plantedschool Academy");
  await aYearAroundNow();
  await starterCodesInDatabase();
  const learner = await aLearner({ school, givenName: "Plantedgiven", familyName: "Plantedfamily" });
  const person = (role: "designated_manager" | "lead" | "administrator", schoolId?: string) =>
    aPerson(role, {
      name: `Planted${role}`,
      email: `planted${role}@example.org`,
      ...(schoolId ? { schoolId } : {}),
    });
  const people = {
    manager: await person("designated_manager", school.id),
    lead: await person("lead"),
    administrator: await person("administrator"),
  };
  const foreign = await anAlert();
  const alert = await anAlert({ school, learner, raisedBy: people.manager });
  const app = await startApp({ database, env: { SMTP_URL: mail.url } });
  afterAll(async () => {
    await app.stop();
    await mail.stop();
  });
  const [manager, lead] = [await aCallerAs(app, people.manager), await aCallerAs(app, people.lead)];
  return { database, app, school, learner, people, manager, lead, alert, foreign };
}

/** Everything that a request could change by mistake, as one text to compare. */
export async function writtenIn(database: Database): Promise<string> {
  const tables = [
    "alert",
    "event",
    "action",
    "audit_line",
    "outbox_mail",
    "alert_draft",
    "caseload",
    "alert_fact",
    "session",
    "membership",
    "person",
  ];
  // A mail is sent meanwhile, and a session prolonged: of these it counts which there are.
  const rowsOf = (table: string) => (["outbox_mail", "session"].includes(table) ? "id" : "*");
  const columns = tables.map(
    (table) =>
      `(select coalesce(md5(string_agg(x::text, ',' order by x::text)), '') from (select ${rowsOf(table)} from ${table}) x) as ${table}`,
  );
  const [row] = await database.superuserQuery(`select ${columns.join(", ")}`);
  return JSON.stringify(row);
}

/** The last test of a file that ran the app: its log holds nothing personal, no fault, and none of `more`. */
export function logsNothingPersonal(app: RunningApp, more: RegExp): void {
  it("logs neither names nor addresses nor anything that was typed, and no fault", async () => {
    await pause(50);
    const printed = app.lines.join("\n");
    expect(app.lines.length).toBeGreaterThan(20);
    expect(printed).not.toMatch(/planted|@example/i);
    expect(printed).not.toMatch(more);
    expect(app.lines.filter((line) => /"level":"error"/.test(line))).toEqual([]);
    // Node itself may warn of what a package does.
    expect(app.lines.filter((line) => !/^(\{|ready |\(node:|\(Use )/.test(line))).toEqual([]);
  });
}
