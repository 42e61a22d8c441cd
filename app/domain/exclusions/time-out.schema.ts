import { z } from "zod";
import { sourceWords } from "~/domain/alerts/decide-alert.words";
import { halves } from "./exclusions.words";
import { newRowId, optionalWords, requiredWords } from "./internal/exclusion-fields";
import { recordableTimeOut } from "./time-out.words";

const optionalDay = z.iso.date("Day must be a real date").optional();
const half = z.enum(halves, "Select morning or afternoon");
const openingsAWeek = (what: string, least: number) =>
  z.coerce
    .number(`${what} must be a number of half days`)
    .int(`${what} must be a whole number of half days`)
    .min(least, `${what} must be at least ${least}`)
    .max(14, `${what} must be 14 half days or fewer`)
    .optional();

type Ends = { startsOn: string; startsAt: string; endsOn?: string; endsAt: string };

/** What is wrong with the end of a stretch; null when nothing is. */
export function problemOfEnd({ startsOn, startsAt, endsOn, endsAt }: Ends): string | null {
  if (endsOn === undefined) return null;
  if (endsOn < startsOn) return "Last day must be the first day or later";
  const isBackwards = endsOn === startsOn && startsAt === "afternoon" && endsAt === "morning";
  return isBackwards ? "It cannot end in the morning of the day on which it starts in the afternoon" : null;
}

/** Time out of school that is not on record as an exclusion. */
export const recordTimeOutSchema = z
  .object({
    formKey: newRowId,
    learnerId: z.uuid("The form is incomplete. Open it again"),
    schoolId: z.uuid("Select a school"),
    kind: z.enum(recordableTimeOut, "Select what it was"),
    /** Half days a week; asked of a part-time timetable only, as the four that follow. */
    agreedOpenings: openingsAWeek("Half days in school", 0),
    entitledOpenings: openingsAWeek("Half days of a full timetable", 1),
    agreedBy: optionalWords(200),
    reviewOn: optionalDay,
    startsOn: z.iso.date("Enter the first day out of school"),
    startsAt: half,
    endsOn: optionalDay,
    /** Asked with the last day; without it, nothing. */
    endsAt: half.default("afternoon"),
    why: requiredWords("Enter why"),
    source: z.enum(Object.keys(sourceWords) as (keyof typeof sourceWords)[], "Select how you know"),
    /** The alert of the same incident. */
    alertId: z.union([z.uuid(), z.literal("none")], "Select an alert, or that it belongs to none"),
  })
  .superRefine((input, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const end = problemOfEnd(input);
    if (end) wrong("endsOn", end);
    if (input.kind !== "part_time") return;
    const { agreedOpenings: agreed, entitledOpenings: entitled } = input;
    if (agreed === undefined)
      wrong("agreedOpenings", "Enter how many half days a week the child is in school");
    if (entitled === undefined) wrong("entitledOpenings", "Enter how many half days a full timetable has");
    if (agreed !== undefined && entitled !== undefined && agreed >= entitled) {
      wrong("agreedOpenings", "Half days in school must be fewer than those of a full timetable");
    }
    if (!input.agreedBy) wrong("agreedBy", "Enter who agreed to it, or ‘nobody’");
    if (input.reviewOn !== undefined && input.reviewOn < input.startsOn) {
      wrong("reviewOn", "Review must be on the first day or later");
    }
  });
export type RecordTimeOutInput = z.infer<typeof recordTimeOutSchema>;

/** Somebody says when it ended, or ends. */
export const endTimeOutSchema = z.object({
  timeOutId: z.uuid(),
  endsOn: z.iso.date("Enter the last day out of school"),
  endsAt: half,
});
export type EndTimeOutInput = z.infer<typeof endTimeOutSchema>;

/** A part-time timetable was looked at again. */
export const reviewTimeOutSchema = z
  .object({
    timeOutId: z.uuid(),
    reviewedOn: z.iso.date("Enter the day of the review"),
    decided: requiredWords("Enter what was decided"),
    nextReviewOn: optionalDay,
  })
  .refine(({ reviewedOn, nextReviewOn }) => nextReviewOn === undefined || nextReviewOn > reviewedOn, {
    path: ["nextReviewOn"],
    message: "Next review must be after this one",
  });
export type ReviewTimeOutInput = z.infer<typeof reviewTimeOutSchema>;

/** Recorded by mistake. */
export const withdrawTimeOutSchema = z.object({
  timeOutId: z.uuid(),
  reason: requiredWords("Enter why it is withdrawn"),
});
export type WithdrawTimeOutInput = z.infer<typeof withdrawTimeOutSchema>;
