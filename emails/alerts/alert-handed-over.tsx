import { z } from "zod";
import { link, reference, staffName } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

const words = {
  asked: {
    subject: "something needs you",
    title: "You are asked to take over an alert",
    does: "asks you to coordinate",
  },
  accepted: {
    subject: "your alert was taken over",
    title: "Your alert was taken over",
    does: "now coordinates",
  },
  declined: {
    subject: "your alert stays with you",
    title: "Your alert stays with you",
    does: "could not take over",
  },
} as const;

/** To somebody who is asked to take an alert over, and back to whoever asked. */
export const alertHandedOver = defineMail({
  schema: z.object({ reference, says: z.enum(["asked", "accepted", "declined"]), by: staffName, link }),
  subject: (input) => `Virtual School: ${words[input.says].subject} (ref ${input.reference})`,
  Body: (input) => (
    <Layout title={words[input.says].title}>
      <Paragraph>
        {input.by} {words[input.says].does} alert {input.reference}.
      </Paragraph>
      {input.says === "asked" && <Paragraph>It stays with {input.by} until you accept.</Paragraph>}
      <Door href={input.toAddress(input.link)}>Sign in and open it</Door>
    </Layout>
  ),
});
