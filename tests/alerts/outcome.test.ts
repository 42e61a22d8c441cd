import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCalendar, aNeighbouringCalendar } from "#tests/factories/calendars";
import {
  type EndReason,
  type FactKind,
  factKinds,
  type Outcome,
  outcomes,
} from "~/domain/alerts/alerts.words";
import { checkDays } from "~/domain/alerts/internal/follow-up";
import { deriveOutcome, type Fact } from "~/domain/alerts/internal/outcome";

const calendar = aCalendar();
const raisedOn = "2026-11-02";
type Row = [kind: FactKind, happenedOn: string, openings?: number];

const asFact = ([kind, happenedOn, openings]: Row, index: number): Fact => ({
  id: `fact-${index}`,
  kind,
  happenedOn,
  openings: openings ?? null,
});

function outcomeOf(
  rows: Row[],
  endReason: EndReason | null = null,
  openingsConsidered: number | null = null,
) {
  const facts = rows.map(asFact);
  return deriveOutcome({ facts, alert: { raisedOn, endReason, openingsConsidered }, calendar });
}

// Decided on 3 November 2026: 10 school days end on 17 November, 30 on 15 December.
const notExcluded: Row = ["decision_not_excluded", "2026-11-03"];
const noLonger: Row = ["decision_no_longer_considered", "2026-11-03"];
const check10: Row = ["still_in_school_10", "2026-11-17"];
const check30: Row = ["still_in_school_30", "2026-12-15"];
const preceded: Row = ["decision_preceded_alert", "2026-11-02"];

describe("what became of an open alert", () => {
  it.each<[Outcome, string, Row[]]>([
    ["pending", "nothing is known", []],
    ["pending", "decided not to exclude, no check yet", [notExcluded]],
    ["pending", "no longer considered, no check yet", [noLonger]],
    ["pending", "a check without a decision", [check10]],
    ["pending", "an exclusion before the alert, of something else", [["excluded", "2026-11-01"]]],
    ["pending", "sent home before the alert", [["sent_home", "2026-10-30"]]],
    ["too_late", "the decision came before the alert", [preceded]],
    ["too_late", "… and the child was excluded", [preceded, ["excluded", "2026-11-02"]]],
    ["too_late", "… and was not excluded in the end", [preceded, notExcluded]],
    ["too_late", "… and was sent home", [preceded, ["sent_home", "2026-11-02"]]],
    ["too_late", "… and is still in school after 30 school days", [preceded, notExcluded, check10, check30]],
    ["went_ahead", "excluded", [["excluded", "2026-11-03", 4]]],
    ["went_ahead", "excluded on the day of the alert", [["excluded", "2026-11-02", 4]]],
    ["went_ahead", "removed from the register", [["removed_from_register", "2026-11-03"]]],
    [
      "went_ahead",
      "excluded and sent home",
      [
        ["excluded", "2026-11-03"],
        ["sent_home", "2026-11-02"],
      ],
    ],
    ["went_ahead", "excluded before a decision not to exclude", [["excluded", "2026-11-02"], notExcluded]],
    ["went_ahead", "excluded the day after the decision not to", [notExcluded, ["excluded", "2026-11-04"]]],
    ["went_ahead", "excluded on the 10th school day", [notExcluded, ["excluded", "2026-11-17"]]],
    [
      "went_ahead",
      "excluded on the 11th school day, after the check",
      [notExcluded, check10, ["excluded", "2026-11-18"]],
    ],
    ["went_ahead", "excluded on the 30th school day", [notExcluded, check10, ["excluded", "2026-12-15"]]],
    ["went_ahead", "excluded on a Saturday in between", [notExcluded, ["excluded", "2026-11-07"]]],
    [
      "went_ahead",
      "excluded although both checks say in school",
      [notExcluded, check10, check30, ["excluded", "2026-12-01"]],
    ],
    ["went_ahead", "no longer considered, then excluded", [noLonger, ["excluded", "2026-11-20"]]],
    [
      "went_ahead",
      "excluded within 30 days of the later of two decisions",
      [notExcluded, ["decision_not_excluded", "2026-11-27"], ["excluded", "2026-12-16"]],
    ],
    ["displaced", "sent home, nothing decided", [["sent_home", "2026-11-02"]]],
    ["displaced", "sent home after the decision not to exclude", [notExcluded, ["sent_home", "2026-11-10"]]],
    ["displaced", "part-time timetable", [notExcluded, ["part_time_timetable", "2026-11-10"]]],
    [
      "displaced",
      "part-time timetable found after the 10-day check",
      [notExcluded, check10, ["part_time_timetable", "2026-12-01"]],
    ],
    ["displaced", "sent home on the 30th school day", [notExcluded, check10, ["sent_home", "2026-12-15"]]],
    [
      "displaced",
      "sent home although both checks say in school",
      [notExcluded, check10, check30, ["sent_home", "2026-11-20"]],
    ],
    ["prevented", "still in school after 10 school days", [notExcluded, check10]],
    ["prevented", "no longer considered, still in school", [noLonger, check10]],
    [
      "prevented",
      "excluded on the 31st school day, for something else",
      [notExcluded, check10, ["excluded", "2026-12-16"]],
    ],
    ["prevented", "sent home on the 31st school day", [notExcluded, check10, ["sent_home", "2026-12-16"]]],
    ["prevented", "excluded before the alert", [["excluded", "2026-10-30"], notExcluded, check10]],
    ["prevented_sustained", "still in school after 30 school days", [notExcluded, check10, check30]],
    ["prevented_sustained", "the 10-day check was never made", [notExcluded, check30]],
    ["prevented_sustained", "no longer considered", [noLonger, check10, check30]],
    [
      "prevented_sustained",
      "excluded after the 30th school day",
      [notExcluded, check30, ["excluded", "2026-12-18"]],
    ],
  ])("%s: %s", (value, _what, rows) => {
    expect(outcomeOf(rows)?.value).toBe(value);
  });
});

