import { weekdayNameOf, weekdays } from "~/domain/calendars/calendars.words";
import { formatDay } from "~/platform/format";
import { classNames } from "~/ui/class-names";
import type { CoveredDay } from "./coverage.queries.server";
import { dutyPaths } from "./duty.paths";

/** Weeks from Monday to Sunday; days before the first one are empty. */
function weeksOf(days: readonly CoveredDay[]): (CoveredDay | null)[][] {
  const first = days[0];
  if (!first) return [];
  const before = (new Date(`${first.day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells = [...Array.from({ length: before }, () => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    cells.slice(week * 7, week * 7 + 7),
  );
  return weeks.map((week) => [...week, ...Array.from({ length: 7 - week.length }, () => null)]);
}

/** The next four weeks, a day in each cell: covered ("OK"), with holes, or without duty. Each day leads to who is told on it. */
export function CoverageCalendar({ days, chosen }: { days: readonly CoveredDay[]; chosen: string | null }) {
  return (
    <table className="ds_table vs-calendar">
      <caption>The next four weeks</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              <span aria-hidden="true">{weekdayNameOf(weekday).slice(0, 3)}</span>
              <span className="visually-hidden">{weekdayNameOf(weekday)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week) => (
          <tr key={week.find((day) => day)?.day}>
            {week.map((day, index) => (
              <td key={day?.day ?? weekdays[index]} className={cellClass(day)}>
                {day && <DayCell day={day} isChosen={day.day === chosen} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const cellClass = (day: CoveredDay | null) =>
  classNames(
    day === null && "vs-calendar__none",
    day !== null && !day.hasDuty && "vs-calendar__closed",
    day !== null && day.missing.length > 0 && "vs-calendar__bad",
  ) || undefined;

function DayCell({ day: { day, hasDuty, missing }, isChosen }: { day: CoveredDay; isChosen: boolean }) {
  const state =
    missing.length > 0
      ? `${missing.length} ${missing.length === 1 ? "hole" : "holes"}`
      : hasDuty
        ? "OK"
        : "No duty";
  return (
    <a
      href={`${dutyPaths.coverageOf(day)}#told`}
      className="vs-calendar__day"
      aria-current={isChosen ? "date" : undefined}
    >
      <span className="visually-hidden">{`${formatDay(day)}: `}</span>
      <span className="vs-calendar__number" aria-hidden="true">
        {Number(day.slice(8))}
      </span>
      <span className="vs-calendar__state">{state}</span>
    </a>
  );
}
