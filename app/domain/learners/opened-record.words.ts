/** Labels and hints of the form that opens a record with a reason. */
export const openRecordWords = {
  scn: { label: "SCN", hint: "Scottish Candidate Number, 9 digits. Or fill in all three fields below" },
  givenName: { label: "Given name", hint: "In full, or the name they want to be called" },
  familyName: { label: "Family name" },
  dateOfBirth: { label: "Date of birth" },
  reason: {
    label: "Why do you need this record now?",
    hint: "The Virtual School Head Teacher reads it. Name no child",
  },
} as const;
