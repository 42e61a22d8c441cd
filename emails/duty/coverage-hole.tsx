import { z } from "zod";
import { day, dayInWords, dutyLink } from "../fields";
import { Door, Layout, Paragraph } from "../layout";
import { defineMail } from "../mail";

/** To the Virtual School Head Teacher: the nightly proof found somebody missing that was there the night before. */
export const coverageHole = defineMail({
  schema: z.object({ holes: z.number().int().positive(), firstDay: day, link: dutyLink }),
  subject: () => "Virtual School: the rota has a new hole",
  Body: (input) => (
    <Layout title="The rota has a new hole">
      <Paragraph>
        {input.holes === 1 ? "There is one time" : `There are ${input.holes} times`} in the next four weeks at
        which an alert would reach nobody at one of its steps. The first is on{" "}
        <strong>{dayInWords(input.firstDay)}</strong>.
      </Paragraph>
      <Door href={input.toAddress(input.link)}>Sign in and see the holes</Door>
      <Paragraph>Put other people on duty for that time, or end an absence that is over.</Paragraph>
    </Layout>
  ),
});
