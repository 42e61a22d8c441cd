import type { Tx } from "~/platform/database.server";

/** How one of two records that are one now was named before; systems elsewhere may still name it so. */
export type MergedIdentity = {
  /** The record that is kept. */
  learnerId: string;
  scn: string | null;
  givenName: string;
  familyName: string;
  dateOfBirth: string | null;
};

/** Identities from before merges that stand, with one of these numbers or days of birth; known to those who see every learner. */
export function mergedIdentities(
  tx: Tx,
  { scns, births = [] }: { scns: readonly string[]; births?: readonly string[] },
): Promise<MergedIdentity[]> {
  return tx.$queryRaw`
    WITH standing AS (
      SELECT app.kept_learner(m.merged_id) AS kept_id, m.merged_before, m.kept_before FROM learner_merge m WHERE m.undone_at IS NULL),
    identity AS (
      SELECT s.kept_id, s.merged_before AS named FROM standing s
      UNION ALL SELECT l.id, to_jsonb(l) || s.kept_before FROM standing s JOIN learner l ON l.id = s.kept_id)
    SELECT i.kept_id AS "learnerId", i.named ->> 'scn' AS scn, i.named ->> 'given_name' AS "givenName",
      i.named ->> 'family_name' AS "familyName", i.named ->> 'date_of_birth' AS "dateOfBirth"
    FROM identity i
    WHERE i.named ->> 'scn' = ANY (${[...scns]}::text[]) OR i.named ->> 'date_of_birth' = ANY (${[...births]}::text[])`;
}
