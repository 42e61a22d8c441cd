/** Two learners as a link keeps them: the lower id first. */
export const pairOf = (one: string, other: string) =>
  one < other ? { lowerId: one, higherId: other } : { lowerId: other, higherId: one };

/** Links of a learner, whichever end of the pair they are. */
export const linksOf = (learnerId: string) => ({
  unlinkedAt: null,
  OR: [{ lowerId: learnerId }, { higherId: learnerId }],
});
