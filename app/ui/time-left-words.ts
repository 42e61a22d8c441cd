const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `soon`: the last five minutes. */
export type TimeLeftState = "calm" | "soon" | "late";

/** How long until `due`, or since, in the words a person would use; both in milliseconds since 1970. */
export function timeLeftWords(due: number, now: number): { words: string; state: TimeLeftState } {
  const left = due - now;
  if (left < 0) return { words: `${span(-left)} late`, state: "late" };
  return { words: `${span(left)} left`, state: left < 5 * minute ? "soon" : "calm" };
}

/** Whole units, rounded down, so that nobody is told of a minute that is no longer there. */
function span(milliseconds: number) {
  if (milliseconds < minute) return "less than a minute";
  if (milliseconds < hour) return counted(Math.floor(milliseconds / minute), "minute");
  if (milliseconds < day) return joined(milliseconds, hour, "hour", minute, "minute");
  return joined(milliseconds, day, "day", hour, "hour");
}

function joined(milliseconds: number, large: number, largeName: string, small: number, smallName: string) {
  const rest = Math.floor((milliseconds % large) / small);
  const first = counted(Math.floor(milliseconds / large), largeName);
  return rest === 0 ? first : `${first} ${counted(rest, smallName)}`;
}

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;
