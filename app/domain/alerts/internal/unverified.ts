import { Conflict } from "~/platform/errors";

/** For how many days what was typed about a child who is not for the Virtual School is kept, so that a mistake can be seen. */
export const keptDays = 30;

/**
 * Refuses to verify a child twice.
 * @throws Conflict when the alert is about a learner already
 */
export function refuseVerified(alert: { id: string; learnerId: string | null }): void {
  if (alert.learnerId === null) return;
  throw new Conflict("The child is matched to a learner already. Open the alert again.", {
    alertId: alert.id,
  });
}
