/** URLs of the comparison with the authority's own system. */
export const reconcilePaths = {
  list: () => "/exclusions/reconcile",
  run: (id: string) => `/exclusions/reconcile/${id}`,
};
