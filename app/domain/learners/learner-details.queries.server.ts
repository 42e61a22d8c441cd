import { codeLabels, codesOf } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { fromDateColumn } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import type { BirthBasis } from "./learner-details.words";
import type { AsnAnswer, CspAnswer, Interpreter } from "./learner-support.words";

const dayIn = (column: Date | null | undefined): string | null => (column ? fromDateColumn(column) : null);

/** What a list offers on a day, as the choices of a form. */
export async function choicesOf(tx: Tx, list: Parameters<typeof codesOf>[1], day: string) {
  const entries = await codesOf(tx, list, day);
  return entries.map(({ code, label, hint }) => ({
    value: code,
    label: hint ? `${label} (${hint})` : label,
  }));
}

/**
 * A learner's details as their form shows them.
 * @throws NotFound when there is none, or none for this actor
 */
export async function learnerDetails(tx: Tx, id: string) {
  const learner = isUuid(id) ? await tx.learner.findUnique({ where: { id } }) : null;
  if (!learner) throw new NotFound("There is no such learner.");
  const { createdAt: _, dateOfBirth, dateOfBirthBasis, ...details } = learner;
  return {
    ...details,
    dateOfBirth: dayIn(dateOfBirth),
    dateOfBirthBasis: dateOfBirthBasis as BirthBasis,
  };
}

/** Languages and support as their form shows them; version 0 when nothing is on record. */
export async function learnerSupport(tx: Tx, learnerId: string) {
  const support = await tx.learnerSupport.findUnique({ where: { learnerId } });
  return {
    version: support?.version ?? 0,
    languages: support?.languages ?? [],
    interpreter: (support?.interpreter ?? null) as Interpreter | null,
    asn: (support?.asn ?? null) as AsnAnswer | null,
    csp: (support?.csp ?? null) as CspAnswer | null,
    cspConsideredOn: dayIn(support?.cspConsideredOn),
    hasIep: support?.hasIep ?? null,
    stagedIntervention: support?.stagedIntervention ?? null,
  };
}

/** Languages, support and plans as the record says them, in the words of a day ("2026-11-22"); plans newest first. */
export async function supportShown(tx: Tx, learnerId: string, day: string) {
  const support = await learnerSupport(tx, learnerId);
  const plans = await tx.learnerPlan.findMany({ where: { learnerId }, orderBy: { datedOn: "desc" } });
  const languages = await codeLabels(tx, "language", day);
  const levels = await codeLabels(tx, "staged_intervention", day);
  const kinds = await codeLabels(tx, "plan", day);
  const { stagedIntervention: level } = support;
  return {
    ...support,
    languages: support.languages.map((code) => languages.get(code) ?? code),
    stagedIntervention: level && (levels.get(level) ?? level),
    plans: plans.map(({ id, kind, keptWhere, datedOn, endedOn }) => ({
      id,
      name: kinds.get(kind) ?? kind,
      keptWhere,
      datedOn: fromDateColumn(datedOn),
      endedOn: dayIn(endedOn),
    })),
  };
}

export type SupportShown = Awaited<ReturnType<typeof supportShown>>;
