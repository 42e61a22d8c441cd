/** URLs of the learners room. */
export const learnersPaths = {
  list: () => "/learners",
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
  addPerson: (id: string) => `/learners/${id}/people`,
};
