import { z } from "zod";
import { instant, instantInWords, link, reference, urgency, urgencyInWords } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

const reasons = {
  depute: "You get this copy as depute of the person on duty. If they cannot answer in time, please do.",
  head_teacher: "You get this copy as head teacher of the school that raised it. You need do nothing.",
} as const;

/** To the depute of the person on duty, and to the school's own head teacher. */
export const alertRaisedCopy = defineMail({
  schema: z.object({
    reference,
    urgency,
    answerDueAt: instant,
    link,
    copyAs: z.enum(["depute", "head_teacher"]).default("head_teacher"),
  }),
  subject: (input) => `Virtual School: for your information (ref ${input.reference})`,
  Body: (input) => (
    <Layout title="An alert was raised">
      <Paragraph>{reasons[input.copyAs]}</Paragraph>
      <Paragraph>
        The person on duty is asked to answer by <strong>{instantInWords(input.answerDueAt)}</strong>.
      </Paragraph>
      <Paragraph>
        Reference {input.reference}. Urgency: {urgencyInWords(input.urgency)}.
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and read</Door>
    </Layout>
  ),
});
