import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCalendar, aNeighbouringCalendar } from "#tests/factories/calendars";
import { addCalendarDays, openingsBetween } from "~/domain/calendars/calendars.clocks";
import { type Half, halves, timeOutKinds } from "~/domain/exclusions/exclusions.words";
import { openingsLost, returnDay, type Stretch } from "~/domain/exclusions/internal/openings-lost";

const ours = aCalendar();
/** A short Friday, a half day on Wednesday 25 November, and a Thursday on which this school alone is closed. */
const withHalfDays = aCalendar({
  week: { 5: 1 },
  closedDays: [
    ...ours.closedDays,
    { day: "2026-11-25", closesSchools: false, closesDuty: false, isHalfDay: true },
  ],
  exceptions: [{ day: "2026-11-26", openings: 0 }],
});

/** "2026-11-23 am" is the morning; an end that is missing has not been said. */
function out(start: string, end: string | null = null, more: Partial<Stretch> = {}): Stretch {
  const half = (words: string): Half => (words.endsWith("pm") ? "afternoon" : "morning");
  return {
    kind: "sent_home",
    startsOn: start.slice(0, 10),
    startsAt: half(start),
    endsOn: end?.slice(0, 10) ?? null,
    endsAt: end === null ? null : half(end),
    agreedOpenings: null,
    entitledOpenings: null,
    ...more,
  };
}

/** In school for so many of ten openings a week. */
const partTime = (start: string, end: string | null, agreed: number, entitled = 10) =>
  out(start, end, { kind: "part_time", agreedOpenings: agreed, entitledOpenings: entitled });

const excluded = (start: string, end: string | null = null) =>
  out(start, end, { kind: "temporary_exclusion" });

const year = { from: "2026-08-19", until: "2027-06-24" };
const lost = (stretches: Stretch[], calendar = ours, time = year) =>
  openingsLost(stretches, { calendar, ...time });

