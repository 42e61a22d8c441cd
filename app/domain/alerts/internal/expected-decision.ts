import { londonInstant } from "~/domain/calendars/calendars.clocks";
import { dayOf } from "~/platform/format";

/** Given with the form; without a time, the end of the school day counts. */
type Expected = {
  decisionMade?: "yes" | "no";
  decisionExpected?: "today" | "another_day" | "not_known";
  decisionDay?: string;
  decisionTime?: string;
};

const endOfSchoolDay = "15:30";

/** When the head teacher expects to decide; null: not known, or decided already, whatever was answered before that. */
export function expectedDecisionAt(input: Expected, now: Date): Date | null {
  if (input.decisionMade === "yes" || !input.decisionExpected || input.decisionExpected === "not_known")
    return null;
  const day = input.decisionExpected === "today" ? dayOf(now) : (input.decisionDay ?? dayOf(now));
  return londonInstant(day, input.decisionTime ?? endOfSchoolDay);
}
