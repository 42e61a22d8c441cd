/** Labels and hints of the form for what a learner says. */
export const voiceWords = {
  called: { label: "What do they want to be called?" },
  helps: { label: "What helps?", hint: "As they say it, in their words" },
  helpsNot: { label: "What does not help?", hint: "As they say it, in their words" },
  saidOn: { label: "When did they say it?" },
} as const;

/** Characters of one answer. */
export const longestAnswer = 1000;
