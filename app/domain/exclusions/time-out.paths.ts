/** URLs of time out of school. */
export const timeOutPaths = {
  record: (learnerId: string, alertId?: string) =>
    `/exclusions/time-out/new?learner=${learnerId}${alertId ? `&alert=${alertId}` : ""}`,
  end: (id: string) => `/exclusions/time-out/${id}/end`,
  review: (id: string) => `/exclusions/time-out/${id}/review`,
  withdraw: (id: string) => `/exclusions/time-out/${id}/withdraw`,
};
