/** What a date of birth rests on (domain facts §2.3). */
export const birthBases = {
  documented: "A document",
  stated: "What the young person or family says",
  assessed: "An age assessment",
  not_known: "Not known",
} as const;
export type BirthBasis = keyof typeof birthBases;

/** Labels and hints of the form for a learner's details. */
export const detailsWords = {
  givenName: { label: "Given name" },
  familyName: { label: "Family name" },
  knownAs: { label: "Known as", hint: "The name they want to be called" },
  nameAsSaid: {
    label: "Their name as they say it",
    hint: "In their own order, letters or language, when that differs",
  },
  pronunciation: { label: "How it is pronounced", hint: "For example SHO-na" },
  pronouns: { label: "Pronouns", hint: "As they say them" },
  sex: { label: "Sex as SEEMiS holds it" },
  dateOfBirth: { label: "Date of birth" },
  dateOfBirthBasis: { label: "What the date of birth rests on" },
  stage: { label: "Stage", hint: "It does not follow from the date of birth" },
  scn: {
    label: "SCN",
    hint: "Scottish Candidate Number, 9 digits. Never a CHI, National Insurance or Home Office number",
  },
} as const;
