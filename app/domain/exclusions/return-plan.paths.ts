/** URLs of the way back after an exclusion. */
export const returnPaths = {
  plan: (id: string) => `/exclusions/${id}/plan`,
  record: (id: string) => `/exclusions/${id}/return`,
};
