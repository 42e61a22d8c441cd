import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { theYearOf } from "#tests/factories/calendars";
import { anAuthority, aSchool, type TestSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import {
  addSchoolDays,
  type Openings,
  openingsBetween,
  openingsOn,
} from "~/domain/calendars/calendars.clocks";
import { calendarOf, schoolCalendarOf } from "~/domain/calendars/calendars.queries.server";
import {
  saveAuthorityWeekSchema,
  saveSchoolExceptionSchema,
  saveSchoolWeekSchema,
} from "~/domain/calendars/calendars.schema";
import { saveAuthorityWeek } from "~/domain/calendars/save-authority-week.server";
import { saveClosedDay } from "~/domain/calendars/save-closed-day.server";
import { removeSchoolException, saveSchoolException } from "~/domain/calendars/save-school-exception.server";
import { saveSchoolWeek } from "~/domain/calendars/save-school-week.server";
import { enteredForSchool, schoolsWithOwnDays } from "~/domain/calendars/school-days.queries.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody, asWorker } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-20T10:02:00Z");
const audit = () =>
  database.superuserQuery("select action, person_id, subject_id, detail from audit_line order by at, action");
const calendarOfSchool = (school: TestSchool) => asNobody((tx) => schoolCalendarOf(tx, school));
const usualWeek = (changes: Partial<Record<number, Openings>> = {}) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    openings: changes[weekday] ?? ((weekday > 5 ? 0 : 2) as Openings),
  }));

let administrator: Actor;
let authority: { id: string };
let school: TestSchool;
let other: TestSchool;
beforeAll(async () => {
  administrator = await aPerson("administrator");
});
beforeEach(async () => {
  authority = await anAuthority({ isHome: false });
  await theYearOf(authority.id);
  school = await aSchool({ authority });
  other = await aSchool({ authority });
  await database.superuserQuery("delete from audit_line");
});

describe("the week of an authority", () => {
  it("holds for its schools, with one line of the audit", async () => {
    await saveAuthorityWeek(administrator, { authorityId: authority.id, week: usualWeek({ 5: 1 }) }, clock);
    const calendar = await calendarOfSchool(school);
    expect(openingsBetween(calendar, "2026-11-16", "2026-11-20")).toBe(9);
    expect(await audit()).toEqual([
      {
        action: "authority_week.saved",
        person_id: administrator.personId,
        subject_id: authority.id,
        detail: { "1": 2, "2": 2, "3": 2, "4": 2, "5": 1, "6": 0, "7": 0 },
      },
    ]);
  });

  it("can be read by the worker, whose clocks need it", async () => {
    await saveAuthorityWeek(administrator, { authorityId: authority.id, week: usualWeek({ 5: 1 }) }, clock);
    const seen = await asWorker(async (tx) => [
      (await calendarOf(tx, authority.id)).week,
      (await schoolCalendarOf(tx, school)).week,
    ]);
    expect(seen).toMatchObject([{ 5: 1 }, { 5: 1 }]);
  });

  it("of another authority is another one", async () => {
    await saveAuthorityWeek(administrator, { authorityId: authority.id, week: usualWeek({ 5: 1 }) }, clock);
    const neighbour = await anAuthority({ isHome: false });
    await theYearOf(neighbour.id);
    const theirs = await calendarOfSchool(await aSchool({ authority: neighbour }));
    expect(openingsOn(theirs, "2026-11-20")).toBe(2);
  });
});

describe("the week of one school", () => {
  it("holds for that school; the other days follow the authority, also later", async () => {
    await saveSchoolWeek(administrator, { schoolId: school.id, week: [{ weekday: 5, openings: 1 }] }, clock);
    await saveAuthorityWeek(administrator, { authorityId: authority.id, week: usualWeek({ 3: 1 }) }, clock);
    expect(openingsBetween(await calendarOfSchool(school), "2026-11-16", "2026-11-20")).toBe(8);
    expect(openingsBetween(await calendarOfSchool(other), "2026-11-16", "2026-11-20")).toBe(9);
    expect(await audit()).toContainEqual({
      action: "school_week.saved",
      person_id: administrator.personId,
      subject_id: school.id,
      detail: { "5": 1 },
    });
  });

  it("is taken back by saving it without days", async () => {
    await saveSchoolWeek(administrator, { schoolId: school.id, week: [{ weekday: 5, openings: 1 }] }, clock);
    await saveSchoolWeek(administrator, { schoolId: school.id, week: [{ weekday: 5 }] }, clock);
    expect(openingsOn(await calendarOfSchool(school), "2026-11-20")).toBe(2);
  });

  it("is not one without any open day", async () => {
    const week = usualWeek().map(({ weekday }) => ({ weekday, openings: 0 as const }));
    await expect(saveSchoolWeek(administrator, { schoolId: school.id, week }, clock)).rejects.toThrow(
      Invalid,
    );
    expect(await audit()).toEqual([]);
  });
});

