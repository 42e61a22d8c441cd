import { z } from "zod";
import {
  instant,
  instantInShort,
  instantInWords,
  isPractice,
  link,
  reference,
  urgency,
  urgencyInWords,
} from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To the person on duty, who is asked to answer. */
export const alertRaised = defineMail({
  schema: z.object({ reference, urgency, answerDueAt: instant, link, isPractice }),
  asks: true,
  subject: (input) =>
    `${input.isPractice ? "Practice: " : ""}Virtual School: something needs you (ref ${input.reference})`,
  text: (input) =>
    `${input.isPractice ? "Practice: " : ""}Virtual School: please answer ${input.reference} by ${instantInShort(input.answerDueAt)}.`,
  Body: (input) => (
    <Layout
      title={
        input.isPractice
          ? "Practice: an alert is waiting for your answer"
          : "An alert is waiting for your answer"
      }
    >
      <Paragraph>
        You are on duty. Please answer by <strong>{instantInWords(input.answerDueAt)}</strong>.
      </Paragraph>
      <Paragraph>
        Reference {input.reference}. Urgency: {urgencyInWords(input.urgency)}.
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and answer</Door>
      <Paragraph>Opening the page does not answer the alert: you do that with a button there.</Paragraph>
    </Layout>
  ),
});
