// Words and choices of the forms for learners, apart from their schemas so that browsers are not sent the schema library.

import { formatDay } from "~/platform/format";

/** "since 3 May 2021", or "3 May 2021 to 4 June 2023"; days as "2021-05-03". */
export const periodInWords = ({ startedOn, endedOn }: { startedOn: string; endedOn: string | null }) =>
  endedOn ? `${formatDay(startedOn)} to ${formatDay(endedOn)}` : `since ${formatDay(startedOn)}`;

/** Stages of a Scottish school. */
export const stages = [
  "P1",
  "P2",
  "P3",
  "P4",
  "P5",
  "P6",
  "P7",
  "S1",
  "S2",
  "S3",
  "S4",
  "S5",
  "S6",
  "SP",
] as const;
export type Stage = (typeof stages)[number];

/**
 * Categories of care experience that an installation starts with (domain facts §2.1), and whether the child is looked
 * after in law meanwhile. An administrator words them, and may add others, of which that is not known.
 */
export const careCategories = {
  at_home: { label: "Looked after at home", isLookedAfter: true },
  kinship_looked_after: { label: "Kinship care, looked after", isLookedAfter: true },
  kinship_informal: { label: "Kinship care, not looked after", isLookedAfter: false },
  foster: { label: "Foster care with an authority’s carers", isLookedAfter: true },
  foster_agency: { label: "Foster care with an independent agency’s carers", isLookedAfter: true },
  prospective_adopters: { label: "With prospective adopters", isLookedAfter: true },
  adopted: { label: "Adopted", isLookedAfter: false },
  house: { label: "Children’s house of an authority", isLookedAfter: true },
  house_other: { label: "Children’s house of another provider", isLookedAfter: true },
  residential_school: { label: "Residential school", isLookedAfter: true },
  secure: { label: "Secure care", isLookedAfter: true },
  crisis: { label: "Crisis care", isLookedAfter: true },
  continuing_care: { label: "Continuing care", isLookedAfter: false },
  aftercare: { label: "Aftercare", isLookedAfter: false },
  previously: { label: "Previously looked after", isLookedAfter: false },
} as const;
export type CareCategory = keyof typeof careCategories;

/** How somebody is on a school's roll. */
export const enrolmentKinds = {
  main: "Yes: it takes the place of the one before, which sees the learner up to the day before",
  shared: "No: they share time there",
} as const;

/** Why else the Virtual School works with a learner. The edge of care is no care experience. */
export const learnerScopes = {
  unaccompanied: "Unaccompanied asylum-seeking child or young person",
  interrupted: "Interrupted or hospital learner",
  edge_of_care: "Edge of care",
} as const;
export type Scope = keyof typeof learnerScopes;

/** Is this a scope, and no category of care experience? */
export const isScope = (code: string): code is Scope => Object.hasOwn(learnerScopes, code);

/** What a care period rests on in law. */
export const legalBases = {
  supervision_order: "Compulsory supervision order",
  interim_order: "Interim compulsory supervision order",
  section_25: "Section 25, Children (Scotland) Act 1995",
  permanence_order: "Permanence order",
  kinship_order: "Kinship care order",
  adoption_order: "Adoption order",
  agreement: "Agreement with the family",
} as const;
export type LegalBasis = keyof typeof legalBases;

/** Who told us of a care period. */
export const careSources = {
  social_work: "Social work",
  other_authority: "Another authority",
  school: "The school",
  family: "The family",
  file: "A file of the authority’s systems",
} as const;
export type CareSource = keyof typeof careSources;

/** How somebody on the notify list stands to the learner. */
export const relations = {
  carer: "Carer",
  parent: "Parent",
  social_worker: "Social worker",
  house_key_worker: "House key worker",
  guardian: "Guardian",
  other: "Somebody else",
} as const;
export type Relation = keyof typeof relations;

/** The words of a stored relation. */
export const relationInWords = (relation: string): string => relations[relation as Relation] ?? relation;

/** What somebody on the notify list may be told; nothing, when none is ticked. */
export const tellings = {
  decision: "An alert, and what is decided",
  address: "Where the learner lives",
  school: "Which school the learner goes to",
} as const;
export type Telling = keyof typeof tellings;

/** Parental rights and responsibilities, as somebody recorded them. */
export const parentalAnswers = { has: "Has them", has_not: "Has not" } as const;
export type ParentalAnswer = keyof typeof parentalAnswers;

/** What a flag stands for; each hides something from somebody until it is lifted. */
export const flagKinds = {
  non_disclosure: "Non-disclosure",
  adoption: "Adoption",
} as const;
export type FlagKind = keyof typeof flagKinds;

/** Labels and hints of the forms for learners. */
export const learnersWords = {
  search: {
    label: "Name or SCN",
    hint: "The beginning of any of their names will do, spelt as well as you can",
  },
  givenName: { label: "Given name" },
  familyName: { label: "Family name" },
  knownAs: { label: "Known as", hint: "The name they want to be called" },
  pronouns: { label: "Pronouns" },
  dateOfBirth: { label: "Date of birth" },
  stage: { label: "Stage" },
  scn: { label: "SCN", hint: "Scottish Candidate Number, 9 digits" },
  schoolId: { label: "School" },
  enrolledOn: { label: "On the school’s roll since" },
  category: { label: "Care experience" },
  knownFor: { label: "Care experience", hint: "Or why else the Virtual School works with them" },
  startedOn: { label: "Since" },
  endedOn: { label: "Last day", hint: "Empty while it lasts" },
  isVerified: {
    label: "I compared this with social work or a document",
    hint: "Your name and today’s date are kept with it",
  },
  kind: { label: "Is it their main school?" },
  firstDay: { label: "First day at this school" },
  authorityId: {
    label: "They live in the area of",
    hint: "The authority only: the address is not kept here",
  },
  scope: { label: "Why else the Virtual School works with them" },
  legalBasis: { label: "Legal basis" },
  homeAuthorityId: { label: "Home authority", hint: "The authority responsible for the child’s care" },
  source: { label: "Who told us" },
  name: { label: "Name" },
  relation: { label: "Who they are to the learner" },
  phone: { label: "Phone number" },
  mayBeTold: {
    label: "What may they be told?",
    hint: "Nothing, when none is selected. Think of what the learner wants",
  },
  mayNotBeTold: {
    label: "What must they not be told?",
    hint: "Forbidden, by an order or for safety: it is stronger than anything selected above",
  },
  email: { label: "Email address" },
  parentalResponsibilities: {
    label: "Parental rights and responsibilities",
    hint: "As recorded by social work or a court; the app does not work them out",
  },
  fromOn: { label: "Around the learner from" },
  untilOn: { label: "Until", hint: "The last day. Afterwards they are told nothing" },
  why: { label: "Why", hint: "Read by leads and the Virtual School Head Teacher only" },
  nameNow: {
    label: "Given name from now on",
    hint: "The name on record now is kept apart, for leads and the Virtual School Head Teacher only",
  },
  familyNameNow: { label: "Family name from now on" },
} as const;
