import { z } from "zod";
import { link, reference } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To the person who now coordinates the alert. */
export const alertAssigned = defineMail({
  schema: z.object({ reference, link }),
  subject: (input) => `Virtual School: something needs you (ref ${input.reference})`,
  Body: (input) => (
    <Layout title="An alert is now yours to coordinate">
      <Paragraph>Alert {input.reference} was assigned to you.</Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and open it</Door>
    </Layout>
  ),
});
