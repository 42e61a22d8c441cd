import { type FieldMetadata, type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { Form, HiddenFields } from "~/ui/form";
import type { considerOptionsSchema } from "./coordinate-alert.schema";
import { optionAnswerWords, optionsWords as words } from "./coordinate-alert.words";
import type { OfferedOption } from "./options-form.server";

type Fields = z.input<typeof considerOptionsSchema>;

const shownFirst = ({ code, onRecord }: OfferedOption): Fields["options"][number] => ({
  code,
  answer: onRecord?.answer,
  why: onRecord?.answer === "will_use" ? onRecord.why : undefined,
  whyNot: onRecord?.answer === "not_now" ? onRecord.why : undefined,
});

type OptionsFormProps = { options: OfferedOption[]; seen: string | null; reply?: SubmissionResult<string[]> };

/** The library of alternatives: use it or not now, and why; what nobody has answered may stay open. */
export function OptionsForm({ options, seen, reply }: OptionsFormProps) {
  const [form, fields] = useForm<Fields>({
    id: "options",
    lastResult: reply,
    defaultValue: { options: options.map(shownFirst) },
  });
  const byCode = new Map(options.map((option) => [option.code, option]));
  return (
    <Form form={form} hidden={seen === null ? {} : { seen }}>
      <ErrorSummary form={form} />
      <div className="md:grid md:grid-cols-2 md:gap-x-8">
        {fields.options.getFieldList().map((field) => (
          <OptionQuestion key={field.key} field={field} byCode={byCode} />
        ))}
      </div>
      <SubmitButton>Store what was considered</SubmitButton>
    </Form>
  );
}

type OptionField = FieldMetadata<Fields["options"][number]>;

function OptionQuestion({ field, byCode }: { field: OptionField; byCode: Map<string, OfferedOption> }) {
  const { code, answer, why, whyNot } = field.getFieldset();
  const option = byCode.get(String(code.initialValue ?? ""));
  if (!option) return null;
  const typed = answer.initialValue === "will_use" ? why.initialValue : whyNot.initialValue;
  const { onRecord } = option;
  const isElsewise = onRecord !== null && (onRecord.answer !== answer.initialValue || onRecord.why !== typed);
  const recorded =
    isElsewise &&
    `On record: ${optionAnswerWords[onRecord.answer].toLowerCase()}, ${onRecord.why} (${onRecord.by})`;
  const hint = [option.hint, recorded].filter(Boolean).join(". ");
  return (
    <div>
      <HiddenFields values={{ [code.name]: option.code }} />
      <Radios
        field={answer}
        label={option.label}
        hint={hint === "" ? undefined : hint}
        isSmall
        options={[
          {
            value: "will_use",
            label: optionAnswerWords.will_use,
            reveals: <TextArea field={why} label={words.why.label} hint={words.why.hint} rows={2} />,
          },
          {
            value: "not_now",
            label: optionAnswerWords.not_now,
            reveals: <TextArea field={whyNot} label={words.whyNot.label} rows={2} />,
          },
        ]}
      />
    </div>
  );
}
