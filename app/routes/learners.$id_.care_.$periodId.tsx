import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { careChoices, carePeriodOf } from "~/domain/learners/care.queries.server";
import { correctCarePeriodSchema } from "~/domain/learners/care.schema";
import { CarePeriodForm } from "~/domain/learners/care-period-form";
import { correctCarePeriod } from "~/domain/learners/correct-care-period.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { authorityChoices } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Correct or end a care period");

export const loader = guarded(learnersPolicy.changeCare, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const learner = await learnerNamed(tx, params.id ?? "");
    return {
      learner,
      period: await carePeriodOf(tx, learner.id, params.periodId),
      categories: await careChoices(tx, dayOf(clock.now())),
      authorities: await authorityChoices(tx),
    };
  }),
);

export const action = guarded(learnersPolicy.changeCare, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  form.set("periodId", params.periodId ?? "");
  const { again } = await submit(form, correctCarePeriodSchema, (input) =>
    correctCarePeriod(actor, input, clock),
  );
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

export default function CorrectCarePeriod() {
  const { learner, ...offered } = useLoaderData<typeof loader>();
  return (
    <LearnerTask learner={learner} title="Correct or end a care period">
      <CarePeriodForm {...offered} lastResult={useActionData<typeof action>()?.reply} />
    </LearnerTask>
  );
}
