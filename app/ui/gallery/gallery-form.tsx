import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { ButtonGroup, SubmitButton } from "../button";
import { Checkbox, Checkboxes, Radios } from "../choices";
import { ErrorSummary } from "../error-summary";
import { DateField, Select, TextArea, TextField, TimeField } from "../fields";
import { Form } from "../form";
import { TextLink } from "../link";
import type { gallerySchema } from "./gallery-schema";

/** One question of each kind. */
export function GalleryForm({ lastResult }: { lastResult: SubmissionResult | undefined }) {
  const [form, fields] = useForm<z.input<typeof gallerySchema>>({ id: "gallery", lastResult });
  return (
    <>
      <ErrorSummary form={form} />
      <Form form={form} action="/ui" hidden={{ key: "invented" }}>
        <TextField field={fields.reference} label="Reference" hint="For example, A-2026-0412" width="10" />
        <TextArea
          field={fields.happened}
          label="What happened"
          hint="Facts only. Name no other child."
          limit={200}
        />
        <Radios
          field={fields.where}
          label="Where is the child now?"
          options={[
            { value: "school", label: "At school" },
            { value: "home", label: "At home", hint: "Including a children's house" },
            {
              value: "elsewhere",
              label: "Somewhere else",
              reveals: <TextField field={fields.place} label="Where?" isOptional />,
            },
          ]}
        />
        <Radios
          field={fields.isDecided}
          label="Has the decision already been made?"
          options={[
            { value: "yes", label: "Yes" },
            { value: "no", label: "No" },
          ]}
        />
        <Checkboxes
          field={fields.told}
          label="Who already knows?"
          hint="Select all that apply"
          options={[
            { value: "parent", label: "A parent" },
            { value: "house", label: "The children's house" },
            { value: "social", label: "Social work" },
          ]}
          isSmall
        />
        <Select
          field={fields.stage}
          label="Stage"
          options={[
            { value: "P7", label: "P7" },
            { value: "S1", label: "S1" },
          ]}
        />
        <DateField field={fields.day} label="Day of the meeting" />
        <TimeField field={fields.time} label="Time of the meeting" />
        <Checkbox field={fields.isAgreed} label="Everyone at the meeting agrees" />
        <ButtonGroup>
          <SubmitButton busyLabel="Storing…">Store</SubmitButton>
          <SubmitButton name="intent" value="draft" kind="secondary">
            Keep as a draft
          </SubmitButton>
          <TextLink href="/ui">Start again</TextLink>
        </ButtonGroup>
      </Form>
    </>
  );
}