describe("what became of a closed alert", () => {
  it.each<[Outcome, string, Row[]]>([
    ["not_known", "nothing was ever decided", []],
    ["not_known", "decided not to exclude, never checked", [notExcluded]],
    ["not_known", "checked, but nothing was decided", [check10]],
    ["prevented", "checked once", [notExcluded, check10]],
    ["prevented_sustained", "checked twice", [notExcluded, check10, check30]],
    ["went_ahead", "excluded", [["excluded", "2026-11-03", 2]]],
    ["went_ahead", "an exclusion found after closing", [notExcluded, check10, ["excluded", "2026-12-10"]]],
    ["displaced", "a sending home found after closing", [notExcluded, check10, ["sent_home", "2026-12-10"]]],
    ["too_late", "the decision came before the alert", [preceded, ["excluded", "2026-11-02"]]],
  ])("%s: %s", (value, _what, rows) => {
    expect(outcomeOf(rows, "followed_up")?.value).toBe(value);
  });

  it.each(["withdrawn_by_school", "duplicate", "not_for_virtual_school"] as const)(
    "has no outcome when it ended as %s, whatever was found",
    (endReason) => {
      expect(outcomeOf([], endReason)).toBeNull();
      expect(outcomeOf([preceded, ["excluded", "2026-11-03"]], endReason)).toBeNull();
    },
  );
});

describe("shorter than first considered", () => {
  it.each<[string, number | null, Row[], "reduced" | null]>([
    ["4 openings instead of 10", 10, [["excluded", "2026-11-03", 4]], "reduced"],
    ["as long as considered", 4, [["excluded", "2026-11-03", 4]], null],
    ["longer than considered", 2, [["excluded", "2026-11-03", 4]], null],
    ["no length named when raising", null, [["excluded", "2026-11-03", 4]], null],
    ["the length is not known", 10, [["excluded", "2026-11-03"]], null],
    [
      "two exclusions that together are shorter",
      10,
      [
        ["excluded", "2026-11-03", 4],
        ["excluded", "2026-11-20", 4],
      ],
      "reduced",
    ],
    [
      "two exclusions that together are not",
      8,
      [
        ["excluded", "2026-11-03", 4],
        ["excluded", "2026-11-20", 4],
      ],
      null,
    ],
    [
      "one of two without a length",
      10,
      [
        ["excluded", "2026-11-03", 4],
        ["excluded", "2026-11-20"],
      ],
      null,
    ],
    ["removed from the register", 10, [["removed_from_register", "2026-11-03"]], null],
    ["sent home only", 10, [["sent_home", "2026-11-03", 1]], null],
    ["decided before the alert", 10, [preceded, ["excluded", "2026-11-02", 4]], null],
  ])("%s", (_what, considered, rows, remark) => {
    expect(outcomeOf(rows, null, considered)?.remark).toBe(remark);
  });
});

