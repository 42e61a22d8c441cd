import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { caseloadsOn } from "~/domain/learners/caseloads.queries.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { startCaseloadSchema } from "~/domain/learners/learners.schema";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Put on a caseload");

export const loader = guarded(learnersPolicy.startCaseload, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => ({
    learner: await learnerNamed(tx, params.id ?? ""),
    teachers: (await caseloadsOn(tx, dayOf(clock.now()))).filter(({ isTeacher }) => isTeacher),
  })),
);

export const action = guarded(learnersPolicy.startCaseload, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, startCaseloadSchema, (input) => startCaseload(actor, input, clock));
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

export default function StartCaseload() {
  const { learner, teachers } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof startCaseloadSchema>>({
    id: "caseload",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <LearnerTask
      learner={learner}
      title="Put on a caseload"
      lead="The teacher sees the whole record from now on."
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <Radios
          field={fields.personId}
          label="Which Virtual School Teacher?"
          options={teachers.map(({ personId, name, learners }) => ({
            value: personId,
            label: name,
            hint: learners === 1 ? "1 learner now" : `${learners} learners now`,
          }))}
        />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
