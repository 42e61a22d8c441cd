import { type Actor, may } from "~/platform/actor";
import { formatDay } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import type { ExclusionRecord } from "./exclusions.queries.server";
import { endedWords } from "./internal/change-exclusion.server";

function planOf({ exclusion: { plan }, notifyList }: ExclusionRecord) {
  if (!plan) return null;
  const names = new Map(notifyList.map((entry) => [entry.id, entry.name]));
  const told = plan.toldIds.map((id) => names.get(id) ?? "Somebody who is not on the list any more");
  return [
    { key: "Key adult", value: plan.keyAdult },
    { key: "Support", value: plan.support },
    { key: "First day", value: plan.firstDay },
    { key: "Conditions, as the school gave them", value: plan.conditions },
    { key: "What the young person says", value: plan.childWords && `“${plan.childWords}”` },
    { key: "Review", value: formatDay(plan.reviewOn) },
    { key: "Told", value: told.join(", ") || null },
  ].filter((row) => row.value !== null);
}

/** The days after the day of return are no part of the exclusion: they are time out of their own. Null when there are none. */
function lateWords({ steps, returnDueOn }: ExclusionRecord["exclusion"]): string | null {
  const days = steps.filter((step) => step.kind === "returned").map((step) => step.happenedOn);
  const [back] = days.sort((a, b) => a.getTime() - b.getTime());
  if (!back || !returnDueOn || back <= returnDueOn) return null;
  return `Due back on ${formatDay(returnDueOn)}, and back on ${formatDay(back)}. Record the days between as time out of school.`;
}

/** The way back as the record shows it, with what the actor may do; null for a child who does not come back. */
export function wayBackView(record: ExclusionRecord, actor: Actor) {
  const { id, schoolId, returnDueOn } = record.exclusion;
  if (returnDueOn === null) return null;
  return {
    id,
    dueOn: formatDay(returnDueOn),
    late: lateWords(record.exclusion),
    plan: planOf(record),
    mayRecord: endedWords(record.exclusion) === null && may(actor, exclusionsPolicy.record, schoolId),
  };
}

export type WayBackView = NonNullable<ReturnType<typeof wayBackView>>;
