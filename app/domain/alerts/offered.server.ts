import { type Actor, may } from "~/platform/actor";
import type { AlertState, EndReason } from "./alerts.words";
import { type AlertVerb, verbsIn } from "./internal/alert-states";
import { verbPermissions } from "./internal/verb-permissions";

export type { AlertVerb } from "./internal/alert-states";

type Offering = {
  state: AlertState;
  schoolId: string;
  learnerId: string | null;
  acknowledgedAt: Date | null;
  endReason: EndReason | null;
  ownerId: string | null;
  isDrill: boolean;
  /** The promised call is not on record: somebody may answer again. */
  isOpenAgain: boolean;
  /** The actor is asked to take it over. */
  isAskedOfMe: boolean;
};

/** What its state alone does not say of a verb. */
function makesSense(verb: AlertVerb, alert: Offering, actor: Actor): boolean {
  if (alert.isDrill && verb !== "acknowledge") return false;
  switch (verb) {
    case "acknowledge":
      return alert.acknowledgedAt === null || alert.isOpenAgain;
    case "hand_over":
      return alert.ownerId === actor.personId;
    case "answer_hand_over":
      return alert.isAskedOfMe;
    case "not_for_virtual_school":
      return alert.learnerId === null;
    case "match_child":
      return alert.learnerId === null && alert.endReason !== "not_for_virtual_school";
    default:
      return true;
  }
}

/** What a page offers the actor to do with an alert they see: its state accepts it, and their role includes it. */
export function offeredVerbs(actor: Actor, alert: Offering): AlertVerb[] {
  return verbsIn(alert.state).filter(
    (verb) => may(actor, verbPermissions[verb], alert.schoolId) && makesSense(verb, alert, actor),
  );
}
