import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { codeLabels, codesOf } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import type { OptionAnswer } from "./coordinate-alert.words";

/**
 * The alternatives that are offered on a day ("2026-11-22"), each with the answer on record, and the reasons for not
 * using one; `seen`: when the newest answer was given.
 */
export async function optionsForm(tx: Tx, alertId: string, day: string) {
  const offered = await codesOf(tx, "alternative", day);
  const stored = await tx.alertOption.findMany({
    where: { alertId },
    orderBy: { at: "desc" },
    select: { alternative: true, answer: true, why: true, reason: true, personId: true, at: true },
  });
  const names = await namesOf(
    tx,
    stored.map((option) => option.personId),
  );
  const reasons = await codesOf(tx, "reason_not_used", day);
  const reasonLabels = await codeLabels(tx, "reason_not_used", day);
  const answers = new Map(stored.map((option) => [option.alternative, option]));
  return {
    seen: stored[0]?.at.toISOString() ?? null,
    reasons: reasons.map(({ code, label }) => ({ value: code, label })),
    options: offered.map(({ code, label, hint }) => {
      const answer = answers.get(code);
      return {
        code,
        label,
        hint,
        onRecord: answer
          ? {
              answer: answer.answer as OptionAnswer,
              why: answer.why,
              reason: answer.reason
                ? { value: answer.reason, label: reasonLabels.get(answer.reason) ?? answer.reason }
                : null,
              by: names.get(answer.personId) ?? "Somebody",
            }
          : null,
      };
    }),
  };
}

/** An alternative as the form shows it. */
export type OfferedOption = Awaited<ReturnType<typeof optionsForm>>["options"][number];
/** A reason for not using an alternative, as the form offers it. */
export type OfferedReason = Awaited<ReturnType<typeof optionsForm>>["reasons"][number];
