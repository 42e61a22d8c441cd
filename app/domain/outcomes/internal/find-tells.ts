import { type Finding, type FindingKind, findingLabels } from "../quality.words";
import { findNames, type KnownNames } from "./find-names";
import { folded, wordsOf } from "./name-words";

const months =
  "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec";

/** What points to a child without being a name. Hints for whoever reads: some of it may stand. */
const tells: [FindingKind, RegExp][] = [
  ["person", /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? \p{Lu}[\p{L}'’-]+/gu],
  ["date", /\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b/g],
  ["date", new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${months})\\b(?:,? \\d{4})?`, "gi")],
  ["date", new RegExp(`\\b(?:${months}) \\d{1,4}(?:st|nd|rd|th)?\\b(?:,? \\d{4})?`, "gi")],
  ["date", /\b(?:January|February|April|June|July|September|October|November|December)\b/g],
  ["date", /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b(?:19|20)\d{2}\b/g],
  ["phone", /(?<!\d)(?:\+|0)\d[\d\s()-]{7,}\d/g],
  ["address", /[\w.+-]+@[\w-]+\.[\w.-]+/g],
  ["address", /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/gi],
  [
    "address",
    /\b\d+[a-z]?,? (?:\p{Lu}[\p{L}'’]*\s){1,3}(?:street|st|road|rd|avenue|ave|drive|lane|place|crescent|terrace|court|gardens|way|close|square|view|grove)\b/giu,
  ],
  ["stage_or_age", /\b[PS][1-7]\b|\b(?:primary|secondary) (?:[1-7]|one|two|three|four|five|six|seven)\b/gi],
  ["stage_or_age", /\b[\p{L}\d]+[- ]years?[- ]old\b|\baged? \d{1,2}\b/giu],
  [
    "sex",
    /\b(?:he|him|his|himself|she|her|hers|herself|boys?|girls?|lads?|lass(?:es|ies?)?|sons?|daughters?|male|female)\b/gi,
  ],
  [
    "care",
    /\b(?:foster\w*|kinship|adopt(?:ed|ion|ive)|children['’]?s['’]? (?:house|home|hearing)|residential|secure (?:care|unit|accommodation)|looked[- ]after|supervision order|unaccompanied|asylum)\b/gi,
  ],
];

const initialsIn = /(?<![\p{L}\p{N}'’])\p{Lu}(?:[.\s-]{0,2}\p{Lu}){0,3}(?![\p{L}\p{N}'’])/gu;

/** "CW" of Callum Weir, and C and W: the first letters of the names in their order, of all or of the first and last. */
function initialsOf(names: readonly string[]): Set<string> {
  const letters = names.flatMap((name) => wordsOf(name).map(({ text }) => folded(text).slice(0, 1)));
  const ends = [letters[0], letters.at(-1)].join("");
  // A and I are words.
  return new Set([letters.join(""), ends, ...letters.filter((letter) => !/[ai]/.test(letter))]);
}

function findInitials(text: string, { learner }: KnownNames): Finding[] {
  const known = initialsOf(learner.slice(0, 2));
  return [...text.matchAll(initialsIn)].flatMap(({ 0: found, index }) => {
    const letters = [...found].filter((letter) => /\p{L}/u.test(letter)).join("");
    return known.has(folded(letters))
      ? [{ kind: "initials" as const, start: index, end: index + found.length }]
      : [];
  });
}

const findTellingWords = (text: string): Finding[] =>
  tells.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
      kind,
      start: index,
      end: index + found.length,
    })),
  );

const rank = ({ kind }: Finding): number => Object.keys(findingLabels).indexOf(kind);
const lengthOf = ({ start, end }: Finding): number => end - start;

/**
 * Everything in a text that could point to the child, in order and without overlaps: where two overlap, the kind that
 * weighs more is kept. Nothing found does not mean that nothing is there.
 */
export function findTells(text: string, known: KnownNames): Finding[] {
  const all = [...findNames(text, known), ...findInitials(text, known), ...findTellingWords(text)];
  all.sort((a, b) => rank(a) - rank(b) || lengthOf(b) - lengthOf(a));
  const kept: Finding[] = [];
  for (const one of all)
    if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}
