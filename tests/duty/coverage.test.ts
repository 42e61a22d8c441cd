import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCalendar } from "#tests/factories/calendars";
import { londonInstant } from "~/domain/calendars/calendars.clocks";
import { type StepWho, stepWhos } from "~/domain/duty/escalation-steps";
import { type CoveredSchool, newHoles, proveCoverage } from "~/domain/duty/internal/coverage";
import { quarterHoursOf, unreached } from "~/domain/duty/internal/quarter-hours";
import { momentOf, type RotaFacts, type RotaPerson, rotaOf } from "~/domain/duty/internal/rota";
import { whoIsTold } from "~/domain/duty/internal/who-is-told";
import type { Role } from "~/platform/actor";

const at = (wall: string) => londonInstant(wall.slice(0, 10), wall.slice(11));
const quarterHourMs = 15 * 60_000;

const person = (role: Role, changes: Partial<RotaPerson> = {}): RotaPerson => ({
  name: role,
  held: [{ role, from: "2020-08-01", to: null }],
  absences: [],
  isReachable: true,
  ...changes,
});

const away = (from: string, until: string) => ({ absences: [{ from: at(from), until: at(until) }] });

function facts(changes: Partial<RotaFacts> = {}): RotaFacts {
  return {
    calendar: aCalendar(),
    turns: [1, 2, 3, 4, 5].map((weekday) => ({
      areaId: "north",
      weekday,
      personId: "ailsa",
      deputeId: "calum",
    })),
    covers: [],
    fallbacks: [],
    people: new Map([
      ["ailsa", person("lead")],
      ["calum", person("lead")],
      ["morag", person("vs_head_teacher")],
      ["fiona", person("head_of_inclusion")],
    ]),
    ...changes,
  };
}

const withPeople = (changes: Record<string, RotaPerson>) =>
  facts({ people: new Map([...facts().people, ...Object.entries(changes)]) });

const told = (given: RotaFacts, who: StepWho, wall: string) =>
  whoIsTold(rotaOf(given), who, { areaId: "north", moment: momentOf(given.calendar, at(wall)) });

describe("who is told", () => {
  it("is the pair of the day, then the head teacher, then the Head of Inclusion", () => {
    const all = stepWhos.map((who) => told(facts(), who, "2026-11-23 10:00").personIds);
    expect(all).toEqual([["ailsa"], ["calum"], ["morag"], ["fiona"]]);
  });

  it("is the cover of a day in the place of the weekly turn", () => {
    const given = facts({
      covers: [{ areaId: "north", day: "2026-11-23", personId: "morag", deputeId: "ailsa" }],
    });
    expect(told(given, "duty_person", "2026-11-23 10:00").personIds).toEqual(["morag"]);
    expect(told(given, "depute", "2026-11-23 10:00").personIds).toEqual(["ailsa"]);
    expect(told(given, "duty_person", "2026-11-24 10:00").personIds).toEqual(["ailsa"]);
  });

  it("on the evening before a covered day is the cover already", () => {
    const given = facts({
      covers: [{ areaId: "north", day: "2026-11-24", personId: "morag", deputeId: "ailsa" }],
    });
    expect(told(given, "duty_person", "2026-11-23 17:00").personIds).toEqual(["morag"]);
  });

  it.each([
    ["2026-11-23 09:59", "ailsa", "before"],
    ["2026-11-23 10:00", "calum", "from the first minute"],
    ["2026-11-23 12:59", "calum", "to the last"],
    ["2026-11-23 13:00", "ailsa", "after"],
  ])("%s: %s, %s an absence", (wall, expected) => {
    const given = withPeople({ ailsa: person("lead", away("2026-11-23 10:00", "2026-11-23 13:00")) });
    expect(told(given, "duty_person", wall).personIds).toEqual([expected]);
  });

  it("passes over whoever is away when they would answer, not whoever is away when it is raised", () => {
    const given = withPeople({ ailsa: person("lead", away("2026-11-23 16:00", "2026-11-24 08:30")) });
    expect(told(given, "duty_person", "2026-11-23 20:00").personIds).toEqual(["ailsa"]);
  });

  it("passes over whoever leaves before they would answer, or starts after they are told", () => {
    const leaving = withPeople({
      ailsa: person("lead", { held: [{ role: "lead", from: "2020-08-01", to: "2026-11-23" }] }),
    });
    expect(told(leaving, "duty_person", "2026-11-23 20:00")).toEqual({
      personIds: ["calum"],
      passedOver: [{ personId: "ailsa", why: "left" }],
    });
    const starting = withPeople({
      ailsa: person("lead", { held: [{ role: "lead", from: "2026-11-24", to: null }] }),
    });
    expect(told(starting, "duty_person", "2026-11-23 20:00").personIds).toEqual(["calum"]);
    expect(told(starting, "duty_person", "2026-11-24 00:00").personIds).toEqual(["ailsa"]);
  });

  it("passes over whoever no message reaches", () => {
    const given = withPeople({ morag: person("vs_head_teacher", { isReachable: false }) });
    expect(told(given, "vs_head_teacher", "2026-11-23 10:00")).toEqual({
      personIds: [],
      passedOver: [{ personId: "morag", why: "unreachable" }],
    });
  });

  it("is whoever was named to stand in, only while that lasts and only when needed", () => {
    const gone = away("2026-11-23 00:00", "2026-11-25 00:00");
    const given = {
      ...withPeople({ morag: person("vs_head_teacher", gone) }),
      fallbacks: [
        {
          who: "vs_head_teacher",
          areaId: "north",
          personId: "ailsa",
          from: at("2026-11-23 00:00"),
          until: at("2026-11-24 00:00"),
        } as const,
      ],
    };
    expect(told(given, "vs_head_teacher", "2026-11-23 10:00").personIds).toEqual(["ailsa"]);
    expect(told(given, "vs_head_teacher", "2026-11-24 10:00").personIds).toEqual([]);
    expect(told(given, "vs_head_teacher", "2026-11-25 10:00").personIds).toEqual(["morag"]);
  });

  it("has a depute after the one who stands in only if somebody more was named", () => {
    const gone = away("2026-11-23 00:00", "2026-11-24 00:00");
    const given = withPeople({ ailsa: person("lead", gone) });
    expect(told(given, "duty_person", "2026-11-23 10:00").personIds).toEqual(["calum"]);
    expect(told(given, "depute", "2026-11-23 10:00").personIds).toEqual([]);
    const standIn = {
      who: "depute",
      areaId: "north",
      personId: "morag",
      from: at("2026-11-23 00:00"),
      until: at("2026-11-24 00:00"),
    } as const;
    expect(told({ ...given, fallbacks: [standIn] }, "depute", "2026-11-23 10:00").personIds).toEqual([
      "morag",
    ]);
  });
});

