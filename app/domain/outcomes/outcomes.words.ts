import { z } from "zod";

/** The school year asked for in the address: the calendar year in which it starts. */
export const schoolYearSchema = z.coerce.number().int().min(2000).max(2100);

/** "2026–27" */
export const schoolYearLabel = (schoolYear: number): string =>
  `${schoolYear}–${String((schoolYear + 1) % 100).padStart(2, "0")}`;

const monthFormat = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** "November 2026" */
export const monthLabel = (month: string): string => monthFormat.format(new Date(`${month}-01T00:00:00Z`));

/** Whole minutes, from an hour on in hours: "12 min", "1 h 20 min". */
export function minutesLabel(minutes: number | null): string {
  if (minutes === null) return "–";
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  return `${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, "0")} min`;
}

/** "17 of 20 (85%)": below 50 the percentage is whole, because more digits would say more than the count does. */
export function shareLabel(part: number, whole: number): string {
  if (whole === 0) return "–";
  return `${part} of ${whole} (${((100 * part) / whole).toFixed(whole < 50 ? 0 : 1)}%)`;
}

/** What each figure counts, shown under it. */
export const definitions = {
  raised:
    "Every alert, by the month in which it was raised (London time). Withdrawn by the school, duplicate, and not for the Virtual School are counted apart: the figures below are about the alerts that are left.",
  answers:
    "Of the alerts counted: answered is when somebody at the Virtual School acknowledged. In time: by the moment the answer was due, which was fixed when the alert was raised. No answer: the limit has passed, or the alert ended, and nobody acknowledged. Waiting: within the limit. The share in time leaves out those that still wait.",
  times:
    "Minutes from raised to answered in which the Virtual School was staffed: nights, weekends and closed days do not count. Half of the answers took no longer than the median, 9 in 10 no longer than the 90th percentile (nearest rank: always the time of a real answer). Alerts without an answer have no time and are not in these two.",
  decisions:
    "The head teacher’s decision as it was recorded, for the alerts counted, by the month in which the alert was raised (not the month of the decision). Not known yet: no decision is on record.",
  outcomes:
    "What became of the alerts counted, by the month in which the alert was raised. It follows from recorded facts, each alert counts once, under the first that holds in this order: decided before the alert; excluded, or removed from the register; time out not recorded as exclusion (sent home, part-time timetable without a review); not known yet; still in school 30, then 10 school days after a decision not to exclude; not known (closed without the facts to say).",
  smallNumbers:
    "Numbers from 1 to 4 can point to a child. This page shows them because the Virtual School Head Teacher may see every alert; do not copy them into anything that others read.",
} as const;
