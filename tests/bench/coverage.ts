import { aCalendar } from "#tests/factories/calendars";
import { stepWhos } from "~/domain/duty/escalation-steps";
import { proveCoverage } from "~/domain/duty/internal/coverage";
import { quarterHoursOf, unreached } from "~/domain/duty/internal/quarter-hours";
import { type RotaFacts, type RotaPerson, rotaOf } from "~/domain/duty/internal/rota";

const from = new Date("2026-11-23T00:00:00Z");
const hourMs = 3_600_000;
const until = new Date(from.getTime() + 28 * 24 * hourMs);
const rounds = 9;

/** One big authority: 190 schools in 3 areas, 25 people, of whom each is away twice in four weeks. */
function bigAuthority(): { facts: RotaFacts; schools: Parameters<typeof proveCoverage>[0]["schools"] } {
  const areas = ["north", "east", "south"];
  const ids = Array.from({ length: 25 }, (_, index) => `person-${index}`);
  const away = (start: number, hours: number) => ({
    from: new Date(from.getTime() + start * hourMs),
    until: new Date(from.getTime() + (start + hours) * hourMs),
  });
  const person = (index: number): RotaPerson => ({
    name: `Person ${index}`,
    held: [
      {
        role: (["head_of_inclusion", "vs_head_teacher"] as const)[index] ?? "lead",
        from: "2020-08-01",
        to: null,
      },
    ],
    absences: [away(index * 25, 8), away(300 + index * 13, 30)],
    isReachable: true,
  });
  const at = (index: number) => ids[2 + (index % 23)] ?? "";
  const facts: RotaFacts = {
    calendar: aCalendar(),
    people: new Map(ids.map((id, index) => [id, person(index)])),
    turns: areas.flatMap((areaId, area) =>
      [1, 2, 3, 4, 5].map((weekday) => ({
        areaId,
        weekday,
        personId: at(area * 5 + weekday),
        deputeId: at(area * 5 + weekday + 1),
      })),
    ),
    covers: areas.map((areaId, area) => ({
      areaId,
      day: "2026-12-02",
      personId: at(area),
      deputeId: at(area + 9),
    })),
    fallbacks: [],
  };
  const schools = Array.from({ length: 190 }, (_, index) => ({
    id: `school-${index}`,
    areaId: areas[index % 3] ?? "",
    steps: stepWhos,
  }));
  return { facts, schools };
}

function fastest(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times.slice(1));
}

/** The proof for 190 schools and 28 days of quarter hours, beside one pass that only reads the array it fills. */
export function figures() {
  const { facts, schools } = bigAuthority();
  const prove = () => {
    const table = quarterHoursOf(proveCoverage({ rota: rotaOf(facts), schools, from, until }));
    return { table, holes: unreached(table) };
  };
  const { table, holes } = prove();
  const value = fastest(prove);
  const floor = fastest(() => table.codes.reduce((sum, code) => sum + code, 0));
  const round = (number: number) => Number(number.toFixed(2));
  const slots = table.schoolIds.length * table.slots;
  return [
    {
      name: "coverage_190_schools_ms",
      value: round(value),
      unit: "ms",
      floor: round(floor),
      ratio: round(value / floor),
      slots,
      holes,
    },
  ];
}
