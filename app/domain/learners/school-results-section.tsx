import { formatDay } from "~/platform/format";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import type { SchoolResults } from "./school-results.queries.server";

/** "93%: 353 of 380 half days in the year up to 20 November 2026"; a share of few days is no share. */
function attendanceWords({ present, of, until }: NonNullable<SchoolResults["attendance"]>): string {
  const days = `${present} of ${of} half days in the year up to ${formatDay(until)}`;
  return of < 20 ? days : `${Math.floor((present * 100) / of)}%: ${days}`;
}

const surveys: Record<string, string> = { initial: "First destination", follow_up: "Later destination" };

/** Attendance, levels and destinations, as files of the authority brought them in. Shows nothing while there are none. */
export function SchoolResultsSection({ results }: { results: SchoolResults }) {
  const { attendance, attainment, destinations } = results;
  if (!attendance && attainment.length === 0 && destinations.length === 0) return null;
  const rows = [
    ...(attendance ? [{ key: "Attendance", value: attendanceWords(attendance) }] : []),
    ...destinations.map(({ survey, destination, on }) => ({
      key: surveys[survey] ?? survey,
      value: `${destination}, ${formatDay(on)}`,
    })),
    ...attainment.map(({ subject, level, on }) => ({
      key: `${subject}, ${formatDay(on)}`,
      value: level,
    })),
  ];
  return (
    <Section id="school-results" title="Attendance and attainment">
      <SummaryList rows={rows} />
    </Section>
  );
}
