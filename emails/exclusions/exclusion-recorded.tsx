import { z } from "zod";
import { link, reference } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** That an exclusion is on record, to whoever coordinates and to the head of the Virtual School. */
export const exclusionRecorded = defineMail({
  schema: z.object({ reference, link }),
  subject: (input) => `Virtual School: an exclusion is recorded (ref ${input.reference})`,
  Body: (input) => (
    <Layout title="An exclusion is recorded">
      <Paragraph>
        A school has put exclusion {input.reference} on record. What is due next stands on its record.
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and read</Door>
    </Layout>
  ),
});