describe("openings lost", () => {
  it.each<[string, Stretch[], number]>([
    ["nothing", [], 0],
    ["a morning", [out("2026-11-23 am", "2026-11-23 am")], 1],
    ["an afternoon", [out("2026-11-23 pm", "2026-11-23 pm")], 1],
    ["a day", [out("2026-11-23 am", "2026-11-23 pm")], 2],
    ["an afternoon and the next morning", [out("2026-11-23 pm", "2026-11-24 am")], 2],
    ["a week", [out("2026-11-23 am", "2026-11-27 pm")], 10],
    ["from Friday to Monday", [out("2026-11-27 am", "2026-11-30 pm")], 4],
    ["a Saturday", [out("2026-11-28 am", "2026-11-28 pm")], 0],
    ["a weekend", [out("2026-11-28 am", "2026-11-29 pm")], 0],
    ["the September holiday", [out("2026-09-25 am", "2026-09-28 pm")], 0],
    ["around the September holiday", [out("2026-09-24 am", "2026-09-29 pm")], 4],
    ["an in-service day", [out("2027-02-17 am", "2027-02-17 pm")], 0],
    ["October week", [out("2026-10-12 am", "2026-10-16 pm")], 0],
    ["into October week", [out("2026-10-09 am", "2026-10-19 am")], 3],
    ["Christmas", [out("2026-12-22 am", "2027-01-06 am")], 3],
    ["the spring holiday", [out("2027-03-25 pm", "2027-04-12 am")], 2],
    ["the May holiday", [out("2027-05-03 am", "2027-05-04 am")], 1],
    ["the week the clocks go forward", [out("2027-03-22 am", "2027-03-25 pm")], 8],
    ["the week the clocks go back", [out("2026-10-26 am", "2026-10-30 pm")], 10],
    ["to the end of the year", [out("2027-06-23 pm", "2027-07-09 pm")], 3],
    ["two days apart", [out("2026-11-23 am", "2026-11-23 pm"), out("2026-11-25 am", "2026-11-25 pm")], 4],
    ["the same day twice", [out("2026-11-23 am", "2026-11-23 pm"), out("2026-11-23 am", "2026-11-23 pm")], 2],
    [
      "overlapping by an afternoon",
      [out("2026-11-23 am", "2026-11-23 pm"), out("2026-11-23 pm", "2026-11-24 pm")],
      4,
    ],
    [
      "one inside the other",
      [out("2026-11-23 am", "2026-11-27 pm"), out("2026-11-24 am", "2026-11-25 pm")],
      10,
    ],
    ["touching halves", [out("2026-11-23 am", "2026-11-23 am"), out("2026-11-23 pm", "2026-11-23 pm")], 2],
    ["half a timetable for a week", [partTime("2026-11-23 am", "2026-11-27 pm", 5)], 5],
    ["a tenth of a timetable for a week", [partTime("2026-11-23 am", "2026-11-27 pm", 1)], 9],
    ["no school at all, called a timetable", [partTime("2026-11-23 am", "2026-11-27 pm", 0)], 10],
    ["four of five openings, for a week", [partTime("2026-11-23 am", "2026-11-27 pm", 4, 5)], 2],
    ["half a timetable over the September holiday", [partTime("2026-09-24 am", "2026-09-29 pm", 5)], 2],
    [
      "half a timetable, excluded for a day of it",
      [partTime("2026-11-23 am", "2026-11-27 pm", 5), excluded("2026-11-24 am", "2026-11-24 pm")],
      6,
    ],
    [
      "two timetables at once: the one that takes more",
      [partTime("2026-11-23 am", "2026-11-27 pm", 5), partTime("2026-11-23 am", "2026-11-27 pm", 2)],
      8,
    ],
    [
      "excluded and sent home the same day",
      [excluded("2026-11-23 am", "2026-11-23 pm"), out("2026-11-23 am", "2026-11-23 pm")],
      2,
    ],
    ["before the time that is asked about", [out("2026-08-01 am", "2026-08-18 pm")], 0],
    ["across its beginning", [out("2026-08-10 am", "2026-08-19 am")], 1],
  ])("%s", (_, stretches, expected) => {
    expect(lost(stretches).total).toBeCloseTo(expected, 9);
    expect(lost([...stretches].reverse())).toEqual(lost(stretches));
  });

  it.each<[string, Stretch, string, number]>([
    ["on its first day, seen the same day", out("2026-11-23 pm"), "2026-11-23", 1],
    ["a week later", out("2026-11-23 am"), "2026-11-27", 10],
    ["before it begins", out("2026-11-24 am"), "2026-11-23", 0],
    ["a timetable nobody ended, after four weeks", partTime("2026-11-02 am", null, 5), "2026-11-27", 20],
  ])("without an end counts to the day that is asked about: %s", (_, stretch, until, expected) => {
    expect(lost([stretch], ours, { from: "2026-08-19", until }).total).toBe(expected);
  });

  it.each<[string, Stretch, number]>([
    ["a short Friday", out("2026-11-27 am", "2026-11-27 pm"), 1],
    ["the afternoon of a short Friday", out("2026-11-27 pm", "2026-11-27 pm"), 0],
    ["a half day", out("2026-11-25 am", "2026-11-25 pm"), 1],
    ["the afternoon of a half day", out("2026-11-25 pm", "2026-11-25 pm"), 0],
    ["a day on which this school is closed", out("2026-11-26 am", "2026-11-26 pm"), 0],
    ["the whole week", out("2026-11-23 am", "2026-11-27 pm"), 6],
  ])("go by the school's own half days: %s", (_, stretch, expected) => {
    expect(lost([stretch], withHalfDays).total).toBe(expected);
  });

  it.each<[string, Stretch, number, number]>([
    ["our holiday", out("2026-09-25 am", "2026-09-28 pm"), 0, 4],
    ["their holiday", out("2026-09-18 am", "2026-09-21 pm"), 4, 0],
    ["our October week", out("2026-10-12 am", "2026-10-16 pm"), 0, 10],
    ["their October week", out("2026-10-05 am", "2026-10-09 pm"), 10, 0],
  ])("of a host school go by the other authority's holidays: %s", (_, stretch, here, there) => {
    expect(lost([stretch]).total).toBe(here);
    expect(lost([stretch], aNeighbouringCalendar()).total).toBe(there);
  });

  it("say of which kind they are", () => {
    const of = lost([
      partTime("2026-11-23 am", "2026-11-27 pm", 5),
      excluded("2026-11-24 am", "2026-11-24 pm"),
      out("2026-11-30 am", "2026-11-30 am"),
    ]);
    expect(of.byKind).toEqual({ part_time: 4, temporary_exclusion: 2, sent_home: 1 });
    expect(of.isKnown).toBe(true);
  });

  it("say so where the calendar does not reach", () => {
    const of = lost([out("2028-11-23 am", "2028-11-23 pm")], ours, {
      from: "2026-08-19",
      until: "2028-12-01",
    });
    expect(of).toEqual({ total: 0, byKind: {}, isKnown: false });
  });

  const someDay = fc.integer({ min: 0, max: 300 }).map((days) => addCalendarDays("2026-08-19", days));
  const someStretch: fc.Arbitrary<Stretch> = fc
    .record({
      kind: fc.constantFrom(...timeOutKinds),
      startsOn: someDay,
      startsAt: fc.constantFrom(...halves),
      length: fc.integer({ min: 0, max: 40 }),
      endsAt: fc.constantFrom(...halves),
      hasEnd: fc.boolean(),
      agreed: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ kind, startsOn, startsAt, length, endsAt, hasEnd, agreed }) => ({
      kind,
      startsOn,
      startsAt,
      endsOn: hasEnd ? addCalendarDays(startsOn, length) : null,
      endsAt: hasEnd ? endsAt : null,
      agreedOpenings: kind === "part_time" ? agreed : null,
      entitledOpenings: kind === "part_time" ? 10 : null,
    }));

  it("never exceed the openings there were, whatever overlaps", () => {
    fc.assert(
      fc.property(fc.array(someStretch, { maxLength: 8 }), (stretches) => {
        const most = openingsBetween(withHalfDays, year.from, year.until) ?? 0;
        expect(lost(stretches, withHalfDays).total).toBeLessThanOrEqual(most + 1e-9);
      }),
    );
  });

  it("do not depend on the order in which they became known", () => {
    fc.assert(
      fc.property(
        fc.array(someStretch, { maxLength: 8 }),
        fc.infiniteStream(fc.nat(7)),
        (stretches, dice) => {
          const shuffled = [...stretches];
          for (let index = shuffled.length - 1; index > 0; index -= 1) {
            const other = (dice.next().value ?? 0) % (index + 1);
            [shuffled[index], shuffled[other]] = [shuffled[other] as Stretch, shuffled[index] as Stretch];
          }
          expect(lost(shuffled, withHalfDays).total).toBeCloseTo(lost(stretches, withHalfDays).total, 9);
        },
      ),
    );
  });

  it("add up over two times that follow each other", () => {
    fc.assert(
      fc.property(fc.array(someStretch, { maxLength: 5 }), someDay, (stretches, middle) => {
        const whole = lost(stretches, withHalfDays).total;
        const first = lost(stretches, withHalfDays, { from: year.from, until: middle }).total;
        const second = lost(stretches, withHalfDays, {
          from: addCalendarDays(middle, 1),
          until: year.until,
        }).total;
        expect(first + second).toBeCloseTo(whole, 9);
      }),
    );
  });

  it("are never fewer for one stretch more", () => {
    fc.assert(
      fc.property(fc.array(someStretch, { maxLength: 5 }), someStretch, (stretches, more) => {
        expect(lost([...stretches, more]).total).toBeGreaterThanOrEqual(lost(stretches).total - 1e-9);
      }),
    );
  });
});

