import { z } from "zod";
import type { Openings } from "./calendars.clocks";
import { closures } from "./calendars.words";

const dayName = z
  .string("Enter what it is")
  .trim()
  .min(2, "Enter what it is")
  .max(80, "What it is must be 80 characters or fewer");

/** The day of an authority on which schools, duty or both are closed; a second one replaces it. */
export const saveClosedDaySchema = z.object({
  authorityId: z.uuid("Select an education authority"),
  day: z.iso.date("Enter the day"),
  name: dayName,
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

const weekday = z.coerce.number().int().min(1).max(7);
const openings = z
  .enum(["0", "1", "2"], "Select how long schools are open")
  .transform((count) => Number(count) as Openings);
const eachOnce = (week: readonly { weekday: number }[]) =>
  new Set(week.map((day) => day.weekday)).size === week.length;

/** How many openings each weekday has in an authority's schools. */
export const saveAuthorityWeekSchema = z.object({
  authorityId: z.uuid("Select an education authority"),
  week: z
    .array(z.object({ weekday, openings }))
    .length(7, "Select how long schools are open on each day of the week")
    .refine(eachOnce, "Enter each day of the week once")
    .refine((week) => week.some((day) => day.openings > 0), "Schools must be open on at least one day"),
});
export type SaveAuthorityWeekInput = z.infer<typeof saveAuthorityWeekSchema>;

/** The weekdays on which one school does otherwise; one without openings is as in its authority. */
export const saveSchoolWeekSchema = z.object({
  schoolId: z.uuid("Select a school"),
  week: z
    .array(z.object({ weekday, openings: openings.optional() }))
    .max(7)
    .refine(eachOnce, "Enter each day of the week once"),
});
export type SaveSchoolWeekInput = z.infer<typeof saveSchoolWeekSchema>;

/** A day on which one school does otherwise; a second one for the day replaces it. */
export const saveSchoolExceptionSchema = z.object({
  schoolId: z.uuid("Select a school"),
  day: z.iso.date("Enter the day"),
  name: dayName,
  openings,
});
export type SaveSchoolExceptionInput = z.infer<typeof saveSchoolExceptionSchema>;

export const removeSchoolExceptionSchema = z.object({ schoolId: z.uuid(), day: z.iso.date() });
export type RemoveSchoolExceptionInput = z.infer<typeof removeSchoolExceptionSchema>;
