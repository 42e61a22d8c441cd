/** Whether somebody is needed who speaks the language. */
export const interpreters = {
  not_needed: "Not needed",
  at_meetings: "For meetings and letters",
  every_day: "Every day",
} as const;
export type Interpreter = keyof typeof interpreters;

/** Additional support needs as assessed; without an answer they are presumed while looked after (domain facts §2.2). */
export const asnAnswers = {
  assessed_with: "Assessed: has additional support needs",
  assessed_without: "Assessed: has none",
} as const;
export type AsnAnswer = keyof typeof asnAnswers;

/** What came of considering a co-ordinated support plan. */
export const cspAnswers = {
  not_needed: "Considered: not needed now",
  being_prepared: "Being prepared",
  in_place: "In place",
} as const;
export type CspAnswer = keyof typeof cspAnswers;

/** Labels and hints of the forms for languages, support and plans. */
export const supportWords = {
  languages: { label: "Languages" },
  interpreter: { label: "Interpreter" },
  asn: { label: "Additional support needs (ASN)", hint: "Not answered: presumed while looked after" },
  csp: { label: "Co-ordinated support plan (CSP)", hint: "Not answered: not considered yet" },
  cspConsideredOn: { label: "CSP considered on" },
  hasIep: { label: "Individualised educational programme (IEP)" },
  stagedIntervention: { label: "Staged intervention" },
  kind: { label: "Which plan" },
  keptWhere: {
    label: "Where it is kept",
    hint: "So that somebody finds it: a system, a service, a person. Not what it says",
  },
  datedOn: { label: "Date of the plan" },
} as const;
