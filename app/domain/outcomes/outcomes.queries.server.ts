import { alertOutcomes, firstAlertAt } from "~/domain/alerts/alert-outcomes.queries.server";
import { londonInstant } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { boundsOf, monthsOf, schoolYearOf, schoolYearsBetween } from "~/domain/calendars/school-years";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { overviewOf } from "./internal/overview";

/** The school years from that of the first alert to this one, newest first. */
export async function knownSchoolYears(tx: Tx, now: Date): Promise<number[]> {
  const [first, today] = [await firstAlertAt(tx), dayOf(now)];
  return schoolYearsBetween(first ? dayOf(first) : today, today);
}

/**
 * The figures of a school year, of this one when none is asked for, as known at `now`; with the ids of the alerts they
 * count, for the read log. A constant number of queries.
 * @throws NotFound for a school year before the first alert or after this one
 */
export async function outcomesOf(tx: Tx, { year, now }: { year: number | undefined; now: Date }) {
  const today = dayOf(now);
  const schoolYears = await knownSchoolYears(tx, now);
  const schoolYear = year ?? schoolYearOf(today);
  if (!schoolYears.includes(schoolYear)) throw new NotFound("There are no figures for that school year.");
  const { from, before } = boundsOf(schoolYear);
  const alerts = await alertOutcomes(tx, {
    from: londonInstant(from, "00:00"),
    to: londonInstant(before, "00:00"),
    today,
  });
  const calendar = await calendarOf(tx, await homeAuthorityId(tx));
  const overview = overviewOf(alerts, { months: monthsOf(schoolYear, today), calendar, now });
  return { schoolYear, schoolYears, overview, alertIds: alerts.map((alert) => alert.id) };
}
