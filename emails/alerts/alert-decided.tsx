import { z } from "zod";
import { link, reference } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** That the head teacher's decision is on record. Which decision stays in the app. */
export const alertDecided = defineMail({
  schema: z.object({ reference, link }),
  subject: (input) => `Virtual School: a decision is recorded (ref ${input.reference})`,
  Body: (input) => (
    <Layout title="A decision is recorded">
      <Paragraph>The head teacher's decision on alert {input.reference} is on record.</Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and read</Door>
    </Layout>
  ),
});
