import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { isSchoolDay, isStaffed, londonInstant, usualDutyHours } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import {
  saveClosedDaySchema,
  saveDutyHoursSchema,
  saveTermSchema,
} from "~/domain/calendars/calendars.schema";
import { currentClock } from "~/domain/calendars/clock.server";
import { removeClosedDay, saveClosedDay } from "~/domain/calendars/save-closed-day.server";
import { saveDutyHours } from "~/domain/calendars/save-duty-hours.server";
import { removeTerm, saveTerm } from "~/domain/calendars/save-term.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { readEnv, setEnv } from "~/platform/env.server";
import { Invalid, NotAllowed } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-20T10:02:00Z");
const audit = () =>
  database.superuserQuery("select action, person_id, subject_id, detail from audit_line order by at, action");
const theCalendar = () => asNobody((tx) => calendarOf(tx, home.id));

let headTeacher: Actor;
let home: { id: string };
beforeAll(async () => {
  headTeacher = await aPerson("vs_head_teacher");
  home = await anAuthority();
});

const term = (startsOn: string, endsOn: string) => ({
  authorityId: home.id,
  name: "A term",
  startsOn,
  endsOn,
});

describe("terms", () => {
  it("are added and changed, with an audit line each", async () => {
    await saveTerm(headTeacher, term("2026-08-17", "2026-10-02"), clock);
    await saveTerm(headTeacher, term("2026-08-17", "2026-10-09"), clock);
    await saveTerm(headTeacher, term("2026-10-19", "2026-12-22"), clock);
    expect((await theCalendar()).terms).toEqual([
      { startsOn: "2026-08-17", endsOn: "2026-10-09" },
      { startsOn: "2026-10-19", endsOn: "2026-12-22" },
    ]);
    expect(await audit()).toHaveLength(3);
    expect((await audit()).at(-1)).toMatchObject({
      action: "term.saved",
      person_id: headTeacher.personId,
      subject_id: home.id,
    });
  });

  it.each([
    ["2026-08-10", "2026-08-17"],
    ["2026-10-09", "2026-10-18"],
    ["2026-08-18", "2026-08-19"],
    ["2026-08-01", "2026-12-31"],
    ["2026-08-17", "2026-10-19"],
  ])("do not overlap: %s to %s", async (startsOn, endsOn) => {
    await expect(saveTerm(headTeacher, term(startsOn, endsOn), clock)).rejects.toThrow(Invalid);
  });

  it("of another authority may overlap", async () => {
    const neighbour = await anAuthority({ isHome: false });
    await saveTerm(headTeacher, { ...term("2026-08-12", "2026-10-02"), authorityId: neighbour.id }, clock);
    expect((await asNobody((tx) => calendarOf(tx, neighbour.id))).terms).toHaveLength(1);
  });

  it("are taken out again, once", async () => {
    await saveTerm(headTeacher, term("2027-01-06", "2027-03-25"), clock);
    const before = (await audit()).length;
    await removeTerm(headTeacher, { authorityId: home.id, startsOn: "2027-01-06" }, clock);
    await removeTerm(headTeacher, { authorityId: home.id, startsOn: "2027-01-06" }, clock);
    expect((await theCalendar()).terms).toHaveLength(2);
    expect(await audit()).toHaveLength(before + 1);
  });
});

describe("closed days", () => {
  const close = (closes: "schools_and_duty" | "schools" | "duty") =>
    saveClosedDay(
      headTeacher,
      { authorityId: home.id, day: "2026-11-27", name: "Local holiday", closes },
      clock,
    );
  const noon = londonInstant("2026-11-27", "12:00");

  it.each([
    ["schools_and_duty", false, false],
    ["schools", false, true],
    ["duty", true, false],
  ] as const)("close %s: school day %s, staffed %s", async (closes, schoolDay, staffed) => {
    await close(closes);
    const calendar = await theCalendar();
    expect(calendar.closedDays).toHaveLength(1);
    expect([isSchoolDay(calendar, "2026-11-27"), isStaffed(calendar, noon)]).toEqual([schoolDay, staffed]);
    expect(await audit()).toContainEqual({
      action: "closed_day.saved",
      person_id: headTeacher.personId,
      subject_id: home.id,
      detail: { day: "2026-11-27", closes },
    });
  });

  it("are opened again", async () => {
    await removeClosedDay(headTeacher, { authorityId: home.id, day: "2026-11-27" }, clock);
    expect(isSchoolDay(await theCalendar(), "2026-11-27")).toBe(true);
    expect(await audit()).toContainEqual(
      expect.objectContaining({ action: "closed_day.removed", detail: { day: "2026-11-27" } }),
    );
  });
});

