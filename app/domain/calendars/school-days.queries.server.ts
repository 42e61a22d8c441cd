import type { Tx } from "~/platform/database.server";
import { fromDateColumn, toDateColumn } from "~/platform/format";
import type { Openings } from "./calendars.clocks";

/** What one school has entered for itself: weekdays, and days from `day` on. */
export async function enteredForSchool(tx: Tx, schoolId: string, day: string) {
  const week = await tx.schoolWeek.findMany({
    where: { schoolId },
    select: { weekday: true, openings: true },
  });
  const days = await tx.schoolException.findMany({
    where: { schoolId, day: { gte: toDateColumn(day) } },
    orderBy: { day: "asc" },
    select: { day: true, name: true, openings: true },
  });
  return {
    week: Object.fromEntries(week.map(({ weekday, openings }) => [weekday, openings as Openings])),
    days: days.map(({ day, name, openings }) => ({
      day: fromDateColumn(day),
      name,
      openings: openings as Openings,
    })),
  };
}

/** Which of these schools do otherwise than their authority, on a weekday or on a day from `day` on. */
export async function schoolsWithOwnDays(
  tx: Tx,
  schoolIds: readonly string[],
  day: string,
): Promise<Set<string>> {
  const ids = { in: [...schoolIds] };
  const weeks = await tx.schoolWeek.findMany({
    where: { schoolId: ids },
    distinct: ["schoolId"],
    select: { schoolId: true },
  });
  const days = await tx.schoolException.findMany({
    where: { schoolId: ids, day: { gte: toDateColumn(day) } },
    distinct: ["schoolId"],
    select: { schoolId: true },
  });
  return new Set([...weeks, ...days].map((row) => row.schoolId));
}
