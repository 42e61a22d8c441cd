import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { startEnrolmentSchema } from "~/domain/learners/learners.schema";
import { enrolmentKinds, learnersWords as words } from "~/domain/learners/learners.words";
import { startEnrolment } from "~/domain/learners/start-enrolment.server";
import { organisations } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Change of school");

export const loader = guarded(learnersPolicy.startEnrolment, ({ actor, params }) =>
  asActor(actor, async (tx) => ({
    learner: await learnerNamed(tx, params.id ?? ""),
    schools: (await organisations(tx)).flatMap(({ schools }) =>
      schools.map(({ id, name }) => ({ value: id, label: name })),
    ),
  })),
);

export const action = guarded(learnersPolicy.startEnrolment, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, startEnrolmentSchema, (input) => startEnrolment(actor, input, clock));
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

export default function ChangeOfSchool() {
  const { learner, schools } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof startEnrolmentSchema>>({
    id: "enrolment",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { kind: "main" },
  });
  return (
    <LearnerTask learner={learner} title="Change of school">
      <Form form={form}>
        <ErrorSummary form={form} />
        <Select field={fields.schoolId} {...words.schoolId} options={schools} />
        <Radios
          field={fields.kind}
          {...words.kind}
          options={Object.entries(enrolmentKinds).map(([value, label]) => ({ value, label }))}
        />
        <DateField field={fields.startedOn} {...words.firstDay} />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
