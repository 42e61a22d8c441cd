import { formatDay } from "~/platform/format";
import type { UsedFigures } from "./internal/alternative-figures";
import type { SharedFigure } from "./internal/shared-figure";

/** Below so many times nothing is shown. */
export const fewestShown = 10;

/** What stands in place of a figure of too few. */
export const tooFew = "Fewer than 10";

/** "Used 14 times; in 11 the learner was still in school 30 school days later; in 2 not; in 1 not known." */
export function usedSentence(used: UsedFigures): string {
  if (used.times < fewestShown) return tooFew;
  const { times, stillInSchool, notInSchool, notKnown, tooEarly } = used;
  const later = `in ${stillInSchool} the learner was still in school 30 school days later; in ${notInSchool} not; in ${notKnown} not known.`;
  const more = tooEarly > 0 ? ` Of ${tooEarly} more it is too early to say.` : "";
  return `Used ${times} times; ${later}${more}`;
}

function stillWords({ used, stillAtLeast, stillAtMost }: SharedFigure): string {
  if (stillAtLeast < stillAtMost)
    return stillAtMost < 5 ? "fewer than 5 of them" : `at least ${stillAtLeast} of them`;
  if (stillAtLeast === used) return "all of them";
  return stillAtLeast === 0 ? "none of them" : `${stillAtLeast} of them`;
}

/** The line under an alternative where it is considered: one sentence, over all schools, without a share. */
export function sharedSentence(figure: SharedFigure & { sharedAt: Date }): string {
  const others = figure.stillAtLeast === figure.used ? "" : "; of the others not, or it is not known";
  return `In all schools, up to ${formatDay(figure.sharedAt)}: used ${figure.used} times. 30 school days later the learner was still in school in ${stillWords(figure)}${others}.`;
}

/** What is counted, shown on the page. */
export const alternativeDefinitions = {
  used: "Used: on an alert somebody answered “Will use”, no later than on the day on which the head teacher decided. Whether it was then done as planned is not recorded. An answer given after the decision is not counted: by then it was known how it went.",
  later:
    "30 school days later: after the decision, on the school’s own calendar. Still in school: the check found so, and no exclusion, sending home or part-time timetable without a review is on record since the alert. Not: one of these is on record. Not known: nobody has recorded the check. Until the 30 school days have passed it is too early to say, also after an exclusion.",
  leftOut:
    "Left out: practice alerts, alerts withdrawn, duplicate or not for the Virtual School, and alerts raised after the decision had been made.",
  meaning:
    "Several alternatives are often used together, and a learner with two alerts counts twice. The numbers do not say which alternative helped, and nothing about what will help a child. Alternatives stand in the order of the list.",
  tooFew: "Of fewer than 10 nothing more is shown.",
  reasons:
    "Why not used: the main reason chosen with “Not now”. What people wrote beside it is not shown here, because words may name a child.",
  shared:
    "Beside each alternative schools read how often it was used in all schools, and in how many of them the learner was still in school. Only where it was used 10 times or more, for 5 learners or more, and never a number from 1 to 4. A line changes once 10 more uses can be counted, so that nobody reads one child from the difference.",
} as const;
