import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { roleWords } from "~/domain/accounts/accounts.words";
import { read, type Tx } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";
import { type RelatedRole, relatedRoles } from "./learner-relation.words";

/** Somebody who sees a part of a learner's record. Days as "2026-11-22". */
export type Relation = { id: string; name: string; role: RelatedRole; since: string; untilOn: string | null };

/** Who sees a part of a learner's record on a day. */
export const relationsRead = (learnerId: string, day: string) =>
  read<Relation>(Prisma.sql`SELECT r.id, coalesce(p.name, '') AS name, r.role, r.from_on AS since, r.until_on AS "untilOn"
    FROM learner_relation r LEFT JOIN person p ON p.id = r.person_id
    WHERE r.learner_id = ${learnerId}::uuid AND (r.until_on IS NULL OR r.until_on >= ${day}::date) ORDER BY r.from_on, r.id`);

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
