import { z } from "zod";
import { Code, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To somebody who asked to sign in. The code itself is never part of the stored input. */
export const signInCode = defineMail({
  schema: z.object({ minutes: z.int().min(1).max(60) }),
  subject: () => "Virtual School: your sign-in code",
  Body: ({ minutes, secret }) => (
    <Layout title="Your sign-in code">
      <Paragraph>
        Type this code on the page where you asked for it. It works once, for {minutes} minutes.
      </Paragraph>
      <Code>{secret}</Code>
      <Paragraph>
        If you did not ask to sign in, do nothing. Nobody from the Virtual School will ever ask you for a
        code.
      </Paragraph>
    </Layout>
  ),
});
