import { z } from "zod";

/** How far the demo's clock can be moved with one press. */
export const demoMoves = ["five_minutes", "half_hour", "hour", "next_school_day", "ten_school_days"] as const;
export type DemoMove = (typeof demoMoves)[number];

/** Words of the buttons. */
export const demoMoveWords = {
  five_minutes: "5 minutes on",
  half_hour: "30 minutes on",
  hour: "1 hour on",
  next_school_day: "To the next school day, 09:00",
  ten_school_days: "10 school days on",
} as const satisfies Record<DemoMove, string>;

/** One press. */
export const moveDemoClockSchema = z.object({ move: z.enum(demoMoves, "Select how far the clock is moved") });