const school = (id: string, areaId = "north", steps: readonly StepWho[] = stepWhos): CoveredSchool => ({
  id,
  areaId,
  steps,
});
const proof = (
  given: RotaFacts,
  schools = [school("a")],
  days: [string, string] = ["2026-11-23", "2026-12-21"],
) =>
  proveCoverage({
    rota: rotaOf(given),
    schools,
    from: at(`${days[0]} 00:00`),
    until: at(`${days[1]} 00:00`),
  });

describe("coverage", () => {
  it("of a full rota has no hole", () => {
    expect(proof(facts()).holes).toEqual([]);
  });

  it("names step, area, beginning and end of a hole", () => {
    const given = withPeople({
      morag: person("vs_head_teacher", away("2026-11-26 10:00", "2026-11-26 12:00")),
    });
    expect(proof(given).holes).toEqual([
      {
        areaId: "north",
        who: "vs_head_teacher",
        from: at("2026-11-26 10:00"),
        until: at("2026-11-26 12:00"),
      },
    ]);
  });

  it("of a day off begins when the day before closes", () => {
    const given = withPeople({
      morag: person("vs_head_teacher", away("2026-11-26 00:00", "2026-11-27 00:00")),
    });
    expect(proof(given).holes).toEqual([
      {
        areaId: "north",
        who: "vs_head_teacher",
        from: at("2026-11-25 16:30"),
        until: at("2026-11-26 16:30"),
      },
    ]);
  });

  it("of an area without a rota is one hole for each step on duty", () => {
    const holes = proof(facts(), [school("a"), school("b", "south")]).holes;
    expect(holes.map(({ areaId, who }) => [areaId, who])).toEqual([
      ["south", "duty_person"],
      ["south", "depute"],
    ]);
  });

  it("over the two days on which clocks change has every quarter of an hour", () => {
    const spring = quarterHoursOf(proof(facts(), [school("a")], ["2027-03-28", "2027-03-29"]));
    const autumn = quarterHoursOf(proof(facts(), [school("a")], ["2026-10-25", "2026-10-26"]));
    expect([spring.slots, autumn.slots]).toEqual([23 * 4, 25 * 4]);
  });

  it("counts the quarters of an hour of every school that no step reaches", () => {
    const given = withPeople({
      morag: person("vs_head_teacher", away("2026-11-26 10:00", "2026-11-26 12:00")),
    });
    expect(unreached(quarterHoursOf(proof(given, [school("a"), school("b")])))).toBe(2 * 8);
  });

  it("beyond the calendar's end assumes a usual week", () => {
    expect(proof(facts(), [school("a")], ["2027-06-20", "2027-07-18"]).holes).toEqual([]);
  });

  it("without any duty hours asks who would answer at once", () => {
    expect(
      proof(facts({ calendar: aCalendar({ dutyHours: {} }) })).holes.every(
        (hole) => hole.who === "duty_person" || hole.who === "depute",
      ),
    ).toBe(true);
  });
});

