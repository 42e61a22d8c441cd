import { randomUUID } from "node:crypto";
import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { ExclusionTask } from "~/domain/exclusions/exclusion-task";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { stepLabels } from "~/domain/exclusions/exclusions.words";
import { openReturn } from "~/domain/exclusions/open-return.server";
import { recordReturn } from "~/domain/exclusions/record-return.server";
import { recordReturnSchema } from "~/domain/exclusions/return-plan.schema";
import { returnSteps, recordReturnWords as words } from "~/domain/exclusions/return-plan.words";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("The way back");

export const loader = guarded(exclusionsPolicy.record, async (visit) => ({
  task: await openReturn(visit),
  stepId: randomUUID(),
}));

export const action = guarded(exclusionsPolicy.record, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("exclusionId", params.id ?? "");
  const { again, done } = await submit(form, recordReturnSchema, (input) =>
    recordReturn(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${exclusionsPaths.exclusion(done.id)}#way-back`);
});

export default function RecordReturn() {
  const { task, stepId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof recordReturnSchema>>({
    id: "return",
    lastResult: reply,
    defaultValue: { kind: task.next, happenedOn: task.today },
  });
  return (
    <ExclusionTask
      exclusion={task.exclusion}
      title="The way back"
      lead={task.dueOn && `Due back on ${task.dueOn}.`}
      refused={reply ? null : task.refused}
    >
      <Form form={form} hidden={{ stepId }}>
        <ErrorSummary form={form} />
        <Radios
          field={fields.kind}
          {...words.kind}
          options={returnSteps.map((kind) => ({ value: kind, label: stepLabels[kind] }))}
        />
        <DateField field={fields.happenedOn} {...words.happenedOn} max={task.today} />
        <TextField field={fields.byName} {...words.byName} width="two-thirds" />
        <TextArea field={fields.words} {...words.words} rows={4} limit={2000} />
        <SubmitButton>Store it</SubmitButton>
      </Form>
    </ExclusionTask>
  );
}
