import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { addCarePeriod } from "~/domain/learners/add-care-period.server";
import { careChoices } from "~/domain/learners/care.queries.server";
import { addCarePeriodSchema } from "~/domain/learners/care.schema";
import { CarePeriodForm } from "~/domain/learners/care-period-form";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { authorityChoices } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Add a care period");

export const loader = guarded(learnersPolicy.changeCare, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => ({
    learner: await learnerNamed(tx, params.id ?? ""),
    categories: await careChoices(tx, dayOf(clock.now())),
    authorities: await authorityChoices(tx),
  })),
);

export const action = guarded(learnersPolicy.changeCare, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, addCarePeriodSchema, (input) => addCarePeriod(actor, input, clock));
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

export default function AddCarePeriod() {
  const { learner, ...offered } = useLoaderData<typeof loader>();
  return (
    <LearnerTask
      learner={learner}
      title="Add a care period"
      lead="One that lasts ends the one before on the day before."
    >
      <CarePeriodForm {...offered} lastResult={useActionData<typeof action>()?.reply} />
    </LearnerTask>
  );
}
