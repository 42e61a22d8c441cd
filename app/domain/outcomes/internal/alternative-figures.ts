import type { AlternativeAnswer } from "~/domain/alerts/alternative-answers.queries.server";
import { tally } from "./tally";

const fates = ["left_out", "too_early", "still_in_school", "not_in_school", "not_known"] as const;

/** What one answer counts as. */
export type Fate = (typeof fates)[number];

/**
 * Left out: the alert is not counted, or the answer could not bear on the decision: the decision came before the alert or
 * before the answer. Too early until 30 school days after the decision have passed, whatever happened before: an
 * exclusion is known sooner than its absence, and would be counted first.
 */
export function fateOf(
  answer: Pick<AlternativeAnswer, "answeredOn" | "decidedOn" | "thirtiethDay" | "outcome">,
  today: string,
): Fate {
  const { outcome, decidedOn, thirtiethDay, answeredOn } = answer;
  if (outcome === null || outcome === "too_late") return "left_out";
  if (decidedOn !== null && answeredOn > decidedOn) return "left_out";
  if (thirtiethDay === null || today <= thirtiethDay) return "too_early";
  if (outcome === "prevented_sustained") return "still_in_school";
  return outcome === "went_ahead" || outcome === "displaced" ? "not_in_school" : "not_known";
}

/** `times` of which 30 school days have passed: the sum of the three after it. `learners`: how many different ones. */
export type UsedFigures = {
  times: number;
  stillInSchool: number;
  notInSchool: number;
  notKnown: number;
  tooEarly: number;
  learners: number;
};

/** `times` is the sum of the reasons; `reason` null: only words. Most frequent first. */
export type NotUsedFigures = { times: number; reasons: { reason: string | null; times: number }[] };

function usedFigures(answers: readonly AlternativeAnswer[], today: string): UsedFigures {
  const counts = tally(answers, fates, (answer) => fateOf(answer, today));
  const isJudged = (answer: AlternativeAnswer) => !["left_out", "too_early"].includes(fateOf(answer, today));
  // Nobody knows yet whether an unverified child is somebody counted already.
  const learners = new Set(answers.filter(isJudged).map((answer) => answer.learnerId ?? answer.alertId));
  return {
    times: counts.still_in_school + counts.not_in_school + counts.not_known,
    stillInSchool: counts.still_in_school,
    notInSchool: counts.not_in_school,
    notKnown: counts.not_known,
    tooEarly: counts.too_early,
    learners: learners.size,
  };
}

function notUsedFigures(answers: readonly AlternativeAnswer[], today: string): NotUsedFigures {
  const counted = answers.filter((answer) => fateOf(answer, today) !== "left_out");
  const reasons = [...new Set(counted.map((answer) => answer.reason))].map((reason) => ({
    reason,
    times: counted.filter((answer) => answer.reason === reason).length,
  }));
  return {
    times: counted.length,
    reasons: reasons.sort((a, b) => b.times - a.times || String(a.reason).localeCompare(String(b.reason))),
  };
}

/** How often one alternative was used and not used, and where the learner was 30 school days after the decision. */
export function alternativeFigures(
  answers: readonly AlternativeAnswer[],
  today: string,
): { used: UsedFigures; notUsed: NotUsedFigures } {
  return {
    used: usedFigures(
      answers.filter(({ answer }) => answer === "will_use"),
      today,
    ),
    notUsed: notUsedFigures(
      answers.filter(({ answer }) => answer === "not_now"),
      today,
    ),
  };
}
