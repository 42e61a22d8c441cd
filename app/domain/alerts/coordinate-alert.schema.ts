import { z } from "zod";
import { formKey, optionalText, requiredText } from "./internal/form-fields";

/** Names and roles fit on one line. */
const longestLine = 200;
const mostAttendees = 40;

const option = z
  .object({
    code: z.string().max(60),
    answer: z.enum(["will_use", "not_now"]).optional(),
    /** Why an alternative is used, and how. */
    why: optionalText(2000),
    /** Why it is not used now: a code of list reason_not_used, words, or both. */
    reason: z.string().max(60).optional(),
    whyNot: optionalText(2000),
  })
  .superRefine((input, context) => {
    const missing = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (input.answer === "will_use" && !input.why) missing("why", "Enter why and how you will use it");
    if (input.answer === "not_now" && !input.reason && !input.whyNot)
      missing("whyNot", "Select the main reason, or enter why you will not use it now");
  });

/** Alternatives to exclusion, each with an answer and why; those without an answer are left as they are. */
export const considerOptionsSchema = z
  .object({
    alertId: z.uuid(),
    /** When the newest answer was given that the form shows; left out when it shows none. */
    seen: z.iso.datetime().optional(),
    options: z.array(option).max(60),
  })
  .refine(
    (input) => input.options.some((one) => one.answer),
    "Say of at least one alternative whether you will use it",
  );
export type ConsiderOptionsInput = z.infer<typeof considerOptionsSchema>;

/** Somebody involved: an entry of the notify list, or a name and role. */
export const addPersonInvolvedSchema = z
  .object({
    alertId: z.uuid(),
    formKey,
    learnerPersonId: z.uuid("Select somebody of the list").optional(),
    name: optionalText(longestLine),
    role: optionalText(longestLine),
  })
  .superRefine((input, context) => {
    const missing = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (input.learnerPersonId) return;
    if (!input.name) missing("name", "Enter a name, or select somebody around the learner");
    if (input.name && !input.role) missing("role", "Enter their role");
  });
export type AddPersonInvolvedInput = z.infer<typeof addPersonInvolvedSchema>;

/** Somebody of the notify list has been told. */
export const tellPersonSchema = z.object({
  alertId: z.uuid(),
  learnerPersonId: z.uuid("Select who was told"),
});

/** Independent advocacy was offered to the child. */
export const offerAdvocacySchema = z.object({
  alertId: z.uuid(),
  offeredBy: requiredText("Enter who offered advocacy", longestLine),
  answer: z.enum(["accepted", "declined", "not_answered"], "Select what the child said to it"),
});

const attendees = z
  .string("Enter who took part")
  .transform((lines) =>
    lines
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  )
  .pipe(
    z
      .array(z.string().max(longestLine, `Each line must be ${longestLine} characters or fewer`))
      .min(1, "Enter who took part")
      .max(mostAttendees, `Enter ${mostAttendees} people or fewer`),
  );

/** A meeting that was held; `time` as the clock showed it in Scotland. */
export const recordMeetingSchema = z.object({
  alertId: z.uuid(),
  formKey,
  kind: z.enum(["call", "in_person", "online"], "Select how you met"),
  day: z.iso.date("Day must be a real date"),
  time: z.iso.time({ error: "Time must be in the format 14:30", precision: -1 }),
  attendees,
  notes: optionalText(),
});
export type RecordMeetingInput = z.infer<typeof recordMeetingSchema>;

/** A named person does a thing by a day. */
export const agreeActionSchema = z.object({
  alertId: z.uuid(),
  formKey,
  what: requiredText("Enter what will be done", 1000),
  personId: z.uuid("Select who will do it"),
  dueOn: z.iso.date("Enter the day by which it is done"),
  audience: z.enum(["school_and_virtual_school", "virtual_school_only"], "Select who may read it"),
});
export type AgreeActionInput = z.infer<typeof agreeActionSchema>;

/** The press of a button beside an action. */
export const tickActionSchema = z.object({ actionId: z.uuid("There is no such action") });
