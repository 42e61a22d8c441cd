/** URLs of the samples for the quality group. */
export const qualityPaths = {
  list: () => "/outcomes/quality",
  draw: () => "/outcomes/quality/new",
  sample: (id: string) => `/outcomes/quality/${id}`,
  withdraw: (id: string) => `/outcomes/quality/${id}/withdraw`,
  print: (id: string) => `/outcomes/quality/${id}/print`,
  document: (id: string) => `/outcomes/quality/${id}/document`,
  case: (id: string, caseId: string) => `/outcomes/quality/${id}/cases/${caseId}`,
  write: (id: string, caseId: string) => `/outcomes/quality/${id}/cases/${caseId}/write`,
};
