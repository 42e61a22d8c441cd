import type { Tx } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";

/** How one of two records that are one now was named before; systems elsewhere may still name it so. */
export type MergedIdentity = {
  /** The record that is kept. */
  learnerId: string;
  scn: string | null;
  givenName: string;
  familyName: string;
  dateOfBirth: string | null;
};

/** As the two were named before each merge that stands. */
const identities = Prisma.sql`
  standing AS (
    SELECT app.kept_learner(m.merged_id) AS kept_id, m.merged_before, m.kept_before FROM learner_merge m WHERE m.undone_at IS NULL),
  identity AS (
    SELECT s.kept_id, s.merged_before AS named FROM standing s
    UNION ALL SELECT l.id, to_jsonb(l) || s.kept_before FROM standing s JOIN learner l ON l.id = s.kept_id)`;

/** Identities from before merges that stand, with one of these numbers or days of birth; known to those who see every learner. */
export function mergedIdentities(
  tx: Tx,
  { scns, births = [] }: { scns: readonly string[]; births?: readonly string[] },
): Promise<MergedIdentity[]> {
  return tx.$queryRaw`
    WITH ${identities}
    SELECT i.kept_id AS "learnerId", i.named ->> 'scn' AS scn, i.named ->> 'given_name' AS "givenName",
      i.named ->> 'family_name' AS "familyName", i.named ->> 'date_of_birth' AS "dateOfBirth"
    FROM identity i
    WHERE i.named ->> 'scn' = ANY (${[...scns]}::text[]) OR i.named ->> 'date_of_birth' = ANY (${[...births]}::text[])`;
}

/** What else a learner was called on records that are one now: what was written then may say so. For those who see every learner. */
export async function namesBeforeMerges(tx: Tx, learnerId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    WITH ${identities}
    SELECT DISTINCT name FROM identity i,
      unnest(ARRAY[i.named ->> 'given_name', i.named ->> 'family_name', i.named ->> 'known_as']) AS name
    WHERE i.kept_id = ${learnerId}::uuid AND name IS NOT NULL ORDER BY name`;
  return rows.map(({ name }) => name);
}
