/** URLs of the learners room. */
export const learnersPaths = {
  list: () => "/learners",
  search: () => "/learners/search",
  add: () => "/learners/new",
  record: (id: string) => `/learners/${id}`,
  addPerson: (id: string) => `/learners/${id}/people`,
};
