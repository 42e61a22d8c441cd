import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { startScopeSchema } from "~/domain/learners/care.schema";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { careSources, learnerScopes, learnersWords as words } from "~/domain/learners/learners.words";
import { startScope } from "~/domain/learners/start-scope.server";
import { authorityChoices } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Why else the Virtual School works with them");

export const loader = guarded(learnersPolicy.changeCare, ({ actor, params }) =>
  asActor(actor, async (tx) => ({
    learner: await learnerNamed(tx, params.id ?? ""),
    authorities: await authorityChoices(tx),
  })),
);

export const action = guarded(learnersPolicy.changeCare, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, startScopeSchema, (input) => startScope(actor, input, clock));
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

const choices = (entries: Record<string, string>) =>
  Object.entries(entries).map(([value, label]) => ({ value, label }));

export default function StartScope() {
  const { learner, authorities } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof startScopeSchema>>({
    id: "scope",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <LearnerTask
      learner={learner}
      title="Why else the Virtual School works with them"
      lead="Beside care experience, or without it. Schools do not see it."
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <Radios field={fields.scope} {...words.scope} options={choices(learnerScopes)} />
        <DateField field={fields.startedOn} {...words.startedOn} />
        <Select field={fields.homeAuthorityId} {...words.homeAuthorityId} options={authorities} />
        <Radios field={fields.source} {...words.source} options={choices(careSources)} />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
