import { z } from "zod";
import { day, dayInWords, link, reference } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

const words = {
  tell: "tell the parent or young person of the decision",
  offer_meeting: "say when and where the meeting is",
  hold_meeting: "hold the meeting that was offered",
  written_notice: "send the written notice",
  education: "arrange education meanwhile",
  plan_return: "make the plan for return",
  check_first_day: "check the first day back",
  review_return: "review the plan for return",
} as const;

const duty = z.enum(Object.keys(words) as [keyof typeof words, ...(keyof typeof words)[]]);

/** What is due next after an exclusion, or overdue. */
export const dutyDue = defineMail({
  schema: z.object({
    reference,
    duty,
    dueOn: day,
    isOverdue: z.boolean(),
    /** So many more are due or overdue on the same exclusion. */
    others: z.number().int().min(0),
    link,
  }),
  subject: (input) =>
    `Virtual School: something is ${input.isOverdue ? "overdue" : "due"} after an exclusion (ref ${input.reference})`,
  text: (input) =>
    `Virtual School: ${input.isOverdue ? "overdue" : "due"} after an exclusion (ref ${input.reference})`,
  Body: (input) => (
    <Layout title={input.isOverdue ? "Overdue after an exclusion" : "Due after an exclusion"}>
      <Paragraph>
        Exclusion {input.reference}: {words[input.duty]}. It {input.isOverdue ? "was" : "is"} due on{" "}
        <strong>{dayInWords(input.dueOn)}</strong>.
      </Paragraph>
      {input.others > 0 && (
        <Paragraph>
          {input.others} more {input.others === 1 ? "stands" : "stand"} on the record.
        </Paragraph>
      )}
      <Door href={input.toAddress(input.link)}>Sign in and record it</Door>
    </Layout>
  ),
});
