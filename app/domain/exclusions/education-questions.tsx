import type { FieldMetadata } from "@conform-to/react";
import { Radios } from "~/ui/choices";
import { DateField, TextArea, TextField } from "~/ui/fields";
import { noneSoFar, educationWords as words } from "./exclusions.words";

type Fields = Record<
  "provision" | "educationFrom" | "educationDecidedBy" | "educationWhy",
  FieldMetadata<string | undefined>
>;

type Option = { value: string; label: string; hint?: string };

/** What education there is meanwhile: each answer asks what it needs, "none so far" why. */
export function EducationQuestions({
  fields,
  provisions,
}: {
  fields: Fields;
  provisions: readonly Option[];
}) {
  return (
    <>
      <Radios
        field={fields.provision}
        label={words.provision.label}
        hint={words.provision.hint}
        options={provisions.map((option) =>
          option.value === noneSoFar
            ? {
                ...option,
                reveals: (
                  <TextArea
                    field={fields.educationWhy}
                    label={words.educationWhy.label}
                    rows={3}
                    limit={2000}
                  />
                ),
              }
            : option,
        )}
      />
      <DateField
        field={fields.educationFrom}
        label={words.educationFrom.label}
        hint="Leave it empty if there is none so far"
      />
      <TextField
        field={fields.educationDecidedBy}
        label={words.educationDecidedBy.label}
        hint={words.educationDecidedBy.hint}
        width="two-thirds"
      />
    </>
  );
}
