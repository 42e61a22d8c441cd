import { read } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";

type ResidenceRow = { authority: string; startedOn: string; endedOn: string | null };

/** Where a learner lives and lived, newest first, as far as the actor may see it: nothing for a school. */
export const residencesRead = (learnerId: string) =>
  read<ResidenceRow>(Prisma.sql`SELECT a.name AS authority, r.started_on AS "startedOn", r.ended_on AS "endedOn"
    FROM learner_residence r JOIN authority a ON a.id = r.authority_id
    WHERE r.learner_id = ${learnerId}::uuid ORDER BY r.started_on DESC`);

type Lasting = { startedOn: string; endedOn: string | null };

type Known = {
  periods: readonly (Lasting & { homeAuthority: string })[];
  scopes: readonly (Lasting & { homeAuthority: string })[];
  enrolments: readonly (Lasting & { kind: string; authority: string })[];
  residences: readonly ResidenceRow[];
};

/**
 * The three authorities of a learner on a day ("2026-11-22"), each null when not known: home, which is responsible for
 * their care; school, which follows from the main school; residence, newest first. Each list comes newest first.
 */
export function authoritiesOf({ periods, scopes, enrolments, residences }: Known, day: string) {
  const lasts = ({ startedOn, endedOn }: Lasting) => startedOn <= day && (endedOn === null || endedOn >= day);
  const home = periods.find(lasts) ?? scopes.find(lasts);
  const main = enrolments.find((enrolment) => enrolment.kind === "main" && lasts(enrolment));
  return {
    home: home?.homeAuthority ?? null,
    school: main?.authority ?? null,
    residences: [...residences],
  };
}

export type Authorities = ReturnType<typeof authoritiesOf>;
