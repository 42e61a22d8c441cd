import { z } from "zod";
import { link, reference } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To whoever raised an alert that repeats another one; the link leads to the first. */
export const alertDuplicate = defineMail({
  schema: z.object({ reference, firstReference: reference, link }),
  subject: (input) => `Virtual School: your alert goes on under another reference (ref ${input.reference})`,
  Body: (input) => (
    <Layout title="Your alert repeats another one">
      <Paragraph>
        The Virtual School goes on with alert {input.firstReference}. Alert {input.reference} is about the
        same and has ended; nothing in it is lost.
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and open {input.firstReference}</Door>
    </Layout>
  ),
});
