import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { childViewWords, longestText } from "./alert-form.words";
import { decisionLabels } from "./alerts.words";
import type { recordDecisionSchema } from "./decide-alert.schema";
import { recordableDecisions, decisionWords as words } from "./decide-alert.words";

type Fields = z.input<typeof recordDecisionSchema>;

type DecisionFormProps = {
  /** "2026-11-22" */
  today: string;
  /** The head teacher's name, where there is one. */
  decidedBy?: string;
  reply?: SubmissionResult<string[]>;
};

/** The head teacher's decision, as they made it. */
export function DecisionForm({ today, decidedBy, reply }: DecisionFormProps) {
  const [form, fields] = useForm<Fields>({
    id: "decision",
    lastResult: reply,
    defaultValue: { decidedOn: today, decidedBy },
  });
  const length = (
    <TextField
      field={fields.openings}
      label={words.openings.label}
      hint={words.openings.hint}
      inputMode="numeric"
      width="4"
    />
  );
  return (
    <Form form={form}>
      <ErrorSummary form={form} />
      <Radios
        field={fields.decision}
        label={words.decision.label}
        options={recordableDecisions.map((decision) => ({
          value: decision,
          label: decisionLabels[decision],
          reveals: decision === "excluded_temporary" ? length : undefined,
        }))}
      />
      <DateField field={fields.decidedOn} label={words.decidedOn.label} max={today} />
      <TextField
        field={fields.decidedBy}
        label={words.decidedBy.label}
        hint={words.decidedBy.hint}
        width="two-thirds"
      />
      <TextArea
        field={fields.reason}
        label={words.reason.label}
        hint={words.reason.hint}
        rows={4}
        limit={2000}
      />
      <Radios
        field={fields.childView}
        label={words.childView.label}
        hint={words.childView.hint}
        isOptional
        options={Object.entries(childViewWords).map(([value, label]) => ({
          value,
          label,
          reveals:
            value === "in_their_words" ? (
              <TextArea
                field={fields.childWords}
                label={words.childWords.label}
                rows={4}
                limit={longestText}
              />
            ) : undefined,
        }))}
      />
      <SubmitButton>Record the decision</SubmitButton>
    </Form>
  );
}
