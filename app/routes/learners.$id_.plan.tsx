import { randomUUID } from "node:crypto";
import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { addPlan } from "~/domain/learners/add-plan.server";
import { choicesOf } from "~/domain/learners/learner-details.queries.server";
import { addPlanSchema } from "~/domain/learners/learner-support.schema";
import { supportWords as words } from "~/domain/learners/learner-support.words";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Refer to a plan");

export const loader = guarded(learnersPolicy.change, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => ({
    learner: await learnerNamed(tx, params.id ?? ""),
    planId: randomUUID(),
    kinds: await choicesOf(tx, "plan", dayOf(clock.now())),
  })),
);

export const action = guarded(learnersPolicy.change, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, addPlanSchema, (input) => addPlan(actor, input, clock));
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

export default function ReferToPlan() {
  const { learner, planId, kinds } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof addPlanSchema>>({
    id: "plan",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <LearnerTask
      learner={learner}
      title="Refer to a plan"
      lead="Say that there is a plan and where it is kept. The plan itself stays there."
    >
      <Form form={form} hidden={{ planId }}>
        <ErrorSummary form={form} />
        <Select field={fields.kind} {...words.kind} options={kinds} />
        <TextField field={fields.keptWhere} {...words.keptWhere} />
        <DateField field={fields.datedOn} {...words.datedOn} />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
