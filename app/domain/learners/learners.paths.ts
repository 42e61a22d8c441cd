const withQuery = (path: string, query: string) => (query === "" ? path : `${path}?${query}`);

/** URLs of the learners room. */
export const learnersPaths = {
  /** `query`: a filter and a place in the list, reference values and ids only. */
  list: (query = "") => withQuery("/learners", query),
  savedLists: (query = "") => withQuery("/learners/lists", query),
  removeSavedList: (id: string) => `/learners/lists/${id}`,
  exportList: (query = "") => withQuery("/learners/export", query),
  exportedFile: () => "/learners/export/file",
  search: () => "/learners/search",
  add: () => "/learners/new",
  record: (id: string) => `/learners/${id}`,
  details: (id: string) => `/learners/${id}/details`,
  support: (id: string) => `/learners/${id}/support`,
  addPlan: (id: string) => `/learners/${id}/plan`,
  plan: (id: string, planId: string) => `/learners/${id}/plan/${planId}`,
  addCare: (id: string) => `/learners/${id}/care`,
  care: (id: string, periodId: string) => `/learners/${id}/care/${periodId}`,
  addScope: (id: string) => `/learners/${id}/scope`,
  scope: (id: string, scopeId: string) => `/learners/${id}/scope/${scopeId}`,
  school: (id: string) => `/learners/${id}/school`,
  sharedSchool: (id: string, enrolmentId: string) => `/learners/${id}/school/${enrolmentId}`,
  residence: (id: string) => `/learners/${id}/residence`,
  setFlag: (id: string, kind: string) => `/learners/${id}/flag/${kind}`,
  liftFlag: (id: string, flagId: string) => `/learners/${id}/flag-lifted/${flagId}`,
  link: (id: string) => `/learners/${id}/link`,
  unlink: (id: string, linkId: string) => `/learners/${id}/link/${linkId}`,
  addVoice: (id: string) => `/learners/${id}/voice`,
  addPerson: (id: string) => `/learners/${id}/people`,
  changePerson: (id: string, personId: string) => `/learners/${id}/people?person=${personId}`,
};
