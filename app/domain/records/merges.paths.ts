/** URLs of merges. */
export const mergesPaths = {
  list: () => "/learners/merges",
  merge: (id: string) => `/learners/merges/${id}`,
  /** The record named first is kept. */
  start: (keptId: string, mergedId: string) => `/learners/duplicates/${keptId}/${mergedId}/merge`,
};
