import { expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aCalendar, theYearOf } from "#tests/factories/calendars";
import { aStaffedArea, type StaffedArea } from "#tests/factories/duty";
import { aLearner } from "#tests/factories/learners";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { fixedClock } from "~/platform/clock";
import { report, size } from "./figures";
import { type Happening, liveThrough, longestTick, type Tick, ticksAfter } from "./jumping-clock";
import { seeded } from "./seeded";

const schools = size("SCHOOLS", { full: 190, smoke: 4 });
const alerts = size("YEAR_ALERTS", { full: 950, smoke: 12 });
const random = seeded(size("SEED", { full: 2026, smoke: 7 }));
const areas = 3;

const database = await aDatabase();
const minute = 60_000;
const [from, until] = [Date.parse("2026-08-01T00:00:00Z"), Date.parse("2027-08-01T00:00:00Z")];
/** Nothing new begins after this, so that the last clock runs out within the year. */
const lastRaised = Date.parse("2027-07-12T00:00:00Z");
const clockChanges = [Date.parse("2026-10-25T01:00:00Z"), Date.parse("2027-03-28T01:00:00Z")];

type Place = Awaited<ReturnType<typeof aPlace>>;

async function aPlace(area: StaffedArea) {
  const school = await aSchool({ area: { id: area.areaId } });
  const learner = await aLearner({ school });
  return { area, school, learner, raisedBy: await aPerson("designated_manager", { schoolId: school.id }) };
}

async function theCouncil(): Promise<Place[]> {
  await theYearOf((await theHomeAuthority()).id);
  await aPerson("vs_head_teacher");
  await aPerson("head_of_inclusion");
  const staffed: StaffedArea[] = [];
  while (staffed.length < areas) staffed.push(await aStaffedArea());
  const places: Place[] = [];
  for (let index = 0; index < schools; index += 1) {
    const area = staffed[index % areas];
    if (area) places.push(await aPlace(area));
  }
  return places;
}

/** At any minute of the year, and every tenth one in the two days before the clocks change. */
function momentOf(index: number): number {
  const change = clockChanges[(index / 10) % 2];
  const moment = change
    ? change - Math.floor(random() * 2 * 24 * 60) * minute
    : from + Math.floor(random() * (lastRaised - from));
  return Math.floor(moment / 1_000) * 1_000;
}

/** Alerts of all schools in turn; every other one is answered within three hours, and the promised call never comes. */
function theYear(places: readonly Place[]): Happening[] {
  const happenings: Happening[] = [];
  for (let index = 0; index < alerts; index += 1) {
    const place = places[index % places.length];
    if (!place) continue;
    const { area, ...who } = place;
    const raisedAt = momentOf(index);
    const decisionExpected = random() < 0.5 ? ("today" as const) : ("not_known" as const);
    const raised = { id: "" };
    happenings.push({
      at: raisedAt,
      run: async (at) => Object.assign(raised, await anAlert({ ...who, at, decisionExpected })),
    });
    if (index % 2 === 0) continue;
    const input = () => ({ alertId: raised.id, ringWithinMinutes: 15 });
    happenings.push({
      at: raisedAt + Math.floor((1 + random() * 180) * minute),
      run: (at) => acknowledgeAlert(area.dutyPerson, input(), fixedClock(at)),
    });
  }
  return happenings.sort((one, other) => one.at - other.at);
}

type Step = { alertId: string; dueAt: Date; doneAt: Date | null; state: string; raisedAt: Date };

const steps = () =>
  database.superuserQuery<Step>(
    `select s.alert_id as "alertId", s.due_at as "dueAt", s.done_at as "doneAt", s.state, c.raised_at as "raisedAt"
       from alert_step s join alert_clock c using (alert_id)`,
  );

/** Milliseconds from the due time to the firing, without those that passed because ticks were dropped; until the end when it never was. */
function lateness({ dueAt, doneAt }: Step, ticks: readonly Tick[]): number {
  const due = dueAt.getTime();
  const { first, live } = ticksAfter(ticks, due);
  return (doneAt?.getTime() ?? until) - due - (live - first);
}

const london = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/London",
  hourCycle: "h23",
  ...{
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  },
});
const closedDays = aCalendar().closedDays.flatMap(({ day, closesDuty }) => (closesDuty ? day : []));

/** By the clock on the wall, worked out otherwise than the app does. */
function isAtWork(moment: Date): boolean {
  const part = Object.fromEntries(london.formatToParts(moment).map(({ type, value }) => [type, value]));
  const time = `${part.hour}:${part.minute}`;
  const isWeekend = part.weekday?.startsWith("S") ?? true;
  const isClosed = closedDays.includes(`${part.year}-${part.month}-${part.day}`);
  return !isWeekend && !isClosed && time >= "08:30" && time < "16:30";
}

it(
  `every step of ${alerts} alerts at ${schools} schools is fired within a tick of its time, through a year by a clock that jumps`,
  async () => {
    const places = await theCouncil();
    const ticks = await liveThrough({ from, until, happenings: theYear(places), random });
    const all = await steps();
    const late = Math.max(...all.map((step) => lateness(step, ticks)));
    report(
      { name: "step_late_max_s", value: Math.round(late) / 1_000, unit: "s" },
      { name: "year_alerts", value: new Set(all.map((step) => step.alertId)).size, unit: "alerts" },
      { name: "year_steps", value: all.filter(({ state }) => state === "done").length, unit: "steps" },
      { name: "year_ticks", value: ticks.length, unit: "ticks" },
    );
    expect(late).toBeLessThanOrEqual(longestTick);
    expect(new Set(all.map((step) => step.alertId)).size).toBe(alerts);
    expect(all.filter(({ state }) => state !== "done" && state !== "cancelled")).toEqual([]);
    const isEarly = ({ state, dueAt, doneAt }: Step) => state === "done" && doneAt !== null && doneAt < dueAt;
    expect(all.filter(isEarly)).toEqual([]);
    expect(all.filter(({ dueAt }) => !isAtWork(dueAt))).toEqual([]);
    // Clocks that ran across each change, and ticks that were dropped when something was due: else nothing was proven.
    for (const change of clockChanges)
      expect(all.some((step) => step.raisedAt.getTime() < change && change < step.dueAt.getTime())).toBe(
        true,
      );
    expect(ticks.filter(({ isDropped }) => isDropped).length).toBeGreaterThan(ticks.length / 50);
  },
  60_000 + alerts * 1_500,
);
