import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { addEvent } from "~/domain/chronology/add-event.server";
import { onDuty } from "~/domain/duty/on-duty.server";
import { firstSchoolOf } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import type { RaiseDrillInput } from "./alert-handling.schema";
import { alertsPolicy } from "./alerts.policy";
import { dutyRules, startClock } from "./internal/alert-clock.server";
import { answerDue } from "./internal/answer-due";
import { askDuty } from "./internal/ask-duty.server";

const urgency = "today";
const whatHappened =
  "This is practice. No child is meant. Answer it as you would answer any alert: with that it ends.";

async function nextReference(tx: Tx, day: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ number: bigint }[]>`SELECT nextval('drill_number') AS number`;
  return `P-${day.slice(0, 4)}-${String(row?.number ?? 0).padStart(4, "0")}`;
}

/** What a practice alert says: nothing about anybody. */
const blank = {
  formDigest: "practice",
  state: "raised",
  urgency,
  decisionAlreadyMade: false,
  isChildSafe: true,
  wasSentOut: false,
  whereNow: "in_class",
  withWhom: "",
  whatHappened,
  childView: "not_asked_yet",
  isDrill: true,
} as const;

async function store(tx: Tx, actor: Actor, input: RaiseDrillInput, at: Date): Promise<{ id: string } | null> {
  const school = await firstSchoolOf(tx, input.areaId);
  if (!school) throw new Invalid("This area has no school yet, so no alert can come from it", "areaId");
  const rules = await dutyRules(tx);
  const { calendar } = rules;
  const turn = await onDuty(tx, { areaId: input.areaId, at, calendar });
  const answerDueAt = answerDue({ urgency, raisedAt: at, decisionExpectedAt: null, calendar }).dueAt;
  const alert = { id: crypto.randomUUID(), reference: await nextReference(tx, dayOf(at)) };
  const times = { raisedAt: at, answerDueAt, decisionExpectedAt: null };
  const people = {
    raisedById: actor.personId,
    dutyPersonId: turn?.personId ?? null,
    dutyDeputeId: turn?.deputeId ?? null,
  };
  const row = { ...blank, ...alert, ...times, ...people, formKey: input.formKey, schoolId: school.id };
  const { count } = await tx.alert.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) return null;
  const place = { areaId: input.areaId, schoolId: school.id, learnerId: null };
  await startClock(
    tx,
    { alertId: alert.id, reference: alert.reference, urgency, ...times, ...place, isDrill: true },
    rules,
  );
  const about = { kind: "alert", id: alert.id };
  await addEvent(tx, {
    at,
    kind: "alert.raised",
    about,
    learnerId: null,
    schoolId: school.id,
    personId: actor.personId,
    audience: "virtual_school_only",
    summary: "Practice alert raised",
  });
  await writeAuditLine(tx, {
    at,
    personId: actor.personId,
    action: "drill.raised",
    subject: about,
    detail: { areaId: input.areaId },
  });
  await askDuty(tx, { ...alert, urgency, answerDueAt, turn, isPractice: true }, at);
  return { id: alert.id };
}

/**
 * Raises a practice alert for an area: whoever is on duty is asked, and the next person after them, as in earnest. The
 * school that it is set in does not see it, and nothing counts it. A second press of the same form raises nothing more.
 * @returns the new alert, or null when there is one of this form already
 * @throws NotAllowed; Invalid for an area without a school
 */
export function raiseDrill(
  actor: Actor,
  input: RaiseDrillInput,
  clock: Clock,
): Promise<{ id: string } | null> {
  if (!may(actor, alertsPolicy.practise)) {
    throw new NotAllowed("Only a Lead or the Virtual School Head Teacher can raise a practice alert.");
  }
  return asActor(actor, (tx) => store(tx, actor, input, clock.now()));
}
