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
  addPerson: (id: string) => `/learners/${id}/people`,
};
