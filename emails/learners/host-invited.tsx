import { z } from "zod";
import { link } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To somebody of a school in another authority, who is let in for one learner. */
export const hostInvited = defineMail({
  schema: z.object({ link }),
  subject: () => "Virtual School: you are invited",
  Body: (input) => (
    <Layout title="You are invited">
      <Paragraph>
        The Virtual School works with somebody of your school, and shares one record with you. Nothing of it
        is in this mail.
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and see</Door>
      <Paragraph>
        Sign in with the address this mail came to: you get a code each time. If you do not expect this, ring
        the Virtual School before you follow the link.
      </Paragraph>
    </Layout>
  ),
});