describe("the first day back", () => {
  it.each<[string, string, number, string | null]>([
    [
      "one opening, from the morning: back in the afternoon",
      "2026-11-23 am",
      1,
      "2026-11-23 until morning of 2026-11-23",
    ],
    ["one opening, from the afternoon", "2026-11-23 pm", 1, "2026-11-24 until afternoon of 2026-11-23"],
    ["a day", "2026-11-23 am", 2, "2026-11-24 until afternoon of 2026-11-23"],
    ["three openings", "2026-11-23 am", 3, "2026-11-24 until morning of 2026-11-24"],
    ["a day and a half from the afternoon", "2026-11-23 pm", 3, "2026-11-25 until afternoon of 2026-11-24"],
    ["over the weekend", "2026-11-27 am", 4, "2026-12-01 until afternoon of 2026-11-30"],
    ["to the weekend", "2026-11-26 am", 4, "2026-11-30 until afternoon of 2026-11-27"],
    ["over the September holiday", "2026-09-24 am", 4, "2026-09-30 until afternoon of 2026-09-29"],
    ["over October week", "2026-10-09 am", 4, "2026-10-20 until afternoon of 2026-10-19"],
    ["over Christmas", "2026-12-22 am", 4, "2027-01-07 until afternoon of 2027-01-06"],
    ["starting on a Saturday", "2026-11-28 am", 2, "2026-12-01 until afternoon of 2026-11-30"],
    ["starting on a holiday", "2026-09-25 am", 2, "2026-09-30 until afternoon of 2026-09-29"],
    ["twenty school days", "2026-11-02 am", 40, "2026-11-30 until afternoon of 2026-11-27"],
    ["longer than the calendar holds", "2027-06-21 am", 40, null],
    ["to its very end", "2027-06-24 am", 2, null],
    ["in July", "2027-07-05 am", 2, null],
  ])("%s", (_, start, openings, expected) => {
    const { startsOn, startsAt } = out(start);
    const back = returnDay(ours, { startsOn, startsAt, openings });
    expect(back && `${back.returnsOn} until ${back.lastAt} of ${back.lastOn}`).toBe(expected);
  });

  it.each<[string, string, number, string]>([
    ["a short Friday is one opening", "2026-11-27 am", 2, "2026-11-30"],
    ["a half day is one opening", "2026-11-25 am", 2, "2026-11-30"],
    ["a closed day is none", "2026-11-26 am", 1, "2026-11-30"],
  ])("by the school's own calendar: %s", (_, start, openings, expected) => {
    const { startsOn, startsAt } = out(start);
    expect(returnDay(withHalfDays, { startsOn, startsAt, openings })?.returnsOn).toBe(expected);
  });

  it("loses exactly the openings of the exclusion", () => {
    const start = fc.integer({ min: 0, max: 200 }).map((days) => addCalendarDays("2026-08-19", days));
    fc.assert(
      fc.property(
        start,
        fc.constantFrom(...halves),
        fc.integer({ min: 1, max: 60 }),
        (startsOn, startsAt, openings) => {
          const back = returnDay(withHalfDays, { startsOn, startsAt, openings });
          fc.pre(back !== null);
          const stretch = {
            ...out(startsOn),
            startsAt,
            endsOn: back?.lastOn ?? null,
            endsAt: back?.lastAt ?? null,
          };
          expect(lost([stretch], withHalfDays).total).toBe(openings);
        },
      ),
    );
  });
});
