import { z } from "zod";
import { instant, instantInWords, isPractice, link, reference, urgency, urgencyInWords } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To the person on duty who has not answered, or to whoever promised a call that is not on record. */
export const alertReminder = defineMail({
  schema: z.object({
    reference,
    urgency,
    answerDueAt: instant,
    link,
    reason: z.enum(["not_answered", "call_not_recorded"]),
    /** When they promised to ring; null for somebody who did not. */
    willRingBy: instant.nullable(),
    isPractice,
  }),
  asks: true,
  subject: (input) =>
    `${input.isPractice ? "Practice: " : ""}Virtual School: still waiting for you (ref ${input.reference})`,
  Body: (input) => (
    <Layout title={input.isPractice ? "Practice: an alert is still waiting" : "An alert is still waiting"}>
      {input.willRingBy === null ? (
        <Paragraph>
          {input.reason === "not_answered"
            ? "Nobody has answered it yet"
            : "It was answered, but no call is on record"}
          . Please answer
          {input.reason === "not_answered" && (
            <>
              {" "}
              by <strong>{instantInWords(input.answerDueAt)}</strong>
            </>
          )}
          .
        </Paragraph>
      ) : (
        <Paragraph>
          You promised to ring the school by <strong>{instantInWords(input.willRingBy)}</strong>, and no call
          is on record. Please ring, and record the call.
        </Paragraph>
      )}
      <Paragraph>
        Reference {input.reference}. Urgency: {urgencyInWords(input.urgency)}.
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and see who has answered</Door>
      <Paragraph>
        If it stays silent, the next person is told. Opening the page does not answer the alert.
      </Paragraph>
    </Layout>
  ),
});
