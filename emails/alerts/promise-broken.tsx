import { z } from "zod";
import { link, reference } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

const what = {
  no_accepted_delivery: "No message that asks for an answer has been accepted.",
  step_overdue: "The next person was not told in time.",
  step_without_mail: "Somebody is said to have been told, and there is no message to them.",
  no_next_step: "Nobody has answered, and nobody is left to be told.",
  silent_after_answer: "A promised call is not on record, and nobody was reminded.",
  clock_disagrees: "It waits for an answer, and its clock has stopped.",
  delivery_stuck: "A message waits to be sent, and no worker takes it.",
  counts_do_not_add_up: "Alerts raised are not the sum of those open, closed, withdrawn and duplicate.",
  alert_lost: "An alert that was raised is not on record any more.",
  audit_failed: "The check of what is owed could not finish.",
} as const;

const codes = Object.keys(what) as [keyof typeof what, ...(keyof typeof what)[]];

const end = (of: string | null) => (of ? ` (ref ${of})` : "");

/** To the Virtual School head teacher: the auditor found that something owed was not done. */
export const promiseBroken = defineMail({
  schema: z.object({
    code: z.enum(codes),
    /** Null when it is not about one alert. */
    reference: reference.nullable(),
    /** Found in the same run. */
    others: z.int().min(0),
    link,
  }),
  // By text message too. It is about no alert, so it is not counted as a message that asks for an answer to one.
  asks: true,
  subject: (input) => `Virtual School: a promise is not kept${end(input.reference)}`,
  Body: (input) => (
    <Layout title="A promise is not kept">
      <Paragraph>
        {input.reference && <strong>Alert {input.reference}. </strong>}
        {what[input.code]}
      </Paragraph>
      {input.others > 0 && (
        <Paragraph>
          {input.others} more {input.others === 1 ? "was" : "were"} found at the same time. All of them are on
          the board of alerts.
        </Paragraph>
      )}
      <Door href={input.toAddress(input.link)}>Sign in and look</Door>
      <Paragraph>You get this once. Please ring whoever should know: do not wait for another mail.</Paragraph>
    </Layout>
  ),
});
