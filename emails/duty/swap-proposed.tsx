import { z } from "zod";
import { day, dayInWords, dutyLink } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To a colleague who is asked to take a day of duty. */
export const swapProposed = defineMail({
  schema: z.object({ day, returnDay: day.nullable(), link: dutyLink }),
  subject: () => "Virtual School: can you take a day of duty?",
  Body: (input) => (
    <Layout title="Can you take a day of duty?">
      <Paragraph>
        A colleague asks you to take <strong>{dayInWords(input.day)}</strong>
        {input.returnDay !== null && (
          <>
            {" "}
            and would take <strong>{dayInWords(input.returnDay)}</strong> in return
          </>
        )}
        .
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and answer</Door>
      <Paragraph>Nothing changes until you accept.</Paragraph>
    </Layout>
  ),
});
