/** Who may read a note on a learner's record. */
export const noteReaders = {
  school_and_virtual_school: { label: "School and Virtual School" },
  virtual_school_only: { label: "Virtual School only" },
  restricted: {
    label: "Restricted: the Leads, the Virtual School Head Teacher and you",
    hint: "For health or family matters. Others of the Virtual School who work with the learner see only that there is a note, from which day and by whom. The school sees nothing",
  },
} as const;
export type NoteReaders = keyof typeof noteReaders;

/** Labels and hints of the form. */
export const noteWords = {
  text: { label: "Note", hint: "Facts, in plain kind words. The young person may read this one day" },
  readers: { label: "Who may read it?" },
} as const;

/** Characters of a note. */
export const longestNote = 4000;
