import { Details } from "~/ui/details";
import { Notice } from "~/ui/notice";
import type { WhoAnswers as Answers } from "./raise-form.server";

/** Said before sending: who answers and from when, and who is told when nobody does. */
export function WhoAnswers({ answers }: { answers: Answers }) {
  return (
    <Notice>
      <p>{answers.sentence}</p>
      <Details summary="If nobody answers">
        <p>
          For a decision that is expected today, these people are told. When it comes sooner, they are told
          sooner.
        </p>
        <ol>
          {answers.steps.map((step) => (
            <li key={`${step.when} ${step.who}`}>
              {step.when}: {step.who}
            </li>
          ))}
        </ol>
      </Details>
    </Notice>
  );
}
