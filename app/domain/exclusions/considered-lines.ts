import { formatDay } from "~/platform/format";
import type { ConsideredPoint } from "./considered.queries.server";
import { consideredLabels, pointWords } from "./considered.words";

/** One point as page and document show it. */
export type ConsideredLines = {
  heading: string;
  answer: "yes" | "no" | null;
  /** "Considered", "Not considered" or "Not answered". */
  status: string;
  details: { label: string; text: string }[];
  /** Who answered, and when; null without an answer. */
  signed: string | null;
};

/** The points in words, numbered; each under the words that were answered. */
export const consideredLines = (points: readonly ConsideredPoint[]): ConsideredLines[] =>
  points.map(({ label, version, answer }, index) => {
    const number = `${index + 1}. `;
    if (!answer)
      return { heading: number + label, answer: null, status: "Not answered", details: [], signed: null };
    const given = answer.isConsidered ? "yes" : "no";
    const isReworded = answer.version !== version;
    return {
      heading: number + answer.answeredWords,
      answer: given,
      status: consideredLabels[given],
      details: [
        ...(answer.comment ? [{ label: pointWords.comment.label, text: answer.comment }] : []),
        ...(answer.evidence ? [{ label: pointWords.evidence.label, text: answer.evidence }] : []),
      ],
      signed: `${answer.by}, ${formatDay(answer.answeredAt)}${isReworded ? `; the list has been reworded since: ${label}` : ""}`,
    };
  });
