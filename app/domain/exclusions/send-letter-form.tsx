import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import type { sendLetterSchema } from "./letters.schema";
import { sentHowLabels, sentHows, lettersWords as words } from "./letters.words";

const hows = sentHows.map((value) => ({ value, label: sentHowLabels[value] }));

type Props = {
  /** "2026-11-22" */
  today: string;
  byName: string;
  reply?: SubmissionResult<string[]>;
};

/** When and how a letter went out. */
export function SendLetterForm({ today, byName, reply }: Props) {
  const [form, fields] = useForm<z.input<typeof sendLetterSchema>>({
    id: "send",
    lastResult: reply,
    defaultValue: { happenedOn: today, byName },
  });
  return (
    <Form form={form}>
      <ErrorSummary form={form} />
      <DateField field={fields.happenedOn} {...words.happenedOn} max={today} />
      <Radios field={fields.how} {...words.how} options={hows} />
      <TextField field={fields.byName} {...words.byName} width="two-thirds" />
      <SubmitButton>Mark as sent</SubmitButton>
    </Form>
  );
}
