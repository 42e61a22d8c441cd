import { dayOf } from "~/platform/format";

const minuteMs = 60_000;
const wallFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
});

function formattedOffsetMs(instant: number): number {
  const part = Object.fromEntries(
    wallFormat.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const wall = Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day ?? 1,
    part.hour ?? 0,
    part.minute ?? 0,
    part.second ?? 0,
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

const hourMs = 60 * minuteMs;
const mostKept = 10_000;
/** By hours of UTC since 1970, as clocks change on the hour: a calendar asks for the same hours again and again. */
const offsets = new Map<number, number>();

/** How far London's clocks stand ahead of UTC at an instant, in milliseconds: 0 in winter, an hour in summer. */
function offsetMs(instant: number): number {
  const hour = Math.floor(instant / hourMs);
  const kept = offsets.get(hour);
  if (kept !== undefined) return kept;
  if (offsets.size >= mostKept) offsets.clear();
  const offset = formattedOffsetMs(hour * hourMs);
  offsets.set(hour, offset);
  return offset;
}

/**
 * The instant at which London's clocks show `time` ("08:30") on `day`. A time that the spring change skips is read as
 * the same distance after midnight on the old clock (01:30 becomes 02:30); a time that autumn repeats is its first.
 */
export function londonInstant(day: string, time: string): Date {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const summer = wall - hourMs;
  const isSummer = offsetMs(summer) === hourMs;
  return new Date(isSummer ? summer : wall);
}

/** The day and the time of day that London's clocks show at an instant: `{ day: "2026-11-22", time: "10:02" }`. */
export function londonWall(instant: Date): { day: string; time: string } {
  const wall = new Date(instant.getTime() + offsetMs(instant.getTime()));
  return { day: dayOf(instant), time: wall.toISOString().slice(11, 16) };
}
