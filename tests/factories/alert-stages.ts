import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import type { RecordDecisionInput } from "~/domain/alerts/decide-alert.schema";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { fixedClock } from "~/platform/clock";
import { aPerson, type TestPerson } from "./accounts";
import { anAlert, type TestAlert } from "./alerts";

type Given = Parameters<typeof anAlert>[0] & { lead?: TestPerson };

/** An alert that a lead answered on 23 November 2026 at 10:06 and coordinates. */
export async function anAnsweredAlert({
  lead: givenLead,
  ...given
}: Given = {}): Promise<TestAlert & { lead: TestPerson }> {
  const alert = await anAlert(given);
  const lead = givenLead ?? (await aPerson("lead"));
  await acknowledgeAlert(
    lead,
    { alertId: alert.id, ringWithinMinutes: 15 },
    fixedClock("2026-11-23T10:06:00Z"),
  );
  return { ...alert, lead };
}

/** What somebody of the school records of a decision not to exclude, complete. */
export function decisionInput(
  alertId: string,
  changes: Partial<RecordDecisionInput> = {},
): RecordDecisionInput {
  return {
    alertId,
    decision: "not_excluded",
    decidedOn: "2026-11-23",
    decidedBy: "Mx Invented, head teacher",
    reason: "A plan was found.",
    childView: "not_asked_yet",
    ...changes,
  };
}

/** The same, decided at 14:00 that day; not to exclude, unless said otherwise. */
export async function aDecidedAlert(
  given: Given = {},
  changes: Partial<RecordDecisionInput> = {},
): Promise<TestAlert & { lead: TestPerson }> {
  const alert = await anAnsweredAlert(given);
  await recordDecision(alert.raisedBy, decisionInput(alert.id, changes), fixedClock("2026-11-23T14:00:00Z"));
  return alert;
}
