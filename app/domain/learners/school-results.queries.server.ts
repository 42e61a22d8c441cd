import { codeLabels } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn, toDateColumn } from "~/platform/format";

const dayMilliseconds = 86_400_000;

/** Half days in the year up to `today`: how many there were, and at how many the learner was. */
async function attendanceOf(tx: Tx, learnerId: string, today: string) {
  const until = toDateColumn(today);
  const from = new Date(until.getTime() - 365 * dayMilliseconds);
  const groups = await tx.learnerAttendance.groupBy({
    by: ["wasPresent"],
    where: { learnerId, day: { gt: from, lte: until } },
    _count: { _all: true },
    _max: { day: true },
  });
  const count = (wasPresent: boolean) =>
    groups.find((group) => group.wasPresent === wasPresent)?._count._all ?? 0;
  const last = groups.flatMap(({ _max }) => _max.day ?? []).sort((a, b) => b.getTime() - a.getTime())[0];
  return last ? { present: count(true), of: count(true) + count(false), until: fromDateColumn(last) } : null;
}

/** What schools recorded and files brought in, as far as the actor may see it: newest first. */
export async function schoolResultsOf(tx: Tx, learnerId: string, today: string) {
  const attainment = await tx.learnerAttainment.findMany({
    where: { learnerId },
    orderBy: [{ achievedOn: "desc" }, { subject: "asc" }],
    take: 12,
    select: { subject: true, level: true, achievedOn: true },
  });
  const destinations = await tx.learnerDestination.findMany({
    where: { learnerId },
    orderBy: { countedOn: "desc" },
    select: { survey: true, destination: true, countedOn: true },
  });
  const labels = destinations.length > 0 ? await codeLabels(tx, "destination", today) : new Map();
  return {
    attendance: await attendanceOf(tx, learnerId, today),
    attainment: attainment.map(({ achievedOn, ...row }) => ({ ...row, on: fromDateColumn(achievedOn) })),
    destinations: destinations.map(({ destination, countedOn, survey }) => ({
      survey,
      destination: String(labels.get(destination) ?? destination),
      on: fromDateColumn(countedOn),
    })),
  };
}
export type SchoolResults = Awaited<ReturnType<typeof schoolResultsOf>>;
