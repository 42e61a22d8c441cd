import { randomUUID } from "node:crypto";
import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { EducationQuestions } from "~/domain/exclusions/education-questions";
import { provisionChoices } from "~/domain/exclusions/exclusion-choices.server";
import { ExclusionTask } from "~/domain/exclusions/exclusion-task";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { recordEducationSchema } from "~/domain/exclusions/exclusions.schema";
import { openExclusionTask } from "~/domain/exclusions/open-exclusion-task.server";
import { recordEducation } from "~/domain/exclusions/record-education.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Education meanwhile");

export const loader = guarded(exclusionsPolicy.record, (visit) =>
  asActor(visit.actor, async (tx) => {
    const today = dayOf(visit.clock.now());
    const task = await openExclusionTask(tx, visit);
    return { ...task, today, provisions: await provisionChoices(tx, today), educationId: randomUUID() };
  }),
);

export const action = guarded(exclusionsPolicy.record, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("exclusionId", params.id ?? "");
  const { again, done } = await submit(form, recordEducationSchema, (input) =>
    recordEducation(actor, input, clock),
  );
  if (again) return again;
  throw redirect(exclusionsPaths.exclusion(done.id));
});

export default function Education() {
  const { exclusion, refused, today, provisions, educationId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof recordEducationSchema>>({
    id: "education",
    lastResult: reply,
    defaultValue: { educationFrom: today },
  });
  return (
    <ExclusionTask
      exclusion={exclusion}
      title="Education meanwhile"
      lead="Education is owed without undue delay. The answer may change: the latest one holds, and the earlier ones stay on record."
      refused={reply ? null : refused}
    >
      <Form form={form} hidden={{ educationId }}>
        <ErrorSummary form={form} />
        <EducationQuestions fields={fields} provisions={provisions} />
        <SubmitButton>Store the answer</SubmitButton>
      </Form>
    </ExclusionTask>
  );
}
