import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Conflict, Invalid } from "~/platform/errors";
import { formatDay, toDateColumn } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import { changeTimeOut } from "./internal/change-time-out.server";
import { problemOfDayAhead } from "./internal/days-ahead";
import type { ReviewTimeOutInput } from "./time-out.schema";

/**
 * Records that a part-time timetable was looked at again, what was decided, and when it is looked at next.
 * @throws Invalid for a day outside of the timetable's time; Conflict for anything but a part-time timetable
 */
export function reviewTimeOut(actor: Actor, input: ReviewTimeOutInput, clock: Clock) {
  const { timeOutId, reviewedOn, nextReviewOn = null, decided } = input;
  const request = { timeOutId, permission: exclusionsPolicy.reviewTimeOut, clock };
  return changeTimeOut(actor, request, (timeOut, today) => {
    if (timeOut.kind !== "part_time") throw new Conflict("Only a part-time timetable is reviewed.");
    if (timeOut.reviewedOn === reviewedOn && timeOut.reviewOn === nextReviewOn) return null;
    if (reviewedOn > today) throw new Invalid("Day of the review must be today or earlier", "reviewedOn");
    if (reviewedOn < timeOut.startsOn) {
      throw new Invalid(
        `Day must be on or after ${formatDay(timeOut.startsOn)}, the first day`,
        "reviewedOn",
      );
    }
    const problem = nextReviewOn && problemOfDayAhead(nextReviewOn, today);
    if (problem) throw new Invalid(problem, "nextReviewOn");
    return {
      set: {
        reviewedOn: toDateColumn(reviewedOn),
        reviewOn: nextReviewOn && toDateColumn(nextReviewOn),
      },
      event: {
        kind: "time_out.reviewed",
        summary: `Part-time timetable reviewed on ${formatDay(reviewedOn)}${nextReviewOn ? `, next on ${formatDay(nextReviewOn)}` : ""}`,
        detail: decided,
      },
    };
  });
}
