import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { formatDay, toDateColumn } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import { timeOutLabels } from "./exclusions.words";
import { changeTimeOut } from "./internal/change-time-out.server";
import { problemOfDayAhead } from "./internal/days-ahead";
import { type EndTimeOutInput, problemOfEnd } from "./time-out.schema";

/**
 * Says when time out ended, or ends; also another day than was said before.
 * @throws Invalid for an end before the start, or more than a year ahead
 */
export function endTimeOut(actor: Actor, input: EndTimeOutInput, clock: Clock) {
  const { timeOutId, endsOn, endsAt } = input;
  const request = { timeOutId, permission: exclusionsPolicy.endTimeOut, clock };
  return changeTimeOut(actor, request, (timeOut, today) => {
    if (timeOut.endsOn === endsOn && timeOut.endsAt === endsAt) return null;
    const problem = problemOfEnd({ ...timeOut, endsOn, endsAt }) ?? problemOfDayAhead(endsOn, today);
    if (problem) throw new Invalid(problem, "endsOn");
    return {
      set: { endsOn: toDateColumn(endsOn), endsAt },
      event: {
        kind: "time_out.ended",
        summary: `Time out of school: ${timeOutLabels[timeOut.kind].toLowerCase()}, until ${formatDay(endsOn)}`,
      },
    };
  });
}
