// Apart from the schemas, so that browsers are not sent the schema library.

/** Days of the week, in order. */
const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** 1 Monday … 7 Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The name of a weekday, 1 Monday … 7 Sunday. */
export const weekdayNameOf = (weekday: number): string => weekdayNames[weekday - 1] ?? "";

/** What is closed on a closed day. */
export const closures = ["schools_and_duty", "schools", "half_day", "duty"] as const;
export type Closure = (typeof closures)[number];

export const closureLabels = {
  schools_and_duty: "Schools and the Virtual School",
  schools: "Schools only, such as an in-service day",
  half_day: "Schools in the afternoon: a half day",
  duty: "The Virtual School only",
} as const satisfies Record<Closure, string>;

/** How long schools are open on a day, by its openings: half days with pupils in school. */
export const openingsLabels = { 2: "Morning and afternoon", 1: "Half a day", 0: "Closed" } as const;

/** The choices for a day's openings, the longest day first. */
export const openingsOptions = ([2, 1, 0] as const).map((openings) => ({
  value: String(openings),
  label: openingsLabels[openings],
}));

/** Labels and hints of the forms. */
export const calendarsWords = {
  authorityId: { label: "Education authority" },
  day: { label: "Day" },
  name: { label: "What it is", hint: "For example: September weekend" },
  schoolDayName: { label: "What it is", hint: "For example: closed by burst pipes" },
  closes: { label: "Who is closed?" },
  termName: { label: "Name of the term", hint: "For example: August to October 2026" },
  startsOn: { label: "First day", hint: "The first in-service day, if the term starts with one" },
  endsOn: { label: "Last day" },
  opensAt: { label: "From" },
  closesAt: { label: "To" },
  openings: { label: "How long is the school open?" },
} as const;
