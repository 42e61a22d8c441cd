import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { addEvent } from "~/domain/chronology/add-event.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { NotAllowed } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { alertsPolicy } from "./alerts.policy";
import type { RaiseAlertInput } from "./alerts.schema";
import { startClock } from "./internal/alert-clock.server";
import { planAlert, refuseInput } from "./internal/raise-plan.server";
import { digestOf, fromForm, writeAround } from "./internal/raised-rows.server";
import { tellOfAlert } from "./internal/tell-of-alert.server";

/** What became of the press: a new alert, or the one that this form raised before. */
export type Raised = { id: string; reference: string; isRepeat: boolean; isChanged: boolean };

async function alreadyRaised(tx: Tx, actor: Actor, input: RaiseAlertInput): Promise<Raised | null> {
  const found = await tx.alert.findUnique({
    where: { raisedById_formKey: { raisedById: actor.personId, formKey: input.formKey } },
    select: { id: true, reference: true, formDigest: true },
  });
  return (
    found && {
      id: found.id,
      reference: found.reference,
      isRepeat: true,
      isChanged: found.formDigest !== digestOf(input),
    }
  );
}

async function nextReference(tx: Tx, day: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ number: bigint }[]>`SELECT nextval('alert_number') AS number`;
  return `A-${day.slice(0, 4)}-${String(row?.number ?? 0).padStart(4, "0")}`;
}

/**
 * Flags an imminent exclusion, before any decision: alert, event, audit line and mails in one transaction.
 * A second press of the same form gives back the first alert.
 * @throws NotAllowed for a school the actor does not raise for; Invalid for a learner not on its roll
 */
export function raiseAlert(actor: Actor, input: RaiseAlertInput, clock: Clock): Promise<Raised> {
  return asActor(actor, async (tx) => {
    const at = clock.now();
    if (!may(actor, alertsPolicy.raise, input.schoolId)) {
      throw new NotAllowed("You can raise an alert for your own school only.", { schoolId: input.schoolId });
    }
    const earlier = await alreadyRaised(tx, actor, input);
    if (earlier) return earlier;
    await refuseInput(tx, input, at);
    const planned = await planAlert(tx, input, at);
    const alert = { id: crypto.randomUUID(), reference: await nextReference(tx, dayOf(at)), at };
    const { count } = await tx.alert.createMany({
      data: [
        {
          ...fromForm(input),
          id: alert.id,
          reference: alert.reference,
          state: "raised",
          urgency: planned.urgency,
          decisionExpectedAt: planned.decisionExpectedAt,
          answerDueAt: planned.answerDueAt,
          dutyPersonId: planned.turn?.personId ?? null,
          dutyDeputeId: planned.turn?.deputeId ?? null,
          raisedById: actor.personId,
          raisedAt: at,
        },
      ],
      // Two presses at once: the second waits for the first and then finds it.
      skipDuplicates: true,
    });
    if (count === 0) {
      const first = await alreadyRaised(tx, actor, input);
      if (first) return first;
    }
    const { rules, school, urgency, answerDueAt, decisionExpectedAt } = planned;
    const ids = {
      alertId: alert.id,
      reference: alert.reference,
      areaId: school.areaId,
      schoolId: school.id,
      learnerId: input.learnerId ?? null,
    };
    await startClock(
      tx,
      { ...ids, urgency, raisedAt: at, answerDueAt, decisionExpectedAt, isDrill: false },
      rules,
    );
    await writeAround(tx, actor, input, alert);
    await addEvent(tx, {
      at,
      kind: "alert.raised",
      about: { kind: "alert", id: alert.id },
      learnerId: input.learnerId ?? null,
      schoolId: input.schoolId,
      personId: actor.personId,
      audience: "school_and_virtual_school",
      summary: input.decisionMade === "yes" ? "Alert raised after the decision was made" : "Alert raised",
    });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "alert.raised",
      subject: { kind: "alert", id: alert.id },
      detail: {
        urgency: planned.urgency,
        isVerified: input.learnerId !== undefined,
        schoolId: input.schoolId,
      },
    });
    await tellOfAlert(tx, actor, planned, { ...alert, learnerId: input.learnerId ?? null });
    return { id: alert.id, reference: alert.reference, isRepeat: false, isChanged: false };
  });
}
