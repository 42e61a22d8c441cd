import { createHash } from "node:crypto";
import type { Actor } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { dayOf, toDateColumn } from "~/platform/format";
import type { RaiseAlertInput } from "../alerts.schema";

/** A digest of what was sent, to tell a changed second post of the same form from a repeated one. */
export const digestOf = ({ formKey: _formKey, ...sent }: RaiseAlertInput): string =>
  createHash("sha256")
    .update(JSON.stringify(Object.entries(sent).sort(([a], [b]) => a.localeCompare(b))))
    .digest("hex");

/** The columns of the alert that come straight from the form. */
export function fromForm(input: RaiseAlertInput) {
  return {
    formKey: input.formKey,
    formDigest: digestOf(input),
    learnerId: input.learnerId ?? null,
    schoolId: input.schoolId,
    decisionAlreadyMade: input.decisionMade === "yes",
    openingsConsidered: input.openingsConsidered ?? null,
    isChildSafe: input.whereNow !== "not_safe",
    wasSentOut: input.whereNow === "sent_out",
    whereNow: input.whereNow,
    withWhom: input.withWhom,
    whatHappened: input.whatHappened,
    triggers: input.triggers,
    childView: input.childView,
    childWords: input.childView === "in_their_words" ? (input.childWords ?? null) : null,
    whoKnows: input.whoKnows,
    supportInPlace: input.supportInPlace ?? null,
    triedSoFar: input.triedSoFar ?? null,
  };
}

/** What is stored beside the alert; what was typed so far is an alert now. */
export async function writeAround(
  tx: Tx,
  actor: Actor,
  input: RaiseAlertInput,
  alert: { id: string; at: Date },
): Promise<void> {
  if (!input.learnerId) {
    await tx.unverifiedChild.createMany({
      data: [
        {
          alertId: alert.id,
          schoolId: input.schoolId,
          name: input.childName ?? "",
          stage: input.childStage ?? "",
          dateOfBirth: input.childDateOfBirth ? toDateColumn(input.childDateOfBirth) : null,
        },
      ],
    });
  }
  if (input.decisionMade === "yes") {
    await tx.alertFact.createMany({
      data: [
        {
          alertId: alert.id,
          kind: "decision_preceded_alert",
          happenedOn: toDateColumn(dayOf(alert.at)),
          source: "alert_form",
          recordedAt: alert.at,
          personId: actor.personId,
        },
      ],
    });
  }
  await tx.alertDraft.deleteMany({ where: { personId: actor.personId, formKey: input.formKey } });
}