describe("a day of one school", () => {
  const pipes = { day: "2026-11-18", name: "Burst pipes", openings: 0 } as const;

  it("holds for that school alone, moves its counts, and is taken out again once", async () => {
    await saveSchoolException(administrator, { schoolId: school.id, ...pipes, openings: 1 }, clock);
    await saveSchoolException(administrator, { schoolId: school.id, ...pipes }, clock);
    expect(addSchoolDays(await calendarOfSchool(school), "2026-11-17", 1)).toBe("2026-11-19");
    expect(addSchoolDays(await calendarOfSchool(other), "2026-11-17", 1)).toBe("2026-11-18");
    const ids = [school.id, other.id];
    const own = await asNobody((tx) => schoolsWithOwnDays(tx, ids, "2026-11-18"));
    expect([...own]).toEqual([school.id]);

    const out = { schoolId: school.id, day: "2026-11-18" };
    await removeSchoolException(administrator, out, clock);
    await removeSchoolException(administrator, out, clock);
    expect(addSchoolDays(await calendarOfSchool(school), "2026-11-17", 1)).toBe("2026-11-18");
    expect((await audit()).map((line) => [line.action, line.detail])).toEqual([
      ["school_exception.removed", { day: "2026-11-18" }],
      ["school_exception.saved", { day: "2026-11-18", openings: 1 }],
      ["school_exception.saved", { day: "2026-11-18", openings: 0 }],
    ]);
  });

  it("stands on the school's page from its day on, and not after it", async () => {
    await saveSchoolException(administrator, { schoolId: school.id, ...pipes }, clock);
    const entered = (day: string) => asNobody((tx) => enteredForSchool(tx, school.id, day));
    expect((await entered("2026-11-18")).days).toEqual([pipes]);
    expect((await entered("2026-11-19")).days).toEqual([]);
  });
});

it("a half day among an authority's closed days counts one opening and keeps duty open", async () => {
  const half = {
    authorityId: authority.id,
    day: "2026-12-22",
    name: "Last day",
    closes: "half_day",
  } as const;
  await saveClosedDay(administrator, half, clock);
  const calendar = await calendarOfSchool(school);
  expect(openingsOn(calendar, "2026-12-22")).toBe(1);
  await saveClosedDay(administrator, { ...half, closes: "schools" }, clock);
  expect(openingsOn(await calendarOfSchool(school), "2026-12-22")).toBe(0);
});

describe("everybody but the Virtual School head teacher and an administrator", () => {
  it.each(roles.filter((role) => !["vs_head_teacher", "administrator"].includes(role)))(
    "%s changes nothing",
    async (role) => {
      const actor = await aPerson(role);
      const day = { schoolId: school.id, day: "2026-12-01" };
      const attempts = [
        saveAuthorityWeek(actor, { authorityId: authority.id, week: usualWeek({ 5: 1 }) }, clock),
        saveSchoolWeek(actor, { schoolId: school.id, week: [] }, clock),
        saveSchoolException(actor, { ...day, name: "Mine", openings: 0 }, clock),
        removeSchoolException(actor, day, clock),
      ];
      for (const result of await Promise.allSettled(attempts))
        expect(result).toMatchObject({ status: "rejected", reason: expect.any(NotAllowed) });
      expect(await audit()).toEqual([]);
    },
  );
});

it("what is nowhere cannot be changed", async () => {
  const id = crypto.randomUUID();
  const attempts = [
    saveAuthorityWeek(administrator, { authorityId: id, week: usualWeek() }, clock),
    saveSchoolWeek(administrator, { schoolId: id, week: [] }, clock),
    saveSchoolException(administrator, { schoolId: id, day: "2026-12-01", name: "Mine", openings: 0 }, clock),
  ];
  for (const result of await Promise.allSettled(attempts))
    expect(result).toMatchObject({ status: "rejected", reason: expect.any(NotFound) });
});

describe("forms", () => {
  const id = "0b0f4cf5-3f43-4a0a-8c59-6a4f0d1f8d7e";
  const messages = (result: { error?: { issues: { message: string }[] } }) =>
    result.error?.issues.map((issue) => issue.message);
  const asTyped = (week: { weekday: number; openings: number }[]) =>
    week.map((day) => ({ weekday: String(day.weekday), openings: String(day.openings) }));

  it.each([
    [
      "no day open",
      asTyped(usualWeek({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 })),
      "Schools must be open on at least one day",
    ],
    [
      "a day missing",
      asTyped(usualWeek()).slice(1),
      "Select how long schools are open on each day of the week",
    ],
    [
      "three openings",
      asTyped([...usualWeek().slice(1), { weekday: 1, openings: 3 }]),
      "Select how long schools are open",
    ],
    [
      "a day twice",
      [...asTyped(usualWeek()).slice(1), { weekday: "2", openings: "2" }],
      "Enter each day of the week once",
    ],
  ])("refuse a week with %s", (_what, week, sentence) => {
    expect(messages(saveAuthorityWeekSchema.safeParse({ authorityId: id, week }))).toEqual([sentence]);
  });

  it("refuse a school's week with a day twice", () => {
    const week = [{ weekday: "5", openings: "1" }, { weekday: "5" }];
    expect(messages(saveSchoolWeekSchema.safeParse({ schoolId: id, week }))).toEqual([
      "Enter each day of the week once",
    ]);
  });

  it("say what a school's day lacks", () => {
    expect(messages(saveSchoolExceptionSchema.safeParse({ schoolId: id, day: "2026-02-30" }))).toEqual([
      "Enter the day",
      "Enter what it is",
      "Select how long schools are open",
    ]);
  });
});
