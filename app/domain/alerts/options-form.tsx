import { type FieldMetadata, type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Select, TextArea } from "~/ui/fields";
import { Form, HiddenFields } from "~/ui/form";
import type { considerOptionsSchema } from "./coordinate-alert.schema";
import { optionAnswerWords, optionsWords as words } from "./coordinate-alert.words";
import type { OfferedOption, OfferedReason } from "./options-form.server";

type Fields = z.input<typeof considerOptionsSchema>;

const shownFirst = ({ code, onRecord }: OfferedOption): Fields["options"][number] => ({
  code,
  answer: onRecord?.answer,
  why: onRecord?.answer === "will_use" ? onRecord.why : undefined,
  reason: onRecord?.reason?.value,
  whyNot: onRecord?.answer === "not_now" ? onRecord.why : undefined,
});

type OptionsFormProps = {
  options: OfferedOption[];
  reasons: OfferedReason[];
  /** A sentence about an alternative, by its code. */
  learnt: Readonly<Record<string, string>>;
  seen: string | null;
  reply?: SubmissionResult<string[]>;
};

/** The library of alternatives: use it or not now, and why; what nobody has answered may stay open. */
export function OptionsForm({ options, reasons, learnt, seen, reply }: OptionsFormProps) {
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
          <OptionQuestion key={field.key} field={field} byCode={byCode} reasons={reasons} learnt={learnt} />
        ))}
      </div>
      <SubmitButton>Store what was considered</SubmitButton>
    </Form>
  );
}

type OptionField = FieldMetadata<Fields["options"][number]>;
type OptionQuestionProps = {
  field: OptionField;
  byCode: Map<string, OfferedOption>;
  reasons: readonly OfferedReason[];
  learnt: Readonly<Record<string, string>>;
};

/** What is on record, where it is not what the form shows: somebody else answered. */
function onRecordElsewise(
  { onRecord }: OfferedOption,
  shown: { answer?: string; reason?: string; why?: string },
): string | null {
  if (!onRecord) return null;
  const isShown =
    onRecord.answer === shown.answer &&
    onRecord.why === (shown.why ?? "") &&
    (onRecord.reason?.value ?? "") === (shown.reason ?? "");
  if (isShown) return null;
  const words = [optionAnswerWords[onRecord.answer].toLowerCase(), onRecord.reason?.label, onRecord.why];
  return `On record: ${words.filter(Boolean).join(", ")} (${onRecord.by})`;
}

/** What is offered; and what is on record, where that is offered no longer. */
const choicesFor = ({ onRecord }: OfferedOption, reasons: readonly OfferedReason[]) =>
  onRecord?.reason && !reasons.some(({ value }) => value === onRecord.reason?.value)
    ? [...reasons, onRecord.reason]
    : reasons;

function OptionQuestion({ field, byCode, reasons, learnt }: OptionQuestionProps) {
  const { code, answer, why, reason, whyNot } = field.getFieldset();
  const option = byCode.get(String(code.initialValue ?? ""));
  if (!option) return null;
  const isUsed = answer.initialValue === "will_use";
  const recorded = onRecordElsewise(option, {
    answer: answer.initialValue,
    reason: isUsed ? undefined : reason.initialValue,
    why: isUsed ? why.initialValue : whyNot.initialValue,
  });
  const lines = [[option.hint, recorded].filter(Boolean).join(". "), learnt[option.code]].filter(Boolean);
  const choices = choicesFor(option, reasons);
  return (
    <div>
      <HiddenFields values={{ [code.name]: option.code }} />
      <Radios
        field={answer}
        label={option.label}
        hint={lines.length > 0 ? lines.map((line) => <div key={line}>{line}</div>) : undefined}
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
            reveals: (
              <>
                {choices.length > 0 && <Select field={reason} {...words.reason} options={choices} />}
                <TextArea
                  field={whyNot}
                  label={words.whyNot.label}
                  hint={choices.length > 0 ? words.whyNot.besideReason : undefined}
                  rows={2}
                />
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
