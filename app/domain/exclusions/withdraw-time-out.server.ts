import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { NotAllowed } from "~/platform/errors";
import { formatDay } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import { timeOutLabels } from "./exclusions.words";
import { changeTimeOut } from "./internal/change-time-out.server";
import type { WithdrawTimeOutInput } from "./time-out.schema";

/**
 * Takes back what was recorded by mistake: it stays on the record with the reason, and counts for nothing. A school takes
 * back what it recorded itself, not what a home told the Virtual School.
 * @throws NotAllowed for what somebody else recorded, unless the actor leads
 */
export function withdrawTimeOut(actor: Actor, input: WithdrawTimeOutInput, clock: Clock) {
  const { timeOutId, reason } = input;
  const request = { timeOutId, permission: exclusionsPolicy.withdrawTimeOut, clock };
  return changeTimeOut(actor, request, (timeOut) => {
    const isOwn = timeOut.recordedById === actor.personId;
    if (!isOwn && !may(actor, exclusionsPolicy.withdrawAnyTimeOut)) {
      throw new NotAllowed("Only who recorded it or a lead of the Virtual School can withdraw it.", {
        timeOutId,
      });
    }
    if (timeOut.withdrawnAt) return null;
    return {
      set: { withdrawnAt: clock.now(), withdrawnWhy: reason },
      event: {
        kind: "time_out.withdrawn",
        summary: `Withdrawn: ${timeOutLabels[timeOut.kind].toLowerCase()} from ${formatDay(timeOut.startsOn)}`,
        detail: reason,
      },
    };
  });
}
