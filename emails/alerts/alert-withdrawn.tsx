import { z } from "zod";
import { link, reference } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** That an alert needs nothing more: the school withdrew it. */
export const alertWithdrawn = defineMail({
  schema: z.object({ reference, link }),
  subject: (input) => `Virtual School: an alert is withdrawn (ref ${input.reference})`,
  Body: (input) => (
    <Layout title="An alert is withdrawn">
      <Paragraph>Alert {input.reference} was withdrawn. You need do nothing more for it.</Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and read</Door>
    </Layout>
  ),
});
