/** Whom a new exclusion is about: from an alert, or a learner at a school. */
type From = { alert: string } | { learner: string; school: string };

/** URLs of the exclusions room. */
export const exclusionsPaths = {
  list: () => "/exclusions",
  rules: () => "/exclusions/rules",
  add: (from?: From) => (from ? `/exclusions/new?${new URLSearchParams(from)}` : "/exclusions/new"),
  exclusion: (id: string) => `/exclusions/${id}`,
  step: (id: string, kind: string) => `/exclusions/${id}/step/${kind}`,
  education: (id: string) => `/exclusions/${id}/education`,
  close: (id: string) => `/exclusions/${id}/close`,
  annul: (id: string) => `/exclusions/${id}/annul`,
  remove: (id: string) => `/exclusions/${id}/remove`,
};
