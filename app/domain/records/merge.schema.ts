import { z } from "zod";

const side = z.enum(["kept", "merged"]).optional();

/** A press that makes two records one. `seen`: digest of what the page showed. For a field in which they differ, whose value holds. */
export const mergeLearnersSchema = z.object({
  mergeId: z.uuid(),
  keptId: z.uuid(),
  mergedId: z.uuid(),
  seen: z.string(),
  givenName: side,
  familyName: side,
  knownAs: side,
  nameAsSaid: side,
  pronunciation: side,
  pronouns: side,
  sex: side,
  dateOfBirth: side,
  stage: side,
  scn: side,
  scnToCheck: side,
});
export type MergeLearnersInput = z.infer<typeof mergeLearnersSchema>;

/** A press that takes a merge back. `seen`: digest of what the page said of it. */
export const undoMergeSchema = z.object({ mergeId: z.uuid(), seen: z.string() });
export type UndoMergeInput = z.infer<typeof undoMergeSchema>;
