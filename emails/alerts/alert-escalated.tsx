import { z } from "zod";
import { instant, instantInWords, isPractice, link, reference, urgency, urgencyInWords } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

const asked = {
  depute: "You are depute of the person on duty.",
  vs_head_teacher: "You are told as Virtual School Head Teacher.",
  head_of_inclusion: "You are told as Head of Inclusion.",
} as const;

const why = {
  not_answered: "Nobody has answered it.",
  call_not_recorded: "It was answered, but the call that was promised is not on record.",
} as const;

/** To the next person, because whoever was told before has not answered. */
export const alertEscalated = defineMail({
  schema: z.object({
    reference,
    urgency,
    raisedAt: instant,
    link,
    reason: z.enum(["not_answered", "call_not_recorded"]),
    toldAs: z.enum(["depute", "vs_head_teacher", "head_of_inclusion"]),
    isPractice,
  }),
  asks: true,
  subject: (input) =>
    `${input.isPractice ? "Practice: " : ""}Virtual School: nobody has answered (ref ${input.reference})`,
  Body: (input) => (
    <Layout
      title={
        input.isPractice ? "Practice: an alert needs an answer from you" : "An alert needs an answer from you"
      }
    >
      <Paragraph>
        An alert was raised at <strong>{instantInWords(input.raisedAt)}</strong>. {why[input.reason]}{" "}
        {asked[input.toldAs]}
      </Paragraph>
      <Paragraph>
        Reference {input.reference}. Urgency: {urgencyInWords(input.urgency)}.
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and see who has answered</Door>
      <Paragraph>Opening the page does not answer the alert: you do that with a button there.</Paragraph>
    </Layout>
  ),
});
