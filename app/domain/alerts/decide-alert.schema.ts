import { z } from "zod";
import { recordableDecisions } from "./decide-alert.words";
import { childView, formKey, openings, optionalText, requiredText } from "./internal/form-fields";

/** The head teacher's decision, as they made it. */
export const recordDecisionSchema = z
  .object({
    alertId: z.uuid(),
    decision: z.enum(recordableDecisions, "Select what the head teacher decided"),
    /** Half days; asked with an exclusion only. */
    openings,
    decidedOn: z.iso.date("Enter the day on which it was decided"),
    decidedBy: requiredText("Enter the name of the head teacher who decided", 200),
    reason: requiredText("Enter why", 2000),
    childView,
    childWords: optionalText(),
  })
  .superRefine((input, context) => {
    const missing = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (input.decision === "excluded_temporary" && !input.openings)
      missing("openings", "Enter the length in half days");
    if (input.childView === "in_their_words" && !input.childWords) {
      missing("childWords", "Enter what the child says, or select ‘Not asked yet’");
    }
  });
export type RecordDecisionInput = z.infer<typeof recordDecisionSchema>;

/** What was found out after the decision, in a check or at another time. */
export const recordFollowUpSchema = z
  .object({
    alertId: z.uuid(),
    formKey,
    check: z.enum(["10", "30", "none"], "Select which check this is"),
    finding: z.enum(
      ["still_in_school", "sent_home", "part_time_timetable", "excluded"],
      "Select what you found",
    ),
    openings,
    /** Asked unless the child is still in school: then it is the day of the check. */
    happenedOn: z.iso.date("Day must be a real date").optional(),
    source: z.enum(
      ["school", "attendance_record", "carer", "social_worker", "child", "other"],
      "Select how you know",
    ),
    note: optionalText(2000),
  })
  .superRefine((input, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (input.finding === "still_in_school" && input.check === "none") {
      wrong("check", "Select the check after 10 or 30 school days: at another time this says nothing yet");
    }
    if (input.finding !== "still_in_school" && !input.happenedOn)
      wrong("happenedOn", "Enter the day on which it happened or began");
  });
export type RecordFollowUpInput = z.infer<typeof recordFollowUpSchema>;

/** The end of an alert that was followed up. */
export const closeAlertSchema = z.object({
  alertId: z.uuid(),
  learningNote: requiredText("Enter what was learned, or that there was nothing to learn"),
});

/** The school takes its alert back before any decision. */
export const withdrawAlertSchema = z.object({
  alertId: z.uuid(),
  reason: requiredText("Enter why the alert is withdrawn", 2000),
});

/** An unverified child is a learner in the system. */
export const matchChildSchema = z.object({
  alertId: z.uuid(),
  learnerId: z.uuid("Select the learner"),
});

/** An unverified child is not care experienced: the alert ends with advice to the school. */
export const endNotForVirtualSchoolSchema = z.object({
  alertId: z.uuid(),
  advice: requiredText("Enter your advice to the school", 5000),
});
