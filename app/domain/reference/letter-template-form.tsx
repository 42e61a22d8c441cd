import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Checkbox } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { Tag } from "~/ui/tag";
import type { saveLetterTemplateSchema } from "./letter-templates.schema";
import type { LetterPart } from "./letter-templates.words";

type Fields = z.input<typeof saveLetterTemplateSchema>;

type Props = {
  form: FormMetadata<Fields>;
  parts: FieldMetadata<Fields["parts"]>;
  /** That holds now: a form made on an older one is refused. */
  version: number;
  /** As they hold, for the mark on those that nobody has checked. */
  saved: readonly LetterPart[];
};

/** What the form starts with: the parts as they hold, and room for one more. */
export const partsFor = (parts: readonly LetterPart[]) => [
  ...parts.map(({ heading, text, isUnverified }) => ({
    heading: heading ?? "",
    text,
    isChecked: isUnverified ? undefined : ("on" as const),
  })),
  { heading: "", text: "", isChecked: undefined },
];

/** Every part of a letter in its own fields; a part without text is left out. */
export function LetterTemplateForm({ form, parts, version, saved }: Props) {
  return (
    <Form form={form} hidden={{ version: String(version) }}>
      <ErrorSummary form={form} />
      {parts.getFieldList().map((row, index) => {
        const part = row.getFieldset();
        return (
          <fieldset key={row.key} className="vs-fieldset">
            <legend>
              <h2 className="m-0">
                Part {index + 1}{" "}
                {saved[index]?.isUnverified && <Tag colour="orange">To be checked with your legal team</Tag>}
              </h2>
            </legend>
            <TextField field={part.heading} label="Heading" isOptional width="two-thirds" />
            <TextArea field={part.text} label="Text" rows={4} />
            <Checkbox
              field={part.isChecked}
              label="This part has been checked"
              hint="Without this it is left out of every letter"
            />
          </fieldset>
        );
      })}
      <SubmitButton>Save as a new version</SubmitButton>
    </Form>
  );
}
