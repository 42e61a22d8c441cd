import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { starterCodes } from "#prisma/seed/reference";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAnsweredAlert } from "#tests/factories/alert-stages";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { anExclusion, daysFrom, stepInput, type TestExclusion } from "#tests/factories/exclusions";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aTimeOut } from "#tests/factories/time-out";
import { type RunningApp, startApp } from "#tests/support/app";
import { aCallerAs, type Caller } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";
import { addNote } from "~/domain/alerts/add-note.server";
import { addPersonInvolved } from "~/domain/alerts/add-person-involved.server";
import { agreeAction } from "~/domain/alerts/agree-action.server";
import { considerOptions } from "~/domain/alerts/consider-options.server";
import { recordMeeting } from "~/domain/alerts/record-meeting.server";
import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { recordStep } from "~/domain/exclusions/record-step.server";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { countingQueries } from "~/platform/log.server";

const database = await aDatabase();
const mail = await aMailServer();
// Row-level security asks for roles held today, so everything happens today.
const clock = fixedClock(new Date());
const many = 20;

const roles = ["virtualHead", "lead", "manager", "administrator"] as const;
type Who = (typeof roles)[number];

/** `:alert`, `:exclusion`, `:learner` and `:home` stand for the ones that everything is about. */
const pages: [Who, string][] = [
  ["virtualHead", "/"],
  ["virtualHead", "/alerts"],
  ["virtualHead", "/alerts/:alert"],
  ["virtualHead", "/exclusions"],
  ["virtualHead", "/exclusions/:exclusion"],
  ["virtualHead", "/outcomes"],
  ["virtualHead", "/outcomes/alternatives"],
  ["virtualHead", "/learners"],
  ["virtualHead", "/learners/:learner"],
  ["virtualHead", "/duty"],
  ["virtualHead", "/notifications"],
  ["virtualHead", "/calendars/:home"],
  ["lead", "/"],
  ["lead", "/alerts"],
  ["lead", "/alerts/:alert"],
  ["lead", "/alerts/:alert/options"],
  ["lead", "/alerts/:alert/people"],
  ["lead", "/alerts/:alert/action"],
  ["manager", "/"],
  ["manager", "/alerts"],
  ["manager", "/alerts/new"],
  ["manager", "/alerts/:alert"],
  ["manager", "/exclusions"],
  ["manager", "/learners"],
  ["manager", "/learners/:learner"],
  ["manager", "/learners/:learner/chronology"],
  ["administrator", "/accounts"],
  ["administrator", "/organisations"],
  ["administrator", "/reference"],
];

type Measured = { status: number; bytes: number; queries: number };
const withOne = new Map<string, Measured>();
const withMany = new Map<string, Measured>();

let app: RunningApp;
let school: TestSchool;
let alert: TestAlert;
let exclusion: TestExclusion;
let learner: TestLearner;
const people = {} as Record<Who, TestPerson>;
const callers = {} as Record<Who, Caller>;

/** One more of everything that the record of an alert lists. */
async function growRecord(index: number): Promise<void> {
  const { alternative } = starterCodes;
  const { code } = alternative[index % alternative.length] ?? { code: "" };
  const about = { alertId: alert.id, formKey: randomUUID() };
  const today = dayOf(clock.now());
  const audience = "school_and_virtual_school" as const;
  const answer = { code, answer: "will_use", why: "It helps." } as const;
  const { lead } = people;
  await addNote(lead, { ...about, text: "A note.", audience }, clock);
  await agreeAction(
    lead,
    { ...about, what: "Ring home.", personId: lead.personId, dueOn: today, audience },
    clock,
  );
  await addPersonInvolved(lead, { ...about, name: `Mx Invented ${index}`, role: "Mentor" }, clock);
  await considerOptions(lead, { ...about, seen: clock.now().toISOString(), options: [answer] }, clock);
  await recordMeeting(
    lead,
    { ...about, kind: "call", day: today, time: "00:00", attendees: ["Mx Invented"] },
    clock,
  );
}

/**
 * One more of everything that a page can list, all at one school. Answered alerts are the newest, so that every list,
 * also a short one, has somebody who coordinates: for lists without anybody no names are looked up.
 */
