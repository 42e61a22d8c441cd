import type { Closure } from "../calendars.words";

type Columns = { closesSchools: boolean; closesDuty: boolean; isHalfDay: boolean };

/** How a closure is stored. */
export const closureColumns = (closes: Closure): Columns => ({
  closesSchools: closes === "schools_and_duty" || closes === "schools",
  closesDuty: closes === "schools_and_duty" || closes === "duty",
  isHalfDay: closes === "half_day",
});

/** The closure that is stored so. */
export function closureOf({ closesSchools, closesDuty, isHalfDay }: Columns): Closure {
  if (isHalfDay) return "half_day";
  if (closesSchools && closesDuty) return "schools_and_duty";
  return closesSchools ? "schools" : "duty";
}
