import { z } from "zod";
import { day, dayInWords, link, reference } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To somebody named for an action. What the action is stays in the app. */
export const actionAgreed = defineMail({
  schema: z.object({ reference, dueOn: day, link }),
  subject: (input) => `Virtual School: something needs you (ref ${input.reference})`,
  Body: (input) => (
    <Layout title="You are named for an action">
      <Paragraph>
        It was agreed for alert {input.reference} and is due on <strong>{dayInWords(input.dueOn)}</strong>.
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and see what was agreed</Door>
    </Layout>
  ),
});
