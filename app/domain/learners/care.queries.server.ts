import { codeLabels, codesOf } from "~/domain/reference/reference.queries.server";
import { read, type Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { fromDateColumn } from "~/platform/format";
import { Prisma } from "~/platform/generated/prisma/client";
import { isUuid } from "~/platform/uuid";
import {
  type CareCategory,
  type CareSource,
  careCategories,
  type LegalBasis,
  type Scope,
} from "./learners.words";

type Choice = { value: string; label: string };

const starting: Choice[] = Object.entries(careCategories).map(([value, { label }]) => ({ value, label }));

/** What the list of care experience offers on a day; what it starts with, where nobody has filled it yet. */
export async function careChoices(tx: Tx, day: string): Promise<Choice[]> {
  const offered = await codesOf(tx, "care_category", day);
  return offered.length === 0 ? starting : offered.map(({ code, label }) => ({ value: code, label }));
}

const withStarting = (labels: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...starting.map(({ value, label }) => [value, label] as const), ...labels]);

/** The words of every category, also of those no longer offered. */
export const careLabels = async (tx: Tx, day: string): Promise<Map<string, string>> =>
  withStarting(await codeLabels(tx, "care_category", day));

/** Null for a category that an administrator added: nobody has said what it is in law. */
const isLookedAfter = (category: string): boolean | null =>
  Object.hasOwn(careCategories, category) ? careCategories[category as CareCategory].isLookedAfter : null;

type PeriodRow = {
  id: string;
  category: string;
  legalBasis: LegalBasis | null;
  homeAuthority: string;
  source: CareSource;
  startedOn: string;
  endedOn: string | null;
  verifiedBy: string | null;
  verifiedOn: string | null;
};

type ScopeRow = {
  id: string;
  scope: Scope;
  homeAuthority: string;
  startedOn: string;
  endedOn: string | null;
};

/** Care periods and scopes, newest first, as far as the actor may see them: none for a school. */
export const careReads = (learnerId: string) => ({
  periods:
    read<PeriodRow>(Prisma.sql`SELECT c.id, c.category, c.legal_basis AS "legalBasis", home.name AS "homeAuthority",
      c.source, c.started_on AS "startedOn", c.ended_on AS "endedOn", verifier.name AS "verifiedBy", c.verified_on AS "verifiedOn"
    FROM care_period c JOIN authority home ON home.id = c.home_authority_id LEFT JOIN person verifier ON verifier.id = c.verified_by_id
    WHERE c.learner_id = ${learnerId}::uuid ORDER BY c.started_on DESC`),
  scopes:
    read<ScopeRow>(Prisma.sql`SELECT s.id, s.scope, home.name AS "homeAuthority", s.started_on AS "startedOn", s.ended_on AS "endedOn"
    FROM learner_scope s JOIN authority home ON home.id = s.home_authority_id
    WHERE s.learner_id = ${learnerId}::uuid ORDER BY s.started_on DESC`),
});

/** Care experience as the record says it, in the words that categories have in the reference list. */
export function careShown(
  { periods, scopes }: { periods: readonly PeriodRow[]; scopes: readonly ScopeRow[] },
  labels: ReadonlyMap<string, string>,
) {
  const words = withStarting(labels);
  return {
    periods: periods.map(({ verifiedBy, verifiedOn, ...period }) => ({
      ...period,
      label: words.get(period.category) ?? period.category,
      isLookedAfter: isLookedAfter(period.category),
      verified: verifiedBy && verifiedOn ? { by: verifiedBy, on: verifiedOn } : null,
    })),
    scopes: [...scopes],
  };
}

export type Care = ReturnType<typeof careShown>;

/**
 * One care period as its form shows it.
 * @throws NotFound when there is none, or none for this actor
 */
export async function carePeriodOf(tx: Tx, learnerId: string, id: string | undefined) {
  const period =
    isUuid(id) && isUuid(learnerId) ? await tx.carePeriod.findFirst({ where: { id, learnerId } }) : null;
  if (!period) throw new NotFound("There is no such care period.");
  const { startedOn, endedOn, legalBasis, ...rest } = period;
  return {
    ...rest,
    legalBasis: legalBasis as LegalBasis | null,
    startedOn: fromDateColumn(startedOn),
    endedOn: endedOn && fromDateColumn(endedOn),
  };
}
