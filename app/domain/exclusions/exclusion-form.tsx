import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Checkboxes, Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { EducationQuestions } from "./education-questions";
import type { ExclusionChoices } from "./exclusion-choices.server";
import type { recordExclusionSchema } from "./exclusions.schema";
import { groundLabels, grounds, halfLabels, halves, exclusionFormWords as words } from "./exclusions.words";

type Fields = z.input<typeof recordExclusionSchema>;

type Props = {
  choices: ExclusionChoices;
  /** Ids that go along unseen. */
  hidden: Record<string, string>;
  defaults: Partial<Fields>;
  /** "2026-11-22" */
  today: string;
  reply?: SubmissionResult<string[]>;
};

const withLabels = <Value extends string>(values: readonly Value[], labels: Record<Value, string>) =>
  values.map((value) => ({ value, label: labels[value] }));

/** The head teacher's decision to exclude for a time, and the first answer on education meanwhile. */
export function ExclusionForm({ choices, hidden, defaults, today, reply }: Props) {
  const [form, fields] = useForm<Fields>({ id: "exclusion", lastResult: reply, defaultValue: defaults });
  return (
    <Form form={form} hidden={hidden}>
      <ErrorSummary form={form} />
      <Radios field={fields.ground} label={words.ground.label} options={withLabels(grounds, groundLabels)} />
      <DateField field={fields.decidedOn} label={words.decidedOn.label} max={today} />
      <TextField
        field={fields.decidedBy}
        label={words.decidedBy.label}
        hint={words.decidedBy.hint}
        width="two-thirds"
      />
      <DateField field={fields.startsOn} label={words.startsOn.label} />
      <Radios field={fields.startsAt} label={words.startsAt.label} options={withLabels(halves, halfLabels)} />
      <TextField
        field={fields.openings}
        label={words.openings.label}
        hint={words.openings.hint}
        inputMode="numeric"
        width="4"
      />
      <TextArea
        field={fields.reason}
        label={words.reason.label}
        hint={words.reason.hint}
        rows={4}
        limit={2000}
      />
      <h2>Education meanwhile</h2>
      <EducationQuestions fields={fields} provisions={choices.provisions} />
      <h2>For the national collection</h2>
      <Checkboxes
        field={fields.incidentTypes}
        label={words.incidentTypes.label}
        hint={words.incidentTypes.hint}
        options={choices.incidentTypes}
        isSmall
      />
      <Checkboxes
        field={fields.motivations}
        label={words.motivations.label}
        hint={words.motivations.hint}
        options={choices.motivations}
        isOptional
        isSmall
      />
      <TextField field={fields.seemisReference} label={words.seemisReference.label} isOptional width="20" />
      <SubmitButton>Record the exclusion</SubmitButton>
    </Form>
  );
}
