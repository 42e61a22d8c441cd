import { z } from "zod";

/** Days of the week, in order. */
const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** 1 Monday … 7 Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The name of a weekday, 1 Monday … 7 Sunday. */
export const weekdayNameOf = (weekday: number): string => weekdayNames[weekday - 1] ?? "";

/** What is closed on a closed day. */
export const closures = ["schools_and_duty", "schools", "duty"] as const;
export type Closure = (typeof closures)[number];

export const closureLabels = {
  schools_and_duty: "Schools and the Virtual School",
  schools: "Schools only, such as an in-service day",
  duty: "The Virtual School only",
} as const satisfies Record<Closure, string>;

/** Labels and hints of the forms for a closed day, a term and duty hours. */
export const calendarsWords = {
  authorityId: { label: "Education authority" },
  day: { label: "Day" },
  name: { label: "What it is", hint: "For example: September weekend" },
  closes: { label: "Who is closed?" },
  termName: { label: "Name of the term", hint: "For example: August to October 2026" },
  startsOn: { label: "First day", hint: "The first in-service day, if the term starts with one" },
  endsOn: { label: "Last day" },
  opensAt: { label: "From" },
  closesAt: { label: "To" },
} as const;

/** The day of an authority on which schools, duty or both are closed; a second one replaces it. */
export const saveClosedDaySchema = z.object({
  authorityId: z.uuid("Select an education authority"),
  day: z.iso.date("Enter the day"),
  name: z
    .string("Enter what it is")
    .trim()
    .min(2, "Enter what it is")
    .max(80, "What it is must be 80 characters or fewer"),
  closes: z.enum(closures, "Select who is closed"),
});
export type SaveClosedDayInput = z.infer<typeof saveClosedDaySchema>;

export const removeClosedDaySchema = z.object({ authorityId: z.uuid(), day: z.iso.date() });
export type RemoveClosedDayInput = z.infer<typeof removeClosedDaySchema>;

/** A term of an authority; one that starts on the same day is replaced. */
export const saveTermSchema = z
  .object({
    authorityId: z.uuid("Select an education authority"),
    name: z
      .string("Enter the name of the term")
      .trim()
      .min(2, "Enter the name of the term")
      .max(80, "Name must be 80 characters or fewer"),
    startsOn: z.iso.date("Enter the first day"),
    endsOn: z.iso.date("Enter the last day"),
  })
  .refine((term) => term.startsOn <= term.endsOn, {
    path: ["endsOn"],
    message: "Last day must be after the first day",
  });
export type SaveTermInput = z.infer<typeof saveTermSchema>;

export const removeTermSchema = z.object({ authorityId: z.uuid(), startsOn: z.iso.date() });
export type RemoveTermInput = z.infer<typeof removeTermSchema>;

const timeOfDay = z.iso.time({ error: "Time must be in the format 08:30", precision: -1, abort: true });

const hoursOfDay = z
  .object({
    weekday: z.coerce.number().int().min(1).max(7),
    opensAt: timeOfDay.optional(),
    closesAt: timeOfDay.optional(),
  })
  .refine((day) => (day.opensAt === undefined) === (day.closesAt === undefined), {
    path: ["closesAt"],
    message: "Enter both times, or neither on a day without duty",
  })
  .refine((day) => !day.opensAt || !day.closesAt || day.opensAt < day.closesAt, {
    path: ["closesAt"],
    message: "The day must end after it starts",
  });

/** The duty hours of the whole week; a weekday without times has none. */
export const saveDutyHoursSchema = z.object({
  authorityId: z.uuid("Select an education authority"),
  week: z
    .array(hoursOfDay)
    .max(7)
    .refine((week) => week.some((day) => day.opensAt), "Enter duty hours for at least one day")
    .refine(
      (week) => new Set(week.map((day) => day.weekday)).size === week.length,
      "Enter each day of the week once",
    ),
});
export type SaveDutyHoursInput = z.infer<typeof saveDutyHoursSchema>;
