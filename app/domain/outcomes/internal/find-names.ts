import type { Finding, FindingKind } from "../quality.words";
import { folded, genericWords, ordinaryWords, particles, readingsOf, type Word, wordsOf } from "./name-words";

/** Whom a text must not name, one name in each string. */
export type KnownNames = {
  /** Given, family and other names, each alone. */
  learner: readonly string[];
  school: readonly string[];
  people: readonly string[];
  staff: readonly string[];
};

/** No name has more words than this once it is taken apart. */
const mostWords = 4;

/** What to look for of one name: each of its words, and words that stand together, as one ("annemarie"). */
function needlesOf(name: string): string[] {
  const words = wordsOf(name).map(({ text }) => text);
  const isTelling = (text: string) => !genericWords.has(folded(text)) && !particles.has(folded(text));
  const alone = words.filter((text) => isTelling(text) && folded(text).length > 1).flatMap(readingsOf);
  const together = words.flatMap((_, from) =>
    Array.from({ length: mostWords - 1 }, (_, more) => words.slice(from, from + more + 2))
      .filter(
        (run) => run.length > 1 && run.some(isTelling) && !run.some((one) => genericWords.has(folded(one))),
      )
      .map((run) => run.map(folded).join("")),
  );
  return [...alone, ...together];
}

/** Names in the order in which they count where one word is two of them. */
const kinds = [
  ["learner", "learner"],
  ["school", "school"],
  ["people", "person"],
  ["staff", "staff"],
] as const satisfies [keyof KnownNames, FindingKind][];

function needlesByKind(known: KnownNames): Map<string, FindingKind> {
  const found = new Map<string, FindingKind>();
  for (const [group, kind] of kinds) {
    for (const needle of known[group].flatMap(needlesOf)) if (!found.has(needle)) found.set(needle, kind);
  }
  return found;
}

const hasCapital = (text: string): boolean => /^\p{Lu}/u.test(text);
const needsCapital = (needle: string): boolean => ordinaryWords.has(needle) || needle.length < 3;

/** Words that stand so close that together they may be one name: "Mac Donald", "Anne-Marie". */
function runFrom(text: string, words: readonly Word[], from: number): Word[] {
  const run = words.slice(from, from + mostWords);
  const gap = run.findIndex(
    (one, index) => index > 0 && !/^[\s'’‐‑–-]{1,2}$/u.test(text.slice(run[index - 1]?.end, one.start)),
  );
  return gap === -1 ? run : run.slice(0, gap);
}

/** The kind of name that these words are, null when they are none. */
function kindOf(run: readonly Word[], needles: Map<string, FindingKind>): FindingKind | null {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return null;
  const before = run
    .slice(0, -1)
    .map((one) => folded(one.text))
    .join("");
  const needle = readingsOf(last.text)
    .map((reading) => before + reading)
    .find((one) => needles.has(one));
  if (needle === undefined) return null;
  const isWritten = (run.length === 1 && !needsCapital(needle)) || hasCapital(first.text);
  return isWritten ? (needles.get(needle) ?? null) : null;
}

/**
 * Where a text names somebody known or their school, whatever the case, marks, hyphens or apostrophes. A name inside
 * another is found too.
 */
export function findNames(text: string, known: KnownNames): Finding[] {
  const needles = needlesByKind(known);
  const words = wordsOf(text);
  return words.flatMap((first, from) => {
    const run = runFrom(text, words, from);
    return run.flatMap((last, more) => {
      const kind = kindOf(run.slice(0, more + 1), needles);
      return kind ? [{ kind, start: first.start, end: last.end }] : [];
    });
  });
}
