/** The letters that are worded here. Values are stable. */
export const letterTemplates = ["written_notice_parent", "written_notice_young_person"] as const;
export type LetterTemplateCode = (typeof letterTemplates)[number];

export const letterTemplateLabels = {
  written_notice_parent: "Written notice to a parent",
  written_notice_young_person: "Written notice to the young person",
} as const satisfies Record<LetterTemplateCode, string>;

/** One part of a letter. A part that nobody has checked is left out of every letter. */
export type LetterPart = { heading: string | null; text: string; isUnverified: boolean };

/** What a template can name, and what stands there in a letter. Written {like_this}. */
export const placeholderWords = {
  recipient: "Who the letter is to",
  young_person: "The young person’s name",
  decided_on: "Day of the decision",
  length: "Length of a temporary exclusion",
  removed_on: "Day of the removal from the register",
  ground: "The ground, as the law words it",
  reasons: "The reasons, as typed for this letter",
  conditions: "What the school asks for, as typed for this letter",
  return_day: "The first day back",
  education: "Education meanwhile",
  meeting: "Day and time of the meeting to come",
  place: "Place of the meeting, for people who may be told school and address",
  school: "The school, for people who may be told it",
  head_teacher: "Who decided, for people who may be told the school",
  talk_to: "School and phone number, for people who may be told the school",
  sender: "Who signs: head teacher and school, or the Virtual School",
  authority: "Our authority",
} as const;
export type Placeholder = keyof typeof placeholderWords;

const pattern = /\{([^{}]*)\}/g;

/** Names in curly brackets, in the order in which they stand. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(pattern)].map(([, name = ""]) => name);

/** The text with each name replaced; what is filled in is not looked at again. */
export const fillIn = (text: string, given: (name: string) => string): string =>
  text.replace(pattern, (_, name: string) => given(name));

const part = (text: string, heading: string | null = null): LetterPart => ({
  heading,
  text,
  isUnverified: false,
});
const toBeChecked = (heading: string, text: string): LetterPart => ({ heading, text, isUnverified: true });

/** The wording that the product comes with: our own, plain and kind. What says law waits for a check. */
export const usualTemplates: Record<LetterTemplateCode, LetterPart[]> = {
  written_notice_parent: [
    part("Dear {recipient}"),
    part(
      "We are writing about a decision that you may have heard of already. On {decided_on} {head_teacher} decided that {young_person} is excluded from {school} for {length}. We know that this is hard for all of you. {young_person} still belongs to the school, and we want the way back to go well.",
    ),
    part(
      "We are writing about a decision that is hard to read. On {removed_on} it was decided to remove {young_person} from the register of {school}. Education somewhere else will be arranged, and we will talk with you about it.",
    ),
    part("{reasons}", "Why"),
    toBeChecked("The ground", "The ground on which it was decided: {ground}."),
    part("{conditions}\n\nComing back does not wait for a signed promise.", "What the school asks for"),
    part("While {young_person} is out of school: {education}.", "Learning meanwhile"),
    part(
      "We would like to talk with you on {meeting}, {place}. If another day would be easier, tell us.",
      "Meeting",
    ),
    part(
      "{young_person} comes back on {return_day}. Before that day we make a plan together: who looks out for {young_person}, and what helps.",
      "Coming back",
    ),
    toBeChecked(
      "If you do not agree",
      "There is a right of appeal against this decision. You can appeal, or {young_person} can, but not both. An appeal is made in writing to the education appeal committee of {authority}. (Enter the address, and where to get advice.)",
    ),
    part("If you want to ask anything, or to tell us what you think, talk to {talk_to}.", "Questions"),
    part("{sender}"),
  ],
  written_notice_young_person: [
    part("Dear {recipient}"),
    part(
      "This letter is for you. On {decided_on} {head_teacher} decided that you are excluded from {school} for {length}. You still belong to the school. People here want you back, and want it to go well.",
    ),
    part(
      "This letter is for you. On {removed_on} it was decided to remove you from the register of {school}. You will learn somewhere else, and somebody will talk with you about where.",
    ),
    part("{reasons}", "Why"),
    part("{conditions}\n\nComing back does not wait for a signed promise.", "What the school asks for"),
    part("While you are out of school: {education}.", "Learning meanwhile"),
    part(
      "There is a meeting on {meeting}, {place}. You can say there what you think, and bring somebody you trust.",
      "Meeting",
    ),
    part(
      "You come back on {return_day}. Before that day we make a plan with you: who looks out for you, and what helps.",
      "Coming back",
    ),
    toBeChecked(
      "If you do not agree",
      "You have a right of appeal in your own right. You can appeal, or the people who look after you can, but not both. An appeal is made in writing to the education appeal committee of {authority}. (Enter the address, and who helps young people with an appeal.)",
    ),
    part("If you want to ask anything, or to tell us your side, talk to {talk_to}.", "Questions"),
    part("{sender}"),
  ],
};
