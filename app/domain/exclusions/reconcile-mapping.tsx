import { type SubmissionResult, useForm } from "@conform-to/react";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Select, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { codeWords, mappingWords, type RecordedField, recordedFields } from "./reconcile.words";

type Values = Partial<Record<RecordedField | keyof typeof codeWords, string | null>>;
type Props = {
  headings: readonly string[];
  start: Values;
  reply: SubmissionResult<string[]> | undefined;
};

const needed: readonly RecordedField[] = ["scn", "startsOn"];

/** Which column of the file is which. Starts with a guess, which somebody looks at before anything is done. */
export function MappingForm({ headings, start, reply }: Props) {
  const [form, fields] = useForm<Values>({ id: "columns", lastResult: reply, defaultValue: start });
  const options = headings.map((heading) => ({ value: heading, label: heading }));
  return (
    <Form form={form}>
      <ErrorSummary form={form} />
      {recordedFields.map((name) => (
        <Select
          key={name}
          field={fields[name]}
          {...mappingWords[name]}
          options={options}
          isOptional={!needed.includes(name)}
          emptyLabel={needed.includes(name) ? "Select one" : "Not in this file"}
        />
      ))}
      <TextField field={fields.exclusionCodes} {...codeWords.exclusionCodes} width="20" isOptional />
      <TextField field={fields.absenceCodes} {...codeWords.absenceCodes} width="20" isOptional />
      <SubmitButton>Show what would be recorded</SubmitButton>
    </Form>
  );
}
