/** URLs of imports. */
export const importsPaths = {
  list: () => "/records/imports",
  kind: (kind: string) => `/records/imports/of/${kind}`,
  template: (kind: string) => `/records/imports/of/${kind}/template`,
  run: (id: string) => `/records/imports/${id}`,
  report: (id: string) => `/records/imports/${id}/report`,
};
