import { alternativeAnswers } from "~/domain/alerts/alternative-answers.queries.server";
import { codeLabels, codesOf } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { sharedSentence } from "./alternatives.words";
import { alternativeFigures } from "./internal/alternative-figures";
import { nextShared } from "./internal/shared-figure";
import { groupBy } from "./internal/tally";

/** What schools read now, of each alternative the newest version. */
async function sharedNow(tx: Tx) {
  const shared = await tx.alternativeFigure.findMany({
    distinct: ["alternative"],
    orderBy: [{ alternative: "asc" }, { version: "desc" }],
  });
  return new Map(shared.map((figure) => [figure.alternative, figure]));
}

/**
 * The figures of every alternative over the alerts that the actor may see, as they stand on a day ("2026-11-22"): those
 * offered in their order, then those offered once. `next`: what would be shared in place of what schools read. With the
 * ids of the alerts counted. A constant number of queries.
 */
export async function alternativesOf(tx: Tx, today: string) {
  const answers = await alternativeAnswers(tx, today);
  const offered = await codesOf(tx, "alternative", today);
  const labels = await codeLabels(tx, "alternative", today);
  const reasons = await codeLabels(tx, "reason_not_used", today);
  const shared = await sharedNow(tx);
  const codes = new Set([
    ...offered.map(({ code }) => code),
    ...answers.map(({ alternative }) => alternative),
  ]);
  const alternatives = groupBy(answers, [...codes], ({ alternative }) => alternative).map(({ key, rows }) => {
    const { used, notUsed } = alternativeFigures(rows, today);
    const before = shared.get(key) ?? null;
    return {
      code: key,
      label: labels.get(key) ?? key,
      used,
      notUsed: {
        times: notUsed.times,
        reasons: notUsed.reasons.map(({ reason, times }) => ({
          label: reason === null ? "Only in words" : (reasons.get(reason) ?? reason),
          times,
        })),
      },
      version: before?.version ?? 0,
      shared: before && sharedSentence(before),
      next: nextShared(used, before),
    };
  });
  return { alternatives, alertIds: [...new Set(answers.map(({ alertId }) => alertId))] };
}

/** An alternative with its figures. */
export type AlternativeRow = Awaited<ReturnType<typeof alternativesOf>>["alternatives"][number];

/** The sentence that schools read beside each alternative, by its code; none where too little is known. */
export async function sharedSentences(tx: Tx): Promise<Record<string, string>> {
  const shared = await sharedNow(tx);
  return Object.fromEntries([...shared].map(([code, figure]) => [code, sharedSentence(figure)]));
}
