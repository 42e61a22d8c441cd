import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { roleWords } from "~/domain/accounts/accounts.words";
import { guarded } from "~/domain/accounts/guarded.server";
import { startRelationSchema } from "~/domain/learners/learner-relation.schema";
import {
  relatedParts,
  relatedRoles,
  startRelationWords as words,
} from "~/domain/learners/learner-relation.words";
import { relatableChoices } from "~/domain/learners/learner-relations.queries.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { startRelation } from "~/domain/learners/start-relation.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Show a part of the record");

export const loader = guarded(learnersPolicy.share, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => ({
    learner: await learnerNamed(tx, params.id ?? ""),
    people: await relatableChoices(tx, dayOf(clock.now())),
  })),
);

export const action = guarded(learnersPolicy.share, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, startRelationSchema, (input) => startRelation(actor, input, clock));
  if (again) return again;
  throw redirect(`${learnersPaths.record(params.id ?? "")}#shared`);
});

export default function StartRelation() {
  const { learner, people } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof startRelationSchema>>({
    id: "relation",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <LearnerTask
      learner={learner}
      title="Show a part of the record"
      lead="Somebody around the learner sees a short page of their own, and nothing else."
    >
      <ul>
        {relatedRoles.map((role) => (
          <li key={role}>
            {roleWords[role]}: {relatedParts[role]}
          </li>
        ))}
      </ul>
      <Form form={form}>
        <ErrorSummary form={form} />
        <Select field={fields.who} {...words.who} options={people} />
        <DateField field={fields.untilOn} {...words.untilOn} isOptional />
        <SubmitButton>Show it</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
