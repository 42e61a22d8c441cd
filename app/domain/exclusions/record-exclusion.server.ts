import { alertHeading } from "~/domain/alerts/alerts.queries.server";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { schoolCalendarOf } from "~/domain/calendars/calendars.queries.server";
import { addEvent } from "~/domain/chronology/add-event.server";
import { isOnRoll } from "~/domain/learners/learners.queries.server";
import { schoolOf } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed } from "~/platform/errors";
import { dayOf, formatDay, toDateColumn } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import type { RecordExclusionInput } from "./exclusions.schema";
import { type DaysOut, daysOut, holdLearner, refuseOverlap } from "./internal/days-out.server";
import { addEducation } from "./internal/education-rows.server";
import { rewriteDue } from "./internal/exclusion-due.server";
import { checkProvision, checkVersions } from "./internal/offered-codes.server";
import { tellOfExclusion } from "./internal/tell-of-exclusion.server";

type Recording = { actor: Actor; input: RecordExclusionInput; at: Date };

/** The alert that it is recorded from. It must be of this learner, say that they were excluded, and have no exclusion yet. */
async function alertOf(tx: Tx, { alertId, learnerId, schoolId }: RecordExclusionInput) {
  if (!alertId) return null;
  const alert = await alertHeading(tx, alertId);
  if (alert.learnerId !== learnerId || alert.schoolId !== schoolId)
    throw new Invalid("This alert is about another learner, or of another school.");
  if ((await tx.alertFact.count({ where: { alertId, kind: "excluded" } })) === 0)
    throw new Invalid("Record the head teacher’s decision to exclude on the alert first.");
  const other = await tx.exclusion.findFirst({
    where: { alertId, annulledAt: null },
    select: { reference: true },
  });
  if (other) throw new Conflict(`The exclusion of this alert is on record: ${other.reference}.`, { alertId });
  return alert;
}

async function checkCodes(tx: Tx, { input, at }: Recording): Promise<void> {
  const today = dayOf(at);
  const { incidentTypes, motivations, provision } = input;
  await checkVersions(tx, { list: "incident_type", versions: incidentTypes, field: "incidentTypes" }, today);
  await checkVersions(tx, { list: "motivation", versions: motivations, field: "motivations" }, today);
  await checkProvision(tx, provision, today);
}

async function nextReference(tx: Tx, day: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ number: bigint }[]>`SELECT nextval('exclusion_number') AS number`;
  return `E-${day.slice(0, 4)}-${String(row?.number ?? 0).padStart(4, "0")}`;
}

async function writeRows(tx: Tx, { actor, input, at }: Recording, days: DaysOut, reference: string) {
  const recorded = { recordedById: actor.personId, recordedAt: at };
  const { exclusionId, learnerId, schoolId, startsAt } = input;
  const ids = { learnerId, schoolId, alertId: input.alertId ?? null };
  await tx.exclusion.createMany({
    data: [
      {
        ...ids,
        ...recorded,
        id: exclusionId,
        reference,
        ground: input.ground,
        decidedOn: toDateColumn(input.decidedOn),
        decidedBy: input.decidedBy,
        startsOn: toDateColumn(input.startsOn),
        startsAt,
        openings: input.openings,
        returnDueOn: toDateColumn(days.returnsOn),
        reason: input.reason,
        incidentTypes: input.incidentTypes,
        motivations: input.motivations,
        seemisReference: input.seemisReference ?? null,
      },
    ],
  });
  await addEducation(
    tx,
    { id: crypto.randomUUID(), exclusionId, decidedOn: input.decidedOn },
    input,
    recorded,
  );
  await tx.timeOut.createMany({
    data: [
      {
        ...ids,
        ...recorded,
        id: crypto.randomUUID(),
        exclusionId,
        kind: "temporary_exclusion",
        startsOn: toDateColumn(input.startsOn),
        startsAt,
        endsOn: toDateColumn(days.lastOn),
        endsAt: days.lastAt,
        why: input.reason,
        source: "school",
      },
    ],
  });
}

async function writeTraces(tx: Tx, { actor, input, at }: Recording, days: DaysOut): Promise<void> {
  const { openings, decidedOn, decidedBy, reason } = input;
  const about = { kind: "exclusion", id: input.exclusionId };
  const kind = "exclusion.recorded";
  await addEvent(tx, {
    at,
    kind,
    about,
    learnerId: input.learnerId,
    schoolId: input.schoolId,
    personId: actor.personId,
    audience: "school_and_virtual_school",
    summary: `Excluded for ${openings} half ${openings === 1 ? "day" : "days"} from ${formatDay(input.startsOn)}, decided on ${formatDay(decidedOn)}; due back on ${formatDay(days.returnsOn)}`,
    detail: `Decided by ${decidedBy}.\n${reason}`,
  });
  const detail = {
    schoolId: input.schoolId,
    alertId: input.alertId ?? null,
    ground: input.ground,
    decidedOn,
    openings,
    provision: input.provision,
  };
  await writeAuditLine(tx, { at, personId: actor.personId, action: kind, subject: about, detail });
}

/**
 * Puts a temporary exclusion on record as the head teacher decided it: the app neither approves nor blocks it. Exclusion,
 * first answer on education meanwhile, time out of school, event, audit line and mails in one transaction. A second press
 * of the same form finds the first exclusion.
 * @throws NotAllowed for another school; Invalid for a learner not on its roll that day, days that cannot be or overlap
 * another exclusion, codes no longer offered; Conflict when the alert has an exclusion
 */
export function recordExclusion(
  actor: Actor,
  input: RecordExclusionInput,
  clock: Clock,
): Promise<{ id: string }> {
  return asActor(actor, async (tx) => {
    const at = clock.now();
    const { exclusionId: id, learnerId, schoolId } = input;
    if (!may(actor, exclusionsPolicy.record, schoolId))
      throw new NotAllowed("You can record an exclusion of your own school only.", { schoolId });
    await holdLearner(tx, learnerId);
    if ((await tx.exclusion.count({ where: { id } })) > 0) return { id };
    const school = await schoolOf(tx, schoolId);
    const days = daysOut(input, await schoolCalendarOf(tx, school), dayOf(at));
    if (!(await isOnRoll(tx, learnerId, { schoolId, day: toDateColumn(input.decidedOn) })))
      throw new Invalid("The learner was not on the school’s roll on this day", "decidedOn");
    const alert = await alertOf(tx, input);
    await refuseOverlap(tx, input, days);
    const recording = { actor, input, at };
    await checkCodes(tx, recording);
    const reference = await nextReference(tx, dayOf(at));
    await writeRows(tx, recording, days, reference);
    await writeTraces(tx, recording, days);
    await rewriteDue(tx, id, at);
    const told = {
      id,
      reference,
      areaId: school.areaId,
      ownerId: alert?.ownerId ?? null,
      byId: actor.personId,
    };
    await tellOfExclusion(tx, told, at);
    return { id };
  });
}
