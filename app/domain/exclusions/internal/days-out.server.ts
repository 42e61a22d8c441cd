import type { Calendar } from "~/domain/calendars/calendars.clocks";
import { addCalendarDays, openingsOn } from "~/domain/calendars/calendars.clocks";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { formatDay, fromDateColumn, toDateColumn } from "~/platform/format";
import type { RecordExclusionInput } from "../exclusions.schema";
import type { Half } from "../exclusions.words";
import { annulledExclusionsOf } from "../time-out.queries.server";
import { returnDay } from "./openings-lost";

/** The last opening missed, and the first day back. */
export type DaysOut = { returnsOn: string; lastOn: string; lastAt: Half };

/** A slip of the year is caught; an exclusion that is recorded late is not. */
const longestAgoDays = 366;

function checkStart(
  { decidedOn, startsOn, startsAt }: RecordExclusionInput,
  calendar: Calendar,
  today: string,
) {
  if (decidedOn > today) throw new Invalid("Day must be today or earlier", "decidedOn");
  if (decidedOn < addCalendarDays(today, -longestAgoDays))
    throw new Invalid("Day must be within the last year", "decidedOn");
  if (startsOn < decidedOn)
    throw new Invalid("First day must be the day of the decision or later", "startsOn");
  const openings = openingsOn(calendar, startsOn);
  if (openings === null)
    throw new Invalid("The school’s calendar does not reach this day. Check the day", "startsOn");
  if (openings === 0) throw new Invalid(`The school is closed on ${formatDay(startsOn)}`, "startsOn");
  if (openings === 1 && startsAt === "afternoon")
    throw new Invalid(`The school is open in the morning only on ${formatDay(startsOn)}`, "startsAt");
}

/**
 * The openings missed, counted by the school's own calendar.
 * @throws Invalid for days that cannot be, and for more openings than the calendar holds
 */
export function daysOut(input: RecordExclusionInput, calendar: Calendar, today: string): DaysOut {
  checkStart(input, calendar, today);
  const days = returnDay(calendar, input);
  if (!days) {
    throw new Invalid(
      "The school’s calendar does not hold so many half days. Check the length, or ask for the next terms to be entered",
      "openings",
    );
  }
  return days;
}

/** A half day as text that sorts in time: "2026-11-23 1". */
const slot = (day: string, half: string) => `${day} ${half === "morning" ? 1 : 2}`;

/**
 * Two exclusions that stand never take the same opening of one learner. Holds the learner until the transaction ends, so that two
 * presses at once see each other.
 * @throws Invalid naming the days of the other one
 */
export async function refuseOverlap(
  tx: Tx,
  input: RecordExclusionInput,
  { lastOn, lastAt }: DaysOut,
): Promise<void> {
  const annulled = await annulledExclusionsOf(tx, input.learnerId);
  const others = await tx.timeOut.findMany({
    where: {
      learnerId: input.learnerId,
      kind: "temporary_exclusion",
      exclusionId: { notIn: [...annulled] },
      withdrawnAt: null,
      startsOn: { lte: toDateColumn(lastOn) },
      endsOn: { gte: toDateColumn(input.startsOn) },
    },
    orderBy: { startsOn: "asc" },
    select: { startsOn: true, startsAt: true, endsOn: true, endsAt: true },
  });
  const [first, last] = [slot(input.startsOn, input.startsAt), slot(lastOn, lastAt)];
  for (const { startsOn, startsAt, endsOn, endsAt } of others) {
    if (!endsOn) continue;
    const begins = slot(fromDateColumn(startsOn), startsAt);
    const ends = slot(fromDateColumn(endsOn), endsAt ?? "afternoon");
    if (begins > last || ends < first) continue;
    throw new Invalid(
      `This learner is excluded already from ${formatDay(startsOn)} to ${formatDay(endsOn)}. Check the days`,
      "startsOn",
    );
  }
}

/** Holds a learner until the transaction ends: what is recorded of them at the same moment waits. */
export async function holdLearner(tx: Tx, learnerId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('exclusion ' || ${learnerId}, 0))`;
}
