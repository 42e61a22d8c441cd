/** URLs of letters after an exclusion. */
export const lettersPaths = {
  write: (exclusionId: string) => `/exclusions/${exclusionId}/letter`,
  letter: (id: string) => `/exclusions/letters/${id}`,
  document: (id: string) => `/exclusions/letters/${id}/document`,
};
