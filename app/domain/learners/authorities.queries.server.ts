import { authorityNames, schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn, toDateColumn } from "~/platform/format";

/**
 * The three authorities of a learner on a day ("2026-11-22"), each null when not known: home, which is responsible for
 * their care; school, which follows from the main school; residence, newest first. Home and residence are null for a school.
 */
export async function authoritiesOf(tx: Tx, learnerId: string, onDay: string) {
  const day = toDateColumn(onDay);
  const on = { learnerId, startedOn: { lte: day }, OR: [{ endedOn: null }, { endedOn: { gte: day } }] };
  const newest = { orderBy: { startedOn: "desc" } } as const;
  const care = await tx.carePeriod.findFirst({ where: on, ...newest, select: { homeAuthorityId: true } });
  const scope = await tx.learnerScope.findFirst({ where: on, ...newest, select: { homeAuthorityId: true } });
  const main = await tx.schoolEnrolment.findFirst({
    where: { ...on, kind: "main" },
    select: { schoolId: true },
  });
  const residences = await tx.learnerResidence.findMany({ where: { learnerId }, ...newest });
  const school = main && (await schoolsByIds(tx, [main.schoolId])).get(main.schoolId);
  const names = new Map((await authorityNames(tx)).map(({ id, name }) => [id, name]));
  const nameOf = (id: string | undefined) => (id && names.get(id)) ?? null;
  return {
    home: nameOf((care ?? scope)?.homeAuthorityId),
    school: nameOf(school?.authorityId),
    residences: residences.map(({ authorityId, startedOn, endedOn }) => ({
      authority: names.get(authorityId) ?? "",
      startedOn: fromDateColumn(startedOn),
      endedOn: endedOn && fromDateColumn(endedOn),
    })),
  };
}

export type Authorities = Awaited<ReturnType<typeof authoritiesOf>>;
