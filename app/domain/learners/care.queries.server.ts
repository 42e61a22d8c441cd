import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { authorityNames } from "~/domain/organisations/organisations.queries.server";
import { codeLabels, codesOf } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { fromDateColumn } from "~/platform/format";
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

/** The words of every category, also of those no longer offered. */
export async function careLabels(tx: Tx, day: string): Promise<Map<string, string>> {
  const entries = starting.map(({ value, label }) => [value, label] as const);
  return new Map([...entries, ...(await codeLabels(tx, "care_category", day))]);
}

/** Null for a category that an administrator added: nobody has said what it is in law. */
const isLookedAfter = (category: string): boolean | null =>
  Object.hasOwn(careCategories, category) ? careCategories[category as CareCategory].isLookedAfter : null;

const newest = { startedOn: "desc" } as const;

/** Care periods and scopes, newest first, as far as the actor may see them: none for a school. */
export async function careOf(tx: Tx, learnerId: string, day: string) {
  const periods = await tx.carePeriod.findMany({ where: { learnerId }, orderBy: newest });
  const scopes = await tx.learnerScope.findMany({ where: { learnerId }, orderBy: newest });
  const labels = await careLabels(tx, day);
  const authorities = new Map((await authorityNames(tx)).map(({ id, name }) => [id, name]));
  const names = await namesOf(
    tx,
    periods.map(({ verifiedById }) => verifiedById),
  );
  return {
    periods: periods.map((period) => ({
      id: period.id,
      category: period.category,
      label: labels.get(period.category) ?? period.category,
      isLookedAfter: isLookedAfter(period.category),
      legalBasis: period.legalBasis as LegalBasis | null,
      homeAuthority: authorities.get(period.homeAuthorityId) ?? "",
      source: period.source as CareSource,
      startedOn: fromDateColumn(period.startedOn),
      endedOn: period.endedOn && fromDateColumn(period.endedOn),
      verified:
        period.verifiedById && period.verifiedOn
          ? { by: names.get(period.verifiedById) ?? "somebody", on: fromDateColumn(period.verifiedOn) }
          : null,
    })),
    scopes: scopes.map((scope) => ({
      id: scope.id,
      scope: scope.scope as Scope,
      homeAuthority: authorities.get(scope.homeAuthorityId) ?? "",
      startedOn: fromDateColumn(scope.startedOn),
      endedOn: scope.endedOn && fromDateColumn(scope.endedOn),
    })),
  };
}

export type Care = Awaited<ReturnType<typeof careOf>>;

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
