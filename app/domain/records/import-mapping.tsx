import { type SubmissionResult, useForm } from "@conform-to/react";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import type { ColumnDoc } from "./imports.words";

type Values = { columns: Record<string, string | null> };
type Props = {
  columns: readonly ColumnDoc[];
  headings: readonly string[];
  start: Record<string, string | null>;
  reply: SubmissionResult<string[]> | undefined;
};

/** Which column of the file is which. Starts with a guess, which somebody looks at before anything is done. */
export function ImportMappingForm({ columns, headings, start, reply }: Props) {
  const [form, fields] = useForm<Values>({
    id: "columns",
    lastResult: reply,
    defaultValue: { columns: start },
  });
  const chosen = fields.columns.getFieldset();
  const options = headings.map((heading) => ({ value: heading, label: heading }));
  return (
    <Form form={form}>
      <ErrorSummary form={form} />
      {columns.map(({ name, label, hint, isRequired }) => {
        const field = chosen[name];
        return (
          field && (
            <Select
              key={name}
              field={field}
              label={label}
              hint={hint ?? undefined}
              options={options}
              isOptional={!isRequired}
              emptyLabel={isRequired ? "Select one" : "Not in this file"}
            />
          )
        );
      })}
      <SubmitButton>Show what would be saved</SubmitButton>
    </Form>
  );
}
