import { type Outcome, outcomeLabels } from "~/domain/alerts/alerts.words";
import { noWords, type SaidSector, sectorLabels } from "../quality.words";

/** A case as it is stored: codes and the words written for it. */
export type StoredCase = {
  position: number;
  sector: string | null;
  triggers: readonly string[];
  used: readonly string[];
  notUsed: readonly string[];
  outcome: string;
  ledToIt: string | null;
  cameOfIt: string | null;
  childWords: string | null;
};

/** The words of codes: triggers as worded when the sample was drawn, alternatives by "code@version". */
export type CaseLabels = { triggers: Map<string, string>; alternatives: Map<string, string> };

/** A part of a case. `items` come from lists; `text` was written for the sample, and is what a reviewer looks through. */
export type CasePart = { label: string; items: string[]; text: string | null };

/** A case as page, print and document show it, each part that has something to say. */
export type CaseLines = { heading: string; parts: CasePart[] };

const wordsOf = (codes: readonly string[], labels: Map<string, string>): string[] =>
  codes.map((code) => labels.get(code) ?? code);

const isSaid = ({ items, text }: CasePart): boolean => items.length > 0 || text !== null;

/** Everything of a case that leaves, and nothing else. */
export function caseLines(one: StoredCase, labels: CaseLabels): CaseLines {
  const items = (label: string, words: string[]): CasePart => ({ label, items: words, text: null });
  const sector = one.sector === null ? [] : [sectorLabels[one.sector as SaidSector]];
  const parts: CasePart[] = [
    items("Kind of school", sector),
    { label: "What led to it", items: wordsOf(one.triggers, labels.triggers), text: one.ledToIt },
    items("Alternatives that were used", wordsOf(one.used, labels.alternatives)),
    items("Alternatives that were considered and not used", wordsOf(one.notUsed, labels.alternatives)),
    one.childWords === null
      ? items("In the young person’s words", [noWords])
      : { label: "In the young person’s words", items: [], text: one.childWords },
    { label: "What came of it", items: [outcomeLabels[one.outcome as Outcome]], text: one.cameOfIt },
  ];
  return { heading: `Example ${one.position}`, parts: parts.filter(isSaid) };
}
