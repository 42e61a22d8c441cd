import { z } from "zod";
import { instant, instantInWords, isPractice, link, reference, staffName } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To whoever raised the alert: who answered, and by when they will ring. */
export const alertAcknowledged = defineMail({
  schema: z.object({ reference, answeredBy: staffName, willRingBy: instant.nullable(), link, isPractice }),
  subject: (input) =>
    `${input.isPractice ? "Practice: " : ""}Virtual School: your alert is answered (ref ${input.reference})`,
  Body: (input) => (
    <Layout title="Your alert is answered">
      <Paragraph>
        {input.answeredBy} of the Virtual School has answered alert {input.reference}
        {input.willRingBy === null ? "." : ` and will ring you by ${instantInWords(input.willRingBy)}.`}
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and read</Door>
    </Layout>
  ),
});
