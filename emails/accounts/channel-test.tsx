import { z } from "zod";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To somebody who pressed the test button of one of their channels. */
export const channelTest = defineMail({
  schema: z.object({ link: z.literal("/accounts/channels") }),
  subject: () => "Virtual School: this is a test",
  text: () => "Virtual School: this is the test you asked for. Messages reach you this way.",
  Body: ({ link: path, toAddress }) => (
    <Layout title="This is a test">
      <Paragraph>You asked for it on the page “Your channels”. Messages reach you this way.</Paragraph>
      <Door href={toAddress(path)}>Sign in and see your channels</Door>
    </Layout>
  ),
});