async function grow(from: number, to: number): Promise<void> {
  const anHourAgo = new Date(clock.now().getTime() - 3_600_000);
  const common = { school, raisedBy: people.manager };
  const yesterday = addCalendarDays(dayOf(clock.now()), -1);
  const timeOut = { at: clock.now().toISOString(), startsOn: yesterday, endsOn: undefined };
  for (let index = from; index < to; index += 1) {
    await anAlert({ ...common, at: anHourAgo, learner: await aLearner({ school }) });
    await anAnsweredAlert({ ...common, at: clock.now(), learner, lead: people.lead });
    await growRecord(index);
    await aTimeOut({ school, learner, by: people.manager, ...timeOut });
    await onNotifyList({ learnerId: learner.id, name: `Carer ${index}` });
    await anExclusion({ school, manager: people.manager, clock, ...daysFrom(dayOf(clock.now())) });
    await recordStep(
      people.manager,
      stepInput(exclusion.id, "told", { happenedOn: dayOf(clock.now()) }),
      clock,
    );
    await aSchool();
  }
}

const lines = (path: string) =>
  app.lines.filter((line) => line.includes('"message":"request"') && line.includes(`"path":"${path}"`));

/** Opens a page and reads in the server's log how many queries that took. */
async function measure(who: Who, path: string): Promise<Measured> {
  const before = lines(path).length;
  const { status, body } = await callers[who].get(path);
  await vi.waitFor(() => expect(lines(path).length).toBeGreaterThan(before), {
    timeout: 5_000,
    interval: 10,
  });
  const { queries } = JSON.parse(lines(path).at(-1) ?? "{}") as { queries: number };
  return { status, bytes: body.length, queries };
}

async function measureAll(into: Map<string, Measured>): Promise<void> {
  // Prolongs the sessions, which takes a query more, once a minute.
  for (const who of roles) await callers[who].get("/accounts/channels");
  for (const [who, page] of pages) {
    const path = page
      .replace(":alert", alert.id)
      .replace(":exclusion", exclusion.id)
      .replace(":learner", learner.id)
      .replace(":home", school.authorityId);
    into.set(`${who} ${page}`, await measure(who, path));
  }
}

beforeAll(async () => {
  school = await aSchool();
  await aYearAroundNow();
  await starterCodesInDatabase();
  people.virtualHead = await aPerson("vs_head_teacher");
  people.lead = await aPerson("lead");
  people.manager = await aPerson("designated_manager", { schoolId: school.id });
  people.administrator = await aPerson("administrator");
  learner = await aLearner({ school });
  alert = await anAnsweredAlert({
    school,
    learner,
    raisedBy: people.manager,
    lead: people.lead,
    at: clock.now(),
  });
  exclusion = await anExclusion({
    school,
    learner,
    manager: people.manager,
    clock,
    ...daysFrom(dayOf(clock.now())),
  });
  await grow(0, 1);
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
  for (const who of roles) {
    callers[who] = await aCallerAs(app, people[who]);
  }
  await measureAll(new Map());
  await measureAll(withOne);
  await grow(1, many);
  await measureAll(withMany);
}, 180_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

it.each(pages)(`for %s, %s takes as many queries with ${many} of everything as with one`, (who, page) => {
  const [one, all] = [withOne.get(`${who} ${page}`), withMany.get(`${who} ${page}`)];
  expect([one?.status, all?.status]).toEqual([200, 200]);
  expect(all?.queries).toBe(one?.queries);
  expect(one?.queries).toBeGreaterThan(1);
});

it.each<[Who, string]>([
  ["virtualHead", "/alerts"],
  ["virtualHead", "/alerts/:alert"],
  ["virtualHead", "/learners"],
  ["virtualHead", "/learners/:learner"],
  ["lead", "/"],
  ["manager", "/alerts"],
  ["manager", "/exclusions"],
  ["virtualHead", "/exclusions/:exclusion"],
  ["administrator", "/organisations"],
])("for %s, %s does show the rows that were added", (who, page) => {
  const [one, all] = [withOne.get(`${who} ${page}`), withMany.get(`${who} ${page}`)];
  expect(all?.bytes).toBeGreaterThan((one?.bytes ?? 0) + 50 * many);
});

it("a page that asks once for each row would be found", async () => {
  const askForEach = async (rows: number) => {
    const counts = { queries: 0 };
    await countingQueries(counts, () =>
      asNobody(async (tx) => {
        for (let row = 0; row < rows; row += 1)
          await tx.person.findUnique({ where: { id: randomUUID() }, select: { id: true } });
      }),
    );
    return counts.queries;
  };
  expect((await askForEach(many)) - (await askForEach(1))).toBe(many - 1);
});
