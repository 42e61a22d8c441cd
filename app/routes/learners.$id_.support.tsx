import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { choicesOf, learnerSupport } from "~/domain/learners/learner-details.queries.server";
import { saveLearnerSupportSchema } from "~/domain/learners/learner-support.schema";
import { LearnerSupportForm } from "~/domain/learners/learner-support-form";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { saveLearnerSupport } from "~/domain/learners/save-learner-support.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Languages and support");

export const loader = guarded(learnersPolicy.change, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const learner = await learnerNamed(tx, params.id ?? "");
    const reading = { at: clock.now(), personId: actor.personId, section: "learner", learnerId: learner.id };
    await writeReadLine(tx, { ...reading, ids: [learner.id] });
    const day = dayOf(clock.now());
    return {
      learner,
      support: await learnerSupport(tx, learner.id),
      languages: await choicesOf(tx, "language", day),
      levels: await choicesOf(tx, "staged_intervention", day),
    };
  }),
);

export const action = guarded(learnersPolicy.change, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, saveLearnerSupportSchema, (input) =>
    saveLearnerSupport(actor, input, clock),
  );
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

export default function Support() {
  const { learner, ...offered } = useLoaderData<typeof loader>();
  return (
    <LearnerTask learner={learner} title="Languages and support">
      <LearnerSupportForm {...offered} lastResult={useActionData<typeof action>()?.reply} />
    </LearnerTask>
  );
}
