import {
  addSchoolDays,
  assumingWeekdays,
  type Calendar,
  londonInstant,
} from "~/domain/calendars/calendars.clocks";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Clock } from "~/platform/clock";
import { asNobody, type Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { calendarOf } from "./calendars.queries.server";
import type { DemoMove } from "./demo-clock.schema";
import { londonWall } from "./internal/london-time";

const minuteMs = 60_000;
const minutes = { five_minutes: 5, half_hour: 30, hour: 60 } as const;

function schoolDaysOn(calendar: Calendar, at: Date, count: number, time: string): Date {
  const day = dayOf(at);
  const reached =
    addSchoolDays(calendar, day, count) ?? addSchoolDays(assumingWeekdays(calendar), day, count) ?? day;
  return londonInstant(reached, time);
}

function targetOf(calendar: Calendar, move: DemoMove, at: Date): Date {
  if (move === "next_school_day") return schoolDaysOn(calendar, at, 1, "09:00");
  if (move === "ten_school_days") return schoolDaysOn(calendar, at, 10, londonWall(at).time);
  return new Date(at.getTime() + minutes[move] * minuteMs);
}

async function forward(tx: Tx, seconds: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { isMoved: boolean }[]
  >`select app.move_demo_clock(${seconds}::bigint) as "isMoved"`;
  return row?.isMoved ?? false;
}

/**
 * Demo only: moves the app's clock forward, for all processes, and wakes the workers: what is due by then happens at once.
 * @returns what the clock shows then
 * @throws Invalid when this database is not the demo's, or the time lies behind
 */
export function moveDemoClock({ move }: { move: DemoMove }, clock: Clock): Promise<Date> {
  return asNobody(async (tx) => {
    const at = clock.now();
    const target = targetOf(await calendarOf(tx, await homeAuthorityId(tx)), move, at);
    const seconds = Math.round((target.getTime() - at.getTime()) / 1000);
    if (!(await forward(tx, seconds)))
      throw new Invalid("The clock goes forward only, and in the demo only.");
    return target;
  });
}
