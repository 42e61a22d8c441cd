import { codesOf } from "~/domain/reference/reference.queries.server";
import { read, type Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { fromDateColumn } from "~/platform/format";
import { Prisma } from "~/platform/generated/prisma/client";
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

type SupportRow = Awaited<ReturnType<typeof learnerSupport>>;
type PlanRow = { id: string; kind: string; keptWhere: string; datedOn: string; endedOn: string | null };

/** Languages and support, none when nothing is on record, and plans, newest first. */
export const supportReads = (learnerId: string) => ({
  support:
    read<SupportRow>(Prisma.sql`SELECT s.version, s.languages, s.interpreter, s.asn, s.csp, s.csp_considered_on AS "cspConsideredOn",
      s.has_iep AS "hasIep", s.staged_intervention AS "stagedIntervention"
    FROM learner_support s WHERE s.learner_id = ${learnerId}::uuid`),
  plans:
    read<PlanRow>(Prisma.sql`SELECT p.id, p.kind, p.kept_where AS "keptWhere", p.dated_on AS "datedOn", p.ended_on AS "endedOn"
    FROM learner_plan p WHERE p.learner_id = ${learnerId}::uuid ORDER BY p.dated_on DESC`),
});

const nothingKnown: SupportRow = {
  version: 0,
  languages: [],
  interpreter: null,
  asn: null,
  csp: null,
  cspConsideredOn: null,
  hasIep: null,
  stagedIntervention: null,
};

/** Languages, support and plans as the record says them, in the words of the reference lists. */
export function supportShown(
  { support: [support = nothingKnown], plans }: { support: SupportRow[]; plans: PlanRow[] },
  labels: Record<"language" | "staged_intervention" | "plan", ReadonlyMap<string, string>>,
) {
  const { stagedIntervention: level } = support;
  return {
    ...support,
    languages: support.languages.map((code) => labels.language.get(code) ?? code),
    stagedIntervention: level && (labels.staged_intervention.get(level) ?? level),
    plans: plans.map(({ kind, ...plan }) => ({ ...plan, name: labels.plan.get(kind) ?? kind })),
  };
}

export type SupportShown = ReturnType<typeof supportShown>;
