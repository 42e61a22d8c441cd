import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { type Choice, Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea, TextField } from "~/ui/fields";
import { Form, HiddenFields } from "~/ui/form";
import type { recordFollowUpSchema } from "./decide-alert.schema";
import { checkWords, findingWords, sourceWords, followUpWords as words } from "./decide-alert.words";

type Fields = z.input<typeof recordFollowUpSchema>;

/** A check as the form shows it: `isOpen` when it can be made today, else why not. */
export type ShownCheck = { check: "10" | "30"; isOpen: boolean; status: string };

type FollowUpFormProps = {
  checks: ShownCheck[];
  /** "2026-11-22" */
  today: string;
  formKey: string;
  reply?: SubmissionResult<string[]>;
};

/** What was found in a check, or at another time. Checks that are not due yet are named, not offered. */
export function FollowUpForm({ checks, today, formKey, reply }: FollowUpFormProps) {
  const open = checks.filter((one) => one.isOpen);
  const [form, fields] = useForm<Fields>({
    id: "follow-up",
    lastResult: reply,
    defaultValue: { check: open[0]?.check ?? "none" },
  });
  const openings = (
    <TextField
      field={fields.openings}
      label={words.openings.label}
      hint={words.openings.hint}
      inputMode="numeric"
      width="4"
    />
  );
  // Outside of a check, "still in school" says nothing yet.
  const offered = Object.entries(findingWords).filter(
    ([value]) => open.length > 0 || value !== "still_in_school",
  );
  const findings: Choice[] = offered.map(([value, finding]) => ({
    value,
    label: finding.label,
    hint: "hint" in finding ? finding.hint : undefined,
    reveals: value === "excluded" ? openings : undefined,
  }));
  const checkChoices: Choice[] = [
    ...open.map(({ check, status }) => ({ value: check, label: checkWords[check], hint: status })),
    { value: "none", label: checkWords.none },
  ];
  return (
    <Form form={form} hidden={{ formKey }}>
      <ErrorSummary form={form} />
      {open.length > 0 ? (
        <Radios field={fields.check} label={words.check.label} options={checkChoices} />
      ) : (
        <HiddenFields values={{ check: "none" }} />
      )}
      <Radios field={fields.finding} label={words.finding.label} options={findings} />
      <DateField
        field={fields.happenedOn}
        label={words.happenedOn.label}
        hint={open.length > 0 ? "Leave this empty if they are still in school" : undefined}
        max={today}
      />
      <Radios
        field={fields.source}
        label={words.source.label}
        options={Object.entries(sourceWords).map(([value, label]) => ({ value, label }))}
      />
      <TextArea field={fields.note} label={words.note.label} rows={4} limit={2000} isOptional />
      <SubmitButton>Store what you found</SubmitButton>
    </Form>
  );
}
