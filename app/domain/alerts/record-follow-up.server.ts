import { schoolCalendarOf } from "~/domain/calendars/calendars.queries.server";
import { actionsOf, type ListedAction } from "~/domain/chronology/chronology.queries.server";
import { settleAction } from "~/domain/chronology/settle-action.server";
import { schoolById } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Invalid, NotFound } from "~/platform/errors";
import { dayOf, formatDay, fromDateColumn, toDateColumn } from "~/platform/format";
import { type FactKind, factLabels } from "./alerts.words";
import type { RecordFollowUpInput } from "./decide-alert.schema";
import { checkWords, factOfFinding, sourceWords } from "./decide-alert.words";
import { changeAlert, type LockedAlert } from "./internal/change-alert.server";
import { checkDays } from "./internal/follow-up";

/** The two checks of an alert: from which day each says something, and the action that stands for it. */
export type FollowUpCheck = {
  check: "10" | "30";
  dueOn: string;
  isAssumed: boolean;
  action: ListedAction | null;
};

/**
 * The checks after an alert's decision, on the school clock.
 * @throws NotFound when there is no decision
 */
export async function followUpChecks(
  tx: Tx,
  alert: { id: string; schoolId: string },
): Promise<FollowUpCheck[]> {
  const decision = await tx.alertDecision.findUnique({
    where: { alertId: alert.id },
    select: { decidedOn: true },
  });
  const school = await schoolById(tx, alert.schoolId);
  if (!decision || !school) throw new NotFound("There is no decision on record.", { alertId: alert.id });
  const { first, second } = checkDays(fromDateColumn(decision.decidedOn), await schoolCalendarOf(tx, school));
  const actions = await actionsOf(tx, alert.id);
  const actionFor = (kind: string) => actions.find((action) => action.kind === kind) ?? null;
  return [
    { check: "10", dueOn: first.day, isAssumed: first.isAssumed, action: actionFor("follow_up_10") },
    { check: "30", dueOn: second.day, isAssumed: second.isAssumed, action: actionFor("follow_up_30") },
  ];
}

/** Sentences that refuse a check: too early, or done. */
function refuseCheck({ check, dueOn, action }: FollowUpCheck, today: string): void {
  if (today < dueOn) {
    throw new Invalid(
      `The check after ${check} school days is on ${formatDay(dueOn)}. Before that it says nothing. You can record something you found out now as ‘Neither’`,
      "check",
    );
  }
  if (action?.doneAt) {
    throw new Invalid("This check is done. Record what you found out since as ‘Neither’", "check");
  }
}

function refuseDay(happenedOn: string, { today, raisedOn }: { today: string; raisedOn: string }): void {
  if (happenedOn > today) throw new Invalid("Day must be today or earlier", "happenedOn");
  if (happenedOn < raisedOn) {
    throw new Invalid(`Day must be on or after ${formatDay(raisedOn)}, the day of the alert`, "happenedOn");
  }
}

const stillInSchool = { "10": "still_in_school_10", "30": "still_in_school_30" } as const satisfies Record<
  string,
  FactKind
>;

/** The fact that was found, on the day it happened; for a child still in school, the day of the check. */
function factIn(
  input: RecordFollowUpInput,
  today: string,
): { kind: FactKind; happenedOn: string; openings: number | null } {
  const kind = factOfFinding[input.finding];
  if (kind)
    return {
      kind,
      happenedOn: input.happenedOn ?? today,
      openings: kind === "excluded" ? (input.openings ?? null) : null,
    };
  if (input.check === "none") throw new Invalid("Select the check after 10 or 30 school days", "check");
  return { kind: stillInSchool[input.check], happenedOn: today, openings: null };
}

/** The later check answers the earlier one too. */
async function tickChecks(
  tx: Tx,
  checks: FollowUpCheck[],
  done: { upTo: "10" | "30"; at: Date; personId: string },
): Promise<void> {
  const answered = checks.filter((one) => one.check === done.upTo || done.upTo === "30");
  for (const { action } of answered) {
    if (action && !action.doneAt && !action.droppedAt)
      await settleAction(tx, action, { at: done.at, personId: done.personId });
  }
}

async function isStored(tx: Tx, alert: LockedAlert, id: string): Promise<boolean> {
  return (await tx.alertFact.count({ where: { id, alertId: alert.id } })) > 0;
}

/**
 * Records what was found in the check after 10 or 30 school days, or at any time after the decision; facts add up.
 * @throws Invalid for a check before its day, a check that is done, or a day outside of the time since the alert
 */
export function recordFollowUp(actor: Actor, input: RecordFollowUpInput, clock: Clock) {
  const { alertId, formKey: id, check, source } = input;
  const request = { alertId, verb: "follow_up_check", clock } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    if (await isStored(tx, alert, id)) return null;
    const today = dayOf(at);
    const fact = factIn(input, today);
    refuseDay(fact.happenedOn, { today, raisedOn: dayOf(alert.raisedAt) });
    const checks = await followUpChecks(tx, alert);
    if (check !== "none") {
      for (const one of checks) if (one.check === check) refuseCheck(one, today);
      await tickChecks(tx, checks, { upTo: check, at, personId: actor.personId });
    }
    const happenedOn = toDateColumn(fact.happenedOn);
    await tx.alertFact.createMany({
      data: [{ ...fact, id, alertId, happenedOn, source, recordedAt: at, personId: actor.personId }],
    });
    const occasion = check === "none" ? "Found out" : `${checkWords[check].replace("The check", "Check")}`;
    return {
      event: {
        kind: "follow_up.recorded",
        summary: `${occasion}: ${factLabels[fact.kind].toLowerCase()}`,
        detail: [`${sourceWords[source]}, ${formatDay(fact.happenedOn)}.`, input.note]
          .filter(Boolean)
          .join("\n"),
      },
      audit: { factId: id, fact: fact.kind, check },
    };
  });
}
