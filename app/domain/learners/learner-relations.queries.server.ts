import { namesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { roleWords } from "~/domain/accounts/accounts.words";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn, toDateColumn } from "~/platform/format";
import { type RelatedRole, relatedRoles } from "./learner-relation.words";

/** Somebody who sees a part of a learner's record. Days as "2026-11-22". */
export type Relation = { id: string; name: string; role: RelatedRole; since: string; untilOn: string | null };

/** Who sees a part of a learner's record on a day. */
export async function relationsOf(tx: Tx, learnerId: string, day: string): Promise<Relation[]> {
  const rows = await tx.learnerRelation.findMany({
    where: { learnerId, OR: [{ untilOn: null }, { untilOn: { gte: toDateColumn(day) } }] },
    orderBy: [{ fromOn: "asc" }, { id: "asc" }],
  });
  const names = await namesOf(
    tx,
    rows.map(({ personId }) => personId),
  );
  return rows.map(({ id, personId, role, fromOn, untilOn }) => ({
    id,
    name: names.get(personId) ?? "",
    role: role as RelatedRole,
    since: fromDateColumn(fromOn),
    untilOn: untilOn && fromDateColumn(untilOn),
  }));
}

/** Everybody who can be shown a part of a record, as the choices of a form: "social_worker <id>". */
export async function relatableChoices(tx: Tx, day: string): Promise<{ value: string; label: string }[]> {
  const choices = [];
  for (const role of relatedRoles) {
    const people = await peopleWithRole(tx, [role], { day });
    choices.push(
      ...people.map(({ personId, name }) => ({
        value: `${role} ${personId}`,
        label: `${name}, ${roleWords[role]}`,
      })),
    );
  }
  return choices;
}
