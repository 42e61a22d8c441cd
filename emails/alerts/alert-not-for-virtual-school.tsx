import { z } from "zod";
import { link, reference } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To whoever raised the alert: it ended with advice, which stays in the app. */
export const alertNotForVirtualSchool = defineMail({
  schema: z.object({ reference, link }),
  subject: (input) => `Virtual School: advice on your alert (ref ${input.reference})`,
  Body: (input) => (
    <Layout title="There is advice on your alert">
      <Paragraph>
        The Virtual School has looked at alert {input.reference} and answered with advice to your school.
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and read</Door>
    </Layout>
  ),
});
