import { Conflict } from "~/platform/errors";

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
