import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { addPersonAroundLearner } from "~/domain/learners/add-person-around-learner.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import {
  parentalAnswers,
  relations,
  tellings,
  learnersWords as words,
} from "~/domain/learners/learners.words";
import { personAround } from "~/domain/learners/notify-list.queries.server";
import { addPersonAroundLearnerSchema } from "~/domain/learners/notify-list.schema";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Checkboxes, Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Notify list");

export const loader = guarded(learnersPolicy.addPerson, ({ actor, params, request }) =>
  asActor(actor, async (tx) => {
    const learner = await learnerNamed(tx, params.id ?? "");
    const wanted = new URL(request.url).searchParams.get("person");
    return { learner, person: await personAround(tx, learner.id, wanted) };
  }),
);

export const action = guarded(learnersPolicy.addPerson, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, addPersonAroundLearnerSchema, (input) =>
    addPersonAroundLearner(actor, input, clock),
  );
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

const choices = (entries: Record<string, string>) =>
  Object.entries(entries).map(([value, label]) => ({ value, label }));

export default function AddPersonAroundLearner() {
  const { learner, person } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof addPersonAroundLearnerSchema>>({
    id: "person",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: person,
  });
  return (
    <LearnerTask
      learner={learner}
      title="Add or change somebody on the notify list"
      lead="Somebody who is on the list already, under the same name, gets what you select here."
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextField field={fields.name} {...words.name} width="two-thirds" />
        <Radios field={fields.relation} {...words.relation} options={choices(relations)} />
        <TextField field={fields.phone} {...words.phone} type="tel" width="20" isOptional />
        <TextField field={fields.email} {...words.email} type="email" width="two-thirds" isOptional />
        <Checkboxes field={fields.mayBeTold} {...words.mayBeTold} options={choices(tellings)} />
        <Checkboxes
          field={fields.mayNotBeTold}
          {...words.mayNotBeTold}
          options={choices(tellings)}
          isOptional
        />
        <Select
          field={fields.parentalResponsibilities}
          {...words.parentalResponsibilities}
          options={choices(parentalAnswers)}
          emptyLabel="Not known"
          isOptional
        />
        <DateField field={fields.fromOn} {...words.fromOn} isOptional />
        <DateField field={fields.untilOn} {...words.untilOn} isOptional />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
