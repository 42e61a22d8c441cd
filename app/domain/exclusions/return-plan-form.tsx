import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Checkboxes } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import type { ReturnTask } from "./open-return.server";
import type { planReturnSchema } from "./return-plan.schema";
import { returnPlanWords as words } from "./return-plan.words";

/** How the child comes back. Only people who may be told what is decided are offered as told. */
export function ReturnPlanForm({ task, reply }: { task: ReturnTask; reply?: SubmissionResult<string[]> }) {
  const [form, fields] = useForm<z.input<typeof planReturnSchema>>({
    id: "plan",
    lastResult: reply,
    defaultValue: task.plan ?? { reviewOn: task.latestReview ?? undefined },
  });
  return (
    <Form form={form}>
      <ErrorSummary form={form} />
      <TextField field={fields.keyAdult} {...words.keyAdult} width="two-thirds" />
      <TextArea field={fields.support} {...words.support} rows={4} limit={2000} />
      <TextArea field={fields.firstDay} {...words.firstDay} rows={4} limit={2000} />
      <TextArea field={fields.conditions} {...words.conditions} rows={3} limit={2000} isOptional />
      <TextArea field={fields.childWords} {...words.childWords} rows={3} limit={2000} isOptional />
      <DateField field={fields.reviewOn} {...words.reviewOn} />
      {task.mayBeTold.length > 0 ? (
        <Checkboxes
          field={fields.told}
          label={words.told.label}
          hint={task.leftOut > 0 ? "The notify list has others, who may not be told" : undefined}
          isOptional
          options={task.mayBeTold}
        />
      ) : (
        <p>Nobody on the notify list may be told what is decided.</p>
      )}
      <SubmitButton>Store the plan</SubmitButton>
    </Form>
  );
}
