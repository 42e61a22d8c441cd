import { fewestShown } from "../alternatives.words";
import type { UsedFigures } from "./alternative-figures";

/** Ten uses for one learner would be that learner's record. */
const fewestLearners = 5;

/** What schools read: an interval where the number, or what it leaves of the uses, would be from 1 to 4. */
export type SharedFigure = { used: number; stillAtLeast: number; stillAtMost: number };

/** Numbers from 1 to 4 can point to a child (domain facts §5). */
const isSmall = (count: number): boolean => count >= 1 && count <= 4;

/** What may leave the Virtual School; null when there is too little of it. */
export function sharedFigure({ times, stillInSchool, learners }: UsedFigures): SharedFigure | null {
  if (times < fewestShown || learners < fewestLearners) return null;
  if (isSmall(stillInSchool)) return { used: times, stillAtLeast: 1, stillAtMost: 4 };
  if (isSmall(times - stillInSchool)) return { used: times, stillAtLeast: times - 4, stillAtMost: times - 1 };
  return { used: times, stillAtLeast: stillInSchool, stillAtMost: stillInSchool };
}

/**
 * The figure to share in place of the one before; null to leave that as it is. It changes once as many uses were added
 * as a figure needs, so that the difference between two says no more than a figure of its own.
 */
export function nextShared(used: UsedFigures, before: SharedFigure | null): SharedFigure | null {
  const next = sharedFigure(used);
  return next && next.used - (before?.used ?? 0) >= fewestShown ? next : null;
}
