import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { startResidenceSchema } from "~/domain/learners/learners.schema";
import { learnersWords as words } from "~/domain/learners/learners.words";
import { startResidence } from "~/domain/learners/start-residence.server";
import { authorityChoices } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Where they live");

export const loader = guarded(learnersPolicy.changeCare, ({ actor, params }) =>
  asActor(actor, async (tx) => ({
    learner: await learnerNamed(tx, params.id ?? ""),
    authorities: await authorityChoices(tx),
  })),
);

export const action = guarded(learnersPolicy.changeCare, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, startResidenceSchema, (input) => startResidence(actor, input, clock));
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

export default function Residence() {
  const { learner, authorities } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof startResidenceSchema>>({
    id: "residence",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <LearnerTask learner={learner} title="Where they live">
      <Form form={form}>
        <ErrorSummary form={form} />
        <Select field={fields.authorityId} {...words.authorityId} options={authorities} />
        <DateField field={fields.startedOn} {...words.startedOn} />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
