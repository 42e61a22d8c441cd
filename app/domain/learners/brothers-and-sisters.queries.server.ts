import { read } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";
import { type NamedLearner, nameOf } from "./learners.queries.server";

type LinkRow = { id: string; otherId: string | null; stage: string } & Parameters<typeof nameOf>[0];

/** Links of a learner, in the order they were made. The database leaves out what the actor may not know of, links and names. */
export const linksRead = (learnerId: string) =>
  read<LinkRow>(Prisma.sql`SELECT k.id, l.id AS "otherId", l.given_name AS "givenName", l.family_name AS "familyName",
      l.known_as AS "knownAs", l.stage
    FROM learner_link k LEFT JOIN learner l ON l.id IN (k.lower_id, k.higher_id) AND l.id <> ${learnerId}::uuid
    WHERE k.unlinked_at IS NULL AND ${learnerId}::uuid IN (k.lower_id, k.higher_id) ORDER BY k.linked_at`);

/**
 * Brothers and sisters as far as the actor may know of them. `learner` is null for somebody whom they do not see: that
 * there is somebody is all a Virtual School teacher learns; a school learns of its own two learners only.
 */
export const brothersAndSistersOf = (links: readonly LinkRow[]) =>
  links.map(({ id, otherId, stage, ...names }): { id: string; learner: NamedLearner | null } => ({
    id,
    learner: otherId === null ? null : { id: otherId, name: nameOf(names), stage },
  }));

export type BrothersAndSisters = ReturnType<typeof brothersAndSistersOf>;
