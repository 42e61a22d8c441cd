import { fireDueSteps, nextStepDueAt } from "~/domain/alerts/fire-due-steps.server";
import { fixedClock } from "~/platform/clock";

/** Something that people do at a moment, in milliseconds since 1970. */
export type Happening = { at: number; run: (at: Date) => Promise<unknown> };

/** A moment at which a worker looks at the clock; nobody looks when the tick is dropped. */
export type Tick = { at: number; isDropped: boolean };

type Year = {
  from: number;
  until: number;
  /** In their order; each runs at its own moment. */
  happenings: Happening[];
  random: () => number;
};

const second = 1_000;
const day = 24 * 3_600 * second;
/** Longest jump near a due time. */
export const longestTick = 15 * second;
const dropped = 0.05;
/** So many looks in a row that leave what is due undone are the end: the year would never pass. */
const mostInVain = 50;

/** A second to 15 seconds on when something is near, else up to a day, and never past it. */
function jump(now: number, next: number, random: () => number): number {
  const left = next - now;
  if (left <= longestTick) return now + second + Math.floor(random() * (longestTick - second));
  return now + Math.ceil(Math.min(random() * day, left - random() * longestTick));
}

const dueAfter = async () => (await nextStepDueAt())?.getTime() ?? Number.POSITIVE_INFINITY;

/** Lets a year pass by a clock that jumps, while the steps that fall due are fired. Gives every tick. */
export async function liveThrough({ from, until, happenings, random }: Year): Promise<Tick[]> {
  const ticks: Tick[] = [];
  const ahead = [...happenings];
  let due = await dueAfter();
  let inVain = 0;
  for (let now = from; now < until && inVain < mostInVain; ) {
    now = jump(now, Math.min(due, ahead[0]?.at ?? until), random);
    for (let next = ahead[0]; next && next.at <= now; next = ahead[0]) {
      ahead.shift();
      await next.run(new Date(next.at));
      due = await dueAfter();
    }
    const isDropped = random() < dropped;
    ticks.push({ at: now, isDropped });
    if (isDropped) continue;
    await fireDueSteps({ clock: fixedClock(new Date(now)) });
    const isDue = due <= now;
    if (isDue) due = await dueAfter();
    inVain = isDue && due <= now ? inVain + 1 : 0;
  }
  return ticks;
}

/** The first tick at or after a moment, and the first of those at which somebody looked; by halving. */
export function ticksAfter(ticks: readonly Tick[], moment: number): { first: number; live: number } {
  let [low, high] = [0, ticks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ticks[middle]?.at ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  let live = low;
  while (ticks[live]?.isDropped) live += 1;
  const at = (index: number) => ticks[index]?.at ?? Number.POSITIVE_INFINITY;
  return { first: at(low), live: at(live) };
}