describe("the facts it rests on", () => {
  it("are the exclusions that count, oldest first", () => {
    const derived = outcomeOf([
      ["excluded", "2026-11-20"],
      notExcluded,
      ["excluded", "2026-11-02"],
      ["excluded", "2026-10-01"],
    ]);
    expect(derived?.restsOn.map((fact) => fact.happenedOn)).toEqual(["2026-11-02", "2026-11-20"]);
  });

  it("are the decision and the checks when the child stayed in school", () => {
    const derived = outcomeOf([check10, notExcluded]);
    expect(derived?.restsOn.map((fact) => fact.kind)).toEqual([
      "decision_not_excluded",
      "still_in_school_10",
    ]);
  });
});

describe("whatever the facts", () => {
  const day = fc
    .integer({ min: 0, max: 70 })
    .map((count) => new Date(Date.UTC(2026, 9, 20 + count)).toISOString().slice(0, 10));
  const fact = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom(...factKinds),
    happenedOn: day,
    openings: fc.option(fc.integer({ min: 1, max: 20 })),
  });
  const facts = fc.uniqueArray(fact, { maxLength: 8, selector: ({ id }) => id });
  const alert = fc.record({
    raisedOn: fc.constant(raisedOn),
    endReason: fc.constantFrom(null, "followed_up" as const),
    openingsConsidered: fc.option(fc.integer({ min: 1, max: 20 })),
  });

  it("their order does not matter", () => {
    const shuffled = facts.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, alert, ([list, other], about) => {
        const [one, two] = [list, other].map((given) =>
          deriveOutcome({ facts: given, alert: about, calendar }),
        );
        expect(two).toEqual(one);
      }),
    );
  });

  it("one of the seven values comes out, and rests on facts that were given", () => {
    fc.assert(
      fc.property(facts, alert, (list, about) => {
        const derived = deriveOutcome({ facts: list, alert: about, calendar });
        expect(outcomes).toContain(derived?.value);
        for (const used of derived?.restsOn ?? []) expect(list).toContain(used);
      }),
    );
  });

  it("one more exclusion of this incident never makes it look better", () => {
    fc.assert(
      fc.property(facts, alert, (list, about) => {
        const more = [
          ...list,
          { id: "more", kind: "excluded" as const, happenedOn: raisedOn, openings: null },
        ];
        expect(["too_late", "went_ahead"]).toContain(
          deriveOutcome({ facts: more, alert: about, calendar })?.value,
        );
      }),
    );
  });

  it("nothing but a check makes it a success", () => {
    fc.assert(
      fc.property(facts, alert, (list, about) => {
        const unchecked = list.filter(({ kind }) => !kind.startsWith("still_in_school"));
        const value = deriveOutcome({ facts: unchecked, alert: about, calendar })?.value;
        expect(["prevented", "prevented_sustained"]).not.toContain(value);
      }),
    );
  });
});

describe("the days of the checks", () => {
  it.each([
    ["2026-11-03", "2026-11-17", "2026-12-15"],
    ["2026-10-02", "2026-10-23", "2026-11-20"],
    ["2026-11-07", "2026-11-20", "2026-12-18"],
  ])("decided on %s: %s and %s", (decidedOn, first, second) => {
    const assumed = { isAssumed: false };
    expect(checkDays(decidedOn, calendar)).toEqual({
      first: { day: first, ...assumed },
      second: { day: second, ...assumed },
    });
  });

  it("follow the school's own authority", () => {
    expect(checkDays("2026-09-11", calendar).first.day).toBe("2026-09-29");
    expect(checkDays("2026-09-11", aNeighbouringCalendar()).first.day).toBe("2026-09-29");
    expect(checkDays("2026-09-10", calendar).first.day).toBe("2026-09-24");
    expect(checkDays("2026-09-10", aNeighbouringCalendar()).first.day).toBe("2026-09-28");
  });

  it("are assumed, and said to be, beyond the calendar", () => {
    const { first, second } = checkDays("2027-06-10", calendar);
    expect(first).toEqual({ day: "2027-06-24", isAssumed: false });
    expect(second).toEqual({ day: "2027-07-22", isAssumed: true });
  });
});
