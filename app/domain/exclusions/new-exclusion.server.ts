import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { alertHeading } from "~/domain/alerts/alerts.queries.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { schoolOf } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { dayOf, fromDateColumn } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";

/** Whom it is about, by the ids in a URL; null when the URL names nobody yet. */
async function subjectOf(tx: Tx, params: URLSearchParams) {
  const alertId = params.get("alert");
  if (alertId !== null) {
    const alert = await alertHeading(tx, alertId);
    // A child who is not matched to a learner yet has no record to put an exclusion on.
    if (alert.learnerId === null) throw new NotFound("Match the child of this alert to a learner first.");
    return { alertId: alert.id, learnerId: alert.learnerId, schoolId: alert.schoolId };
  }
  const learnerId = params.get("learner");
  const schoolId = params.get("school");
  return learnerId === null || schoolId === null ? null : { alertId: null, learnerId, schoolId };
}

/** What the alert's decision says already, so that nobody types it twice. */
async function fromDecision(tx: Tx, alertId: string | null) {
  const decision = alertId
    ? await tx.alertDecision.findUnique({
        where: { alertId },
        select: { decision: true, decidedOn: true, decidedBy: true, openings: true, reason: true },
      })
    : null;
  if (decision?.decision !== "excluded_temporary") return null;
  const day = fromDateColumn(decision.decidedOn);
  return {
    decidedOn: day,
    startsOn: day,
    decidedBy: decision.decidedBy,
    openings: decision.openings === null ? undefined : String(decision.openings),
    reason: decision.reason,
  };
}

/**
 * What the form for a new exclusion begins with: whom it is about, and what is known; null when nobody is named yet.
 * Notes that the learner was read.
 * @throws NotFound for an alert, a learner or a school that is not open to the actor
 */
export async function newExclusion(tx: Tx, actor: Actor, params: URLSearchParams, at: Date) {
  const subject = await subjectOf(tx, params);
  if (!subject) return null;
  const { alertId, learnerId, schoolId } = subject;
  const school = await schoolOf(tx, schoolId);
  if (!may(actor, exclusionsPolicy.record, school.id)) throw new NotFound("There is no such school.");
  const learner = await learnerNamed(tx, learnerId);
  await writeReadLine(tx, {
    at,
    personId: actor.personId,
    section: "new-exclusion",
    learnerId,
    ids: [learnerId],
  });
  const day = dayOf(at);
  const heads = await peopleWithRole(tx, ["head_teacher"], { day, schoolId });
  const head = heads.find((person) => person.personId === actor.personId) ?? heads[0];
  const known = await fromDecision(tx, alertId);
  return {
    alertId,
    learner,
    school: { id: school.id, name: school.name },
    defaults: known ?? { decidedOn: day, startsOn: day, decidedBy: head?.name },
  };
}
