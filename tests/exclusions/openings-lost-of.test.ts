import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { theYearOf } from "#tests/factories/calendars";
import { aLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { aTimeOut, partTime } from "#tests/factories/time-out";
import { aDatabase } from "#tests/support/database";
import { saveSchoolException } from "~/domain/calendars/save-school-exception.server";
import { addOpeningsLost } from "~/domain/exclusions/add-openings-lost.server";
import { openingsLostOf, schoolYearUntil } from "~/domain/exclusions/openings-lost.queries.server";
import { chasedTimeOut, timeOutById } from "~/domain/exclusions/time-out.queries.server";
import { inHalfDays, lostThisYear } from "~/domain/exclusions/time-out.words";
import { timeOutView } from "~/domain/exclusions/time-out-view.server";
import { withdrawTimeOut } from "~/domain/exclusions/withdraw-time-out.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";

await aDatabase();
const clock = fixedClock("2026-11-30T10:00:00Z");
const untilToday = schoolYearUntil("2026-11-30");
const days = { startsOn: "2026-11-24", endsOn: "2026-11-26" } as const;

let school: TestSchool;
let lead: TestPerson;

beforeAll(async () => {
  school = await aSchool();
  await theYearOf(school.authorityId);
  lead = await aPerson("lead");
});

const lostOf = async (actor: Actor, id: string) =>
  (await asActor(actor, (tx) => openingsLostOf(tx, [id], untilToday))).get(id);

describe("openings lost", () => {
  it("are counted this school year, whatever the time out was called", async () => {
    const { learner, recorder } = await aTimeOut({ school, ...days, startsAt: "afternoon" });
    const common = { school, learner, by: recorder };
    await aTimeOut({ ...common, kind: "other_authorised", startsOn: "2026-10-09", endsOn: "2026-10-19" });
    await aTimeOut({ ...common, startsOn: "2026-06-10", endsOn: "2026-06-10" });
    expect(await lostOf(lead, learner.id)).toEqual({
      total: 9,
      byKind: { sent_home: 5, other_authorised: 4 },
      isKnown: true,
    });
  });

  it("follow the days on which the school itself does otherwise", async () => {
    const own = await aSchool();
    const administrator = await aPerson("administrator");
    const exception = { schoolId: own.id, day: "2026-11-25", name: "Boiler", openings: 1 as const };
    await saveSchoolException(administrator, exception, clock);
    const { learner } = await aTimeOut({ school: own, ...days });
    expect((await lostOf(lead, learner.id))?.total).toBe(5);
  });

  it("take the share of a part-time timetable that is not agreed", async () => {
    const { learner } = await aTimeOut({ school, ...partTime });
    const lost = await lostOf(lead, learner.id);
    expect(lost?.total).toBeCloseTo(4);
    expect(lost && lostThisYear(lost)).toBe("4 half days out of school this year");
  });

  it("leave out what was withdrawn", async () => {
    const { id, learner, recorder } = await aTimeOut({ school });
    await withdrawTimeOut(recorder, { timeOutId: id, reason: "Another learner." }, clock);
    expect(await lostOf(lead, learner.id)).toEqual({ total: 0, byKind: {}, isKnown: true });
  });

  it("are none for another school, and for somebody who sees no child", async () => {
    const { learner } = await aTimeOut({ school });
    const other = await aPerson("head_teacher", { schoolId: (await aSchool()).id });
    expect((await lostOf(other, learner.id))?.total).toBe(0);
    expect((await lostOf(await aPerson("administrator"), learner.id))?.total).toBe(0);
  });

  it("stand beside earlier alerts when a learner is chosen", async () => {
    const { learner, recorder } = await aTimeOut({ school });
    const untouched = await aLearner({ school });
    const found = [
      { id: learner.id, earlier: "1 earlier alert" },
      { id: untouched.id, earlier: null },
    ];
    expect(await addOpeningsLost(recorder, found, clock)).toEqual([
      { id: learner.id, earlier: "1 earlier alert; 2 half days out of school this year" },
      { id: untouched.id, earlier: null },
    ]);
  });
});

it.each([
  [1, "1 half day"],
  [2.55, "2.6 half days"],
  [1.04, "1 half day"],
  [12, "12 half days"],
])("%s is said as %s", (count, words) => {
  expect(inHalfDays(count)).toBe(words);
});

it.each([
  [{ total: 0, isKnown: true }, null],
  [{ total: 3, isKnown: false }, "At least 3 half days out of school this year"],
])("%j is said of a year as %s", (lost, words) => {
  expect(lostThisYear(lost)).toBe(words);
});

describe("the list of a learner", () => {
  it("shows each in words, with what somebody may do about it", async () => {
    const { learner, recorder } = await aTimeOut({ school, ...days, startsAt: "afternoon" });
    await aTimeOut({ school, learner, by: lead, ...partTime, startsOn: "2026-11-27", source: "carer" });
    const seen = (actor: Actor) =>
      asActor(actor, (tx) => timeOutView(tx, learner.id, { actor, today: "2026-11-30" }));
    const { rows, lost } = await seen(recorder);
    expect(rows).toMatchObject([
      {
        label: "Part-time timetable",
        when: "27 November 2026 to 18 December 2026",
        lines: [
          "Was too upset to stay.",
          "6 of 10 half days a week in school, agreed by Mx Invented, carer",
          "Review on 4 December 2026",
          "Carer or home",
        ],
        offers: { end: true, review: true, withdraw: false },
      },
      {
        label: "Sent home",
        when: "24 November 2026, afternoon to 26 November 2026",
        halfDays: "5 half days",
        offers: { end: true, review: false, withdraw: true },
      },
    ]);
    expect(lost).toBe("6.6 half days out of school this year");
    expect((await seen(lead)).rows.every((row) => row.offers.withdraw)).toBe(true);
  });

  it("is of somebody else's school not there", async () => {
    const { id } = await aTimeOut({ school });
    const other = await aPerson("designated_manager", { schoolId: (await aSchool()).id });
    await expect(asActor(other, (tx) => timeOutById(tx, id, "2026-11-30"))).rejects.toThrow(NotFound);
  });
});

describe("what is chased", () => {
  it("has no end, or a review that is overdue; the school sees its own, a lead all", async () => {
    const own = await aSchool();
    const manager = await aPerson("designated_manager", { schoolId: own.id });
    const make = (changes: Parameters<typeof aTimeOut>[0]) =>
      aTimeOut({ school: own, by: manager, ...changes });
    const endless = await make({ endsOn: undefined });
    const overdue = await make({ ...partTime, startsOn: "2026-11-20", reviewOn: "2026-11-27" });
    const settled = [await make({}), await make(partTime)];
    const elsewhere = await aTimeOut({ endsOn: undefined });
    const idsFor = async (actor: Actor) =>
      (await asActor(actor, (tx) => chasedTimeOut(tx, "2026-11-30"))).map((row) => row.id);
    expect(await idsFor(manager)).toEqual([overdue.id, endless.id]);
    expect(await idsFor(lead)).toEqual(expect.arrayContaining([overdue.id, endless.id, elsewhere.id]));
    for (const { id } of settled) expect(await idsFor(lead)).not.toContain(id);
    await withdrawTimeOut(manager, { timeOutId: endless.id, reason: "By mistake." }, clock);
    expect(await idsFor(manager)).toEqual([overdue.id]);
  });
});
