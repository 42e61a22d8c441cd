import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { addLearner } from "~/domain/learners/add-learner.server";
import { AddLearnerForm } from "~/domain/learners/add-learner-form";
import { careChoices } from "~/domain/learners/care.queries.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { addLearnerSchema } from "~/domain/learners/learners.schema";
import { organisations } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Add a learner");

export const loader = guarded(learnersPolicy.add, ({ actor, clock }) =>
  asActor(actor, async (tx) => {
    const authorities = await organisations(tx);
    return {
      learnerId: randomUUID(),
      careCategories: await careChoices(tx, dayOf(clock.now())),
      authorities: authorities.map(({ id, name }) => ({ value: id, label: name })),
      schools: authorities.flatMap(({ schools }) =>
        schools.map(({ id, name }) => ({ value: id, label: name })),
      ),
    };
  }),
);

export const action = guarded(learnersPolicy.add, async ({ actor, clock, request }) => {
  const { done, again } = await submit(await request.formData(), addLearnerSchema, (input) =>
    addLearner(actor, input, clock),
  );
  if (again) return again;
  throw redirect(learnersPaths.record(done));
});

export default function AddLearner() {
  const offered = useLoaderData<typeof loader>();
  return (
    <Page
      title="Add a learner"
      lead="Somebody who is or was care experienced, at no matter what stage and for how short a time."
      back={<BackLink href={learnersPaths.list()}>Learners</BackLink>}
    >
      <AddLearnerForm {...offered} lastResult={useActionData<typeof action>()?.reply} />
    </Page>
  );
}
