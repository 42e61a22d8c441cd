import type { Telling } from "~/domain/learners/learners.words";
import {
  fillIn,
  type LetterPart,
  type Placeholder,
  placeholdersIn,
} from "~/domain/reference/letter-templates.words";

/** What there is to say in a letter, for somebody who may know all of it. Days and lengths are in words. */
export type LetterFacts = {
  today: string;
  youngPerson: string;
  school: { name: string; phone: string };
  /** As typed: "Iain Ross, head teacher". */
  headTeacher: string;
  authority: string;
  decidedOn: string;
  /** Null once removed from the register. */
  length: string | null;
  removedOn: string | null;
  ground: string;
  reasons: string;
  conditions: string | null;
  returnDay: string | null;
  /** Null while there is none so far. */
  education: string | null;
  /** The meeting to come; null without one. */
  meeting: { when: string; place: string } | null;
};

/** What stands in a text and must not: the school, or where the learner lives. */
export type GivenAway = { where: "reasons" | "conditions" | "template"; what: "school" | "address" };

type Letter = {
  /** Blocks with an empty line between them; a heading begins with "# ". */
  body: string;
  /** Headings of parts that nobody has checked. */
  leftOut: string[];
  /** Not null: the letter must not be made. */
  givesAway: GivenAway | null;
};

type Question = {
  parts: readonly LetterPart[];
  facts: LetterFacts;
  recipient: string;
  mayBeTold: readonly Telling[];
};

type Values = Record<Placeholder, string | null>;

/** What is filled in: who may not know a thing reads words that hold for every school and home. */
function valuesFor({ facts, recipient, mayBeTold }: Question): Values {
  const knowsSchool = mayBeTold.includes("school");
  const knowsPlace = knowsSchool && mayBeTold.includes("address");
  const { school, headTeacher, authority, meeting } = facts;
  return {
    recipient,
    young_person: facts.youngPerson,
    decided_on: facts.decidedOn,
    length: facts.length,
    removed_on: facts.removedOn,
    ground: facts.ground,
    reasons: facts.reasons,
    conditions: facts.conditions,
    return_day: facts.returnDay,
    education: facts.education,
    meeting: meeting?.when ?? null,
    // A meeting may be at the school or at home, and the text does not say which.
    place: meeting && (knowsPlace ? meeting.place : "at a place that we will agree with you"),
    school: knowsSchool ? school.name : "the school",
    head_teacher: knowsSchool ? headTeacher : "the head teacher",
    talk_to: knowsSchool ? `${school.name}, phone ${school.phone}` : `the Virtual School of ${authority}`,
    sender: knowsSchool ? `${headTeacher}\n${school.name}` : `The Virtual School\n${authority}`,
    authority,
  };
}

/** The text of a part, or null when there is nothing to fill in for one of its names. */
function textOf({ heading, text }: LetterPart, values: Values): string | null {
  const given = (name: string) => values[name as Placeholder];
  if (placeholdersIn(text).some((name) => !given(name))) return null;
  const filled = fillIn(text, (name) => given(name) ?? "");
  return heading ? `# ${heading}\n\n${filled}` : filled;
}

const plain = (text: string): string => text.replaceAll("’", "'").replace(/\s+/g, " ");
const kindsOfSchool =
  /(\s+(academy|high|primary|secondary|special|school|college|centre|campus|nursery|&|and))+$/i;

/** Does the text name the school, its number or the person who leads it? "Hillhead" gives Hillhead High School away. */
function namesSchool(typed: string, { school, headTeacher }: LetterFacts): boolean {
  const text = plain(typed);
  const short = plain(school.name).replace(kindsOfSchool, "");
  const head = plain(headTeacher).split(",")[0] ?? "";
  const digits = school.phone.replace(/\D/g, "");
  const isWord = new RegExp(`(^|\\W)${short.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(\\W|$)`);
  return (
    (short.length > 2 && isWord.test(text)) ||
    [school.name, head].some((name) => name && text.toLowerCase().includes(plain(name).toLowerCase())) ||
    (digits.length > 4 && text.replace(/\D/g, "").includes(digits))
  );
}

const postcode = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/i;
const street =
  /\b\d+[a-z]?,? ([A-Z][\w'’]*\s){1,3}(street|st|road|rd|avenue|ave|drive|lane|place|crescent|terrace|court|gardens|way|close|square|view|grove)\b/i;

/** Does a typed text hold something like an address? */
const namesAddress = (text: string): boolean => postcode.test(text) || street.test(text);

function givenAway({ parts, facts, mayBeTold }: Question): GivenAway | null {
  const typed = [
    { where: "reasons" as const, text: facts.reasons },
    { where: "conditions" as const, text: facts.conditions ?? "" },
  ];
  if (!mayBeTold.includes("school")) {
    const found = typed.find(({ text }) => namesSchool(text, facts));
    if (found) return { where: found.where, what: "school" };
    // Not the finished letter: the name of the authority may be in the name of the school.
    const printed = parts.filter((part) => !part.isUnverified);
    if (printed.some(({ heading, text }) => namesSchool(`${heading ?? ""} ${text}`, facts)))
      return { where: "template", what: "school" };
  }
  if (!mayBeTold.includes("address")) {
    // Only what was typed: the template gives the address to which an appeal is sent.
    const found = typed.find(({ text }) => namesAddress(text));
    if (found) return { where: found.where, what: "address" };
  }
  return null;
}

/**
 * The letter to one person, saying nothing they may not know: no school, head teacher, number or place for whoever may
 * not be told the school; no place, and nothing typed that looks like an address, for whoever may not be told the
 * address. Parts that nobody has checked are left out. Null for somebody who may not be told the decision.
 */
export function letterFor(question: Question): Letter | null {
  if (!question.mayBeTold.includes("decision")) return null;
  const values = valuesFor(question);
  const blocks = question.parts.flatMap((part) => (part.isUnverified ? [] : (textOf(part, values) ?? [])));
  const body = [question.facts.today, ...blocks].join("\n\n");
  return {
    body,
    leftOut: question.parts.flatMap((part, index) =>
      part.isUnverified ? (part.heading ?? `Part ${index + 1}`) : [],
    ),
    givesAway: givenAway(question),
  };
}
