import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { Form } from "~/ui/form";
import type { OpenCase } from "./case-view.server";
import type { reviewCaseSchema } from "./quality.schema";

type Props = { task: Pick<OpenCase, "version" | "tells">; reply?: SubmissionResult<string[]> };

/** Whether a case may leave, as somebody says who did not write it. */
export function ReviewForm({ task, reply }: Props) {
  const [form, fields] = useForm<z.input<typeof reviewCaseSchema>>({ id: "verdict", lastResult: reply });
  const isStopped = task.tells.some(({ stops }) => stops);
  return (
    <Form form={form} hidden={{ version: String(task.version) }}>
      <ErrorSummary form={form} />
      <Radios
        field={fields.review}
        label="May it leave as it stands?"
        hint={
          isStopped
            ? "Not while a name of the young person or of the school stands in it"
            : "Could a classmate, a neighbour or somebody of the family know from it who this is?"
        }
        options={[
          { value: "fit", label: "Yes, nobody can tell from it who this is" },
          {
            value: "sent_back",
            label: "No, send it back",
            reveals: <TextArea field={fields.why} label="What has to change" rows={3} limit={500} />,
          },
        ]}
      />
      <SubmitButton>Store the review</SubmitButton>
    </Form>
  );
}
