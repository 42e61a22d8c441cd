import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Checkboxes, Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea, TextField, TimeField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { methodWords, type RecordableStep, stepQuestions } from "./exclusion-steps.words";
import type { recordStepSchema } from "./exclusions.schema";

type Props = {
  kind: RecordableStep;
  people: { options: { value: string; label: string }[]; leftOut: number };
  stepId: string;
  /** "2026-11-22" */
  today: string;
  reply?: SubmissionResult<string[]>;
};

const methods = Object.entries(methodWords).map(([value, label]) => ({ value, label }));

const leftOutHint = (count: number) =>
  count === 0
    ? undefined
    : `${count === 1 ? "1 person" : `${count} people`} of the notify list may not be told the decision, and ${count === 1 ? "is" : "are"} not offered`;

/** One thing done, with the questions that belong to it. */
export function StepForm({ kind, people, stepId, today, reply }: Props) {
  const asked = stepQuestions[kind];
  const [form, fields] = useForm<z.input<typeof recordStepSchema>>({
    id: "step",
    lastResult: reply,
    defaultValue: kind === "meeting_offered" ? {} : { happenedOn: today },
  });
  return (
    <Form form={form} hidden={{ stepId, kind }}>
      <ErrorSummary form={form} />
      {asked.people && (
        <Checkboxes
          field={fields.people}
          label={asked.people}
          hint={leftOutHint(people.leftOut)}
          options={people.options}
        />
      )}
      {asked.asksMethod && <Radios field={fields.method} label="How?" options={methods} />}
      <DateField field={fields.happenedOn} label={asked.day} />
      {asked.time && (
        <TimeField field={fields.time} label={asked.time.label} isOptional={!asked.time.isRequired} />
      )}
      <TextField field={fields.byName} label={asked.by} hint="A name" width="two-thirds" />
      {asked.words && (
        <TextArea
          field={fields.words}
          label={asked.words.label}
          hint={asked.words.hint}
          isOptional={!asked.words.isRequired}
          limit={2000}
        />
      )}
      <SubmitButton>Store it</SubmitButton>
    </Form>
  );
}
