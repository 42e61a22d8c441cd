import { read } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";

type Attended = { present: number; of: number; until: string };
type Attained = { subject: string; level: string; on: string };
type Destined = { survey: string; destination: string; on: string };

/**
 * What schools recorded and files brought in, as far as the actor may see it, newest first: half days in the year up to
 * `today` ("2026-11-22"), none while there is none; the last twelve levels; destinations as codes.
 */
export const schoolResultsReads = (learnerId: string, today: string) => ({
  attendance:
    read<Attended>(Prisma.sql`SELECT count(*) FILTER (WHERE a.was_present)::int AS present, count(*)::int AS of, max(a.day) AS until
    FROM learner_attendance a
    WHERE a.learner_id = ${learnerId}::uuid AND a.day > ${today}::date - 365 AND a.day <= ${today}::date
    HAVING count(*) > 0`),
  attainment:
    read<Attained>(Prisma.sql`SELECT a.subject, a.level, a.achieved_on AS "on" FROM learner_attainment a
    WHERE a.learner_id = ${learnerId}::uuid ORDER BY a.achieved_on DESC, a.subject LIMIT 12`),
  destinations:
    read<Destined>(Prisma.sql`SELECT d.survey, d.destination, d.counted_on AS "on" FROM learner_destination d
    WHERE d.learner_id = ${learnerId}::uuid ORDER BY d.counted_on DESC`),
});

type Found = { attendance: Attended[]; attainment: Attained[]; destinations: Destined[] };

/** What was recorded as the record shows it, destinations in the words of their reference list. */
export function schoolResultsShown(
  { attendance, attainment, destinations }: Found,
  labels: ReadonlyMap<string, string>,
) {
  return {
    attendance: attendance[0] ?? null,
    attainment: [...attainment],
    destinations: destinations.map((row) => ({
      ...row,
      destination: labels.get(row.destination) ?? row.destination,
    })),
  };
}

export type SchoolResults = ReturnType<typeof schoolResultsShown>;