describe("duty hours", () => {
  it("are the usual ones until an authority sets its own", async () => {
    expect((await theCalendar()).dutyHours).toEqual(usualDutyHours);
  });

  it("are set for the whole week; a day without times has none", async () => {
    const week = [
      { weekday: 1, opensAt: "09:00", closesAt: "17:00" },
      { weekday: 5, opensAt: "09:00", closesAt: "13:00" },
      { weekday: 6 },
    ];
    await saveDutyHours(headTeacher, { authorityId: home.id, week }, clock);
    await saveDutyHours(headTeacher, { authorityId: home.id, week }, clock);
    const calendar = await theCalendar();
    expect(Object.keys(calendar.dutyHours)).toEqual(["1", "5"]);
    expect(isStaffed(calendar, londonInstant("2026-11-20", "13:30"))).toBe(false);
    expect(isStaffed(calendar, londonInstant("2026-11-24", "10:00"))).toBe(false);
    expect((await audit()).filter((line) => line.action === "duty_hours.saved")).toMatchObject([
      { detail: { "1": "09:00–17:00", "5": "09:00–13:00" } },
      {},
    ]);
  });
});

describe("everybody but the Virtual School head teacher and an administrator", () => {
  it.each(roles.filter((role) => !["vs_head_teacher", "administrator"].includes(role)))(
    "%s changes nothing",
    async (role) => {
      const actor = await aPerson(role);
      const before = await audit();
      const day = { authorityId: home.id, day: "2026-12-01" };
      const attempts = [
        saveTerm(actor, term("2027-04-12", "2027-06-24"), clock),
        removeTerm(actor, { authorityId: home.id, startsOn: "2026-08-17" }, clock),
        saveClosedDay(actor, { ...day, name: "Mine", closes: "schools" }, clock),
        removeClosedDay(actor, day, clock),
        saveDutyHours(actor, { authorityId: home.id, week: [] }, clock),
      ];
      for (const result of await Promise.allSettled(attempts)) {
        expect(result).toMatchObject({ status: "rejected", reason: expect.any(NotAllowed) });
      }
      expect(await audit()).toEqual(before);
    },
  );
});

describe("the forms", () => {
  const id = "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01";
  const messages = (result: { error?: { issues: { message: string }[] } }) =>
    result.error?.issues.map(({ message }) => message);

  it.each([
    [{ day: "2026-02-30" }, "Enter the day"],
    [{ name: "" }, "Enter what it is"],
    [{ closes: "nobody" }, "Select who is closed"],
  ])("refuse a closed day with %o", (changes, sentence) => {
    const day = { authorityId: id, day: "2026-11-27", name: "Local holiday", closes: "schools", ...changes };
    expect(messages(saveClosedDaySchema.safeParse(day))).toEqual([sentence]);
  });

  it("refuse a term that ends before it starts", () => {
    const backwards = { authorityId: id, name: "A term", startsOn: "2026-10-09", endsOn: "2026-08-17" };
    expect(messages(saveTermSchema.safeParse(backwards))).toEqual(["Last day must be after the first day"]);
  });

  it.each([
    [[], "Enter duty hours for at least one day"],
    [[{ weekday: 1 }], "Enter duty hours for at least one day"],
    [[{ weekday: "1", opensAt: "16:30", closesAt: "08:30" }], "The day must end after it starts"],
    [[{ weekday: "1", opensAt: "08:30" }], "Enter both times, or neither on a day without duty"],
    [[{ weekday: "1", opensAt: "8.30", closesAt: "16:30" }], "Time must be in the format 08:30"],
    [
      [1, 1].map((weekday) => ({ weekday, opensAt: "08:30", closesAt: "16:30" })),
      "Enter each day of the week once",
    ],
  ])("refuse duty hours %o", (week, sentence) => {
    expect(messages(saveDutyHoursSchema.safeParse({ authorityId: id, week }))).toEqual([sentence]);
  });
});

describe("the clock of a request", () => {
  it("is system time, in the demo moved by the offset of the installation", async () => {
    await database.ownerQuery("update installation set clock_offset_seconds = 86400");
    const real = await currentClock();
    expect(Math.abs(real.now().getTime() - Date.now())).toBeLessThan(1000);
    setEnv(readEnv(process.env, "demo"));
    const moved = await currentClock();
    expect(Math.abs(moved.now().getTime() - Date.now() - 86_400_000)).toBeLessThan(1000);
  });
});