describe("new holes", () => {
  const morag = (from: string, until: string) =>
    proof(withPeople({ morag: person("vs_head_teacher", away(from, until)) }));

  it("are what was no hole before", () => {
    const before = morag("2026-11-26 10:00", "2026-11-26 12:00");
    expect(newHoles(before, before)).toEqual([]);
    expect(newHoles(proof(facts()), before)).toHaveLength(1);
    expect(newHoles(before, proof(facts()))).toEqual([]);
    expect(newHoles(before, morag("2026-11-26 09:00", "2026-11-26 13:00"))).toMatchObject([
      { from: at("2026-11-26 09:00"), until: at("2026-11-26 10:00") },
      { from: at("2026-11-26 12:00"), until: at("2026-11-26 13:00") },
    ]);
  });
});

const ids = ["p0", "p1", "p2", "p3", "p4"];
const areas = ["north", "south"];
const start = at("2026-10-22 00:00");
const instantIn = fc
  .integer({ min: -200, max: 1200 })
  .map((quarter) => new Date(start.getTime() + quarter * quarterHourMs));
const stretch = fc
  .tuple(instantIn, fc.integer({ min: 1, max: 400 }))
  .map(([from, quarters]) => ({ from, until: new Date(from.getTime() + quarters * quarterHourMs) }));
const someDay = fc
  .integer({ min: -2, max: 12 })
  .map((days) => new Date(Date.parse("2026-10-22") + days * 86_400_000).toISOString().slice(0, 10));
const pair = fc
  .shuffledSubarray(ids, { minLength: 2, maxLength: 2 })
  .map(([personId = "", deputeId = ""]) => ({ personId, deputeId }));
const role = fc.constantFrom<Role>("lead", "vs_head_teacher", "head_of_inclusion");
const anyPerson = fc.record({
  name: fc.constant("somebody"),
  held: fc.array(fc.record({ role, from: someDay, to: fc.option(someDay) }), { maxLength: 2 }),
  absences: fc.array(stretch, { maxLength: 2 }),
  isReachable: fc.boolean(),
});
const anyHours = fc.constantFrom(
  aCalendar().dutyHours,
  { 1: { opensAt: "09:05", closesAt: "12:00" }, 7: { opensAt: "00:00", closesAt: "23:59" } },
  {},
);
const anyFacts: fc.Arbitrary<RotaFacts> = fc.record({
  calendar: anyHours.map((dutyHours) =>
    aCalendar({ dutyHours, terms: [{ startsOn: "2026-08-17", endsOn: "2026-10-28" }] }),
  ),
  turns: fc
    .array(fc.tuple(fc.constantFrom(...areas), fc.integer({ min: 1, max: 7 }), pair), { maxLength: 12 })
    .map((all) => all.map(([areaId, weekday, two]) => ({ areaId, weekday, ...two }))),
  covers: fc
    .array(fc.tuple(fc.constantFrom(...areas), someDay, pair), { maxLength: 4 })
    .map((all) => all.map(([areaId, day, two]) => ({ areaId, day, ...two }))),
  fallbacks: fc
    .array(
      fc.tuple(fc.constantFrom(...areas), fc.constantFrom(...stepWhos), fc.constantFrom(...ids), stretch),
      { maxLength: 4 },
    )
    .map((all) => all.map(([areaId, who, personId, time]) => ({ areaId, who, personId, ...time }))),
  people: fc
    .tuple(...ids.map(() => anyPerson))
    .map((all) => new Map(all.map((one, index) => [ids[index] ?? "", one]))),
});
const anySchools = fc
  .array(fc.tuple(fc.constantFrom(...areas), fc.shuffledSubarray([...stepWhos], { minLength: 1 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) => all.map(([areaId, steps], index) => school(`school ${index}`, areaId, steps)));

it("says the same as asking for every school, quarter of an hour and step", () => {
  fc.assert(
    fc.property(anyFacts, anySchools, fc.integer({ min: 0, max: 60 }), (given, schools, offsetMinutes) => {
      const rota = rotaOf(given);
      const from = new Date(start.getTime() + offsetMinutes * 60_000);
      const until = new Date(from.getTime() + 6 * 96 * quarterHourMs);
      const table = quarterHoursOf(proveCoverage({ rota, schools, from, until }));
      for (const one of schools) {
        const row = table.schoolIds.indexOf(one.id);
        for (let slot = 0; slot < table.slots; slot += 1) {
          const moment = momentOf(given.calendar, new Date(from.getTime() + slot * quarterHourMs));
          const asked = one.steps.map(
            (who) => whoIsTold(rota, who, { areaId: one.areaId, moment }).personIds,
          );
          const outcome = table.outcomes[table.codes[row * table.slots + slot] ?? -1];
          expect(outcome?.told).toEqual(asked);
        }
      }
    }),
    { numRuns: 30 },
  );
});
