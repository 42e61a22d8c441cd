import { z } from "zod";
import { day, dayInWords, dutyLink } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To whoever proposed a swap. */
export const swapAnswered = defineMail({
  schema: z.object({ answer: z.enum(["accepted", "declined"]), day, link: dutyLink }),
  subject: (input) => `Virtual School: your swap was ${input.answer}`,
  Body: (input) => (
    <Layout title={`Your swap was ${input.answer}`}>
      <Paragraph>
        Your colleague has {input.answer === "accepted" ? "agreed" : "declined"} to take your day of duty on{" "}
        <strong>{dayInWords(input.day)}</strong>.
        {input.answer === "declined" && " You are still on duty that day."}
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and see your days</Door>
    </Layout>
  ),
});
