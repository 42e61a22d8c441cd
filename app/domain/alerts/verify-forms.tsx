import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { ActionForm, Form } from "~/ui/form";
import { Section } from "~/ui/page";
import type { endNotForVirtualSchoolSchema, matchChildSchema } from "./decide-alert.schema";
import { verifyWords as words } from "./decide-alert.words";
import type { PossibleLearner } from "./find-learner-to-match.server";

type Reply = { reply?: SubmissionResult<string[]> };
type MatchProps = { typed: string; found: PossibleLearner[] | null; problem: string | null } & Reply;

/** Search by name, then choose. What is typed travels in the body of a post. */
export function MatchSection({ typed, found, problem, reply }: MatchProps) {
  return (
    <Section id="match" title="Care experienced: match the learner">
      <ActionForm hidden={{ intent: "find" }}>
        <div className="ds_question">
          <label className="ds_label" htmlFor="typed">
            {words.typed.label}
          </label>
          <p className="ds_hint-text" id="typed-hint">
            {words.typed.hint}
          </p>
          <input
            id="typed"
            name="typed"
            type="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={80}
            defaultValue={typed}
            aria-describedby="typed-hint"
            className="ds_input ds_input--fixed-20"
          />
        </div>
        <SubmitButton kind="secondary">Find</SubmitButton>
      </ActionForm>
      <p role="status">{problem ?? (found?.length === 0 ? "Nobody was found by that name." : "")}</p>
      {found !== null && found.length > 0 && <MatchForm found={found} typed={typed} reply={reply} />}
    </Section>
  );
}

const hintOf = ({ born, schools, isOnRoll }: PossibleLearner) =>
  [
    schools,
    born && `born ${born}`,
    !isOnRoll && "not on the roll of the school that raised this: it will not see a name any more",
  ]
    .filter(Boolean)
    .join(" · ");

function MatchForm({ found, typed, reply }: { found: PossibleLearner[]; typed: string } & Reply) {
  const [form, fields] = useForm<z.input<typeof matchChildSchema>>({ id: "match-child", lastResult: reply });
  return (
    <Form form={form} hidden={{ intent: "match", typed }}>
      <ErrorSummary form={form} />
      <Radios
        field={fields.learnerId}
        label={words.learnerId.label}
        options={found.map((learner) => ({
          value: learner.id,
          label: `${learner.name}, ${learner.stage}`,
          hint: hintOf(learner),
        }))}
      />
      <SubmitButton>This is the learner</SubmitButton>
    </Form>
  );
}

/** The other end: advice to the school, and the child's details are erased. */
export function NotForVirtualSchoolSection({ keptDays, reply }: { keptDays: number } & Reply) {
  const [form, fields] = useForm<z.input<typeof endNotForVirtualSchoolSchema>>({
    id: "advice-to-school",
    lastResult: reply,
  });
  return (
    <Section id="not-for" title="Not care experienced: not for the Virtual School">
      <p>
        The alert ends with your advice. What was written about the child is erased after {keptDays} days;
        that there was an alert stays, to be counted.
      </p>
      <Form form={form} hidden={{ intent: "not-for" }}>
        <ErrorSummary form={form} />
        <TextArea
          field={fields.advice}
          label={words.advice.label}
          hint={words.advice.hint}
          rows={5}
          limit={5000}
        />
        <SubmitButton kind="secondary">Not for the Virtual School</SubmitButton>
      </Form>
    </Section>
  );
}
