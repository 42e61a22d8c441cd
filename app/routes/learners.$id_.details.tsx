import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { choicesOf, learnerDetails } from "~/domain/learners/learner-details.queries.server";
import { saveLearnerDetailsSchema } from "~/domain/learners/learner-details.schema";
import { LearnerDetailsForm } from "~/domain/learners/learner-details-form";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { nameOf } from "~/domain/learners/learners.queries.server";
import { saveLearnerDetails } from "~/domain/learners/save-learner-details.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Details");

export const loader = guarded(learnersPolicy.change, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const details = await learnerDetails(tx, params.id ?? "");
    const reading = { at: clock.now(), personId: actor.personId, section: "learner", learnerId: details.id };
    await writeReadLine(tx, { ...reading, ids: [details.id] });
    return {
      name: nameOf(details),
      details,
      sexes: await choicesOf(tx, "sex", dayOf(clock.now())),
      maySetScn: may(actor, learnersPolicy.setScn),
    };
  }),
);

export const action = guarded(learnersPolicy.change, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, saveLearnerDetailsSchema, (input) =>
    saveLearnerDetails(actor, input, clock),
  );
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

export default function Details() {
  const { name, ...offered } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Details"
      label={name}
      back={<BackLink href={learnersPaths.record(offered.details.id)}>Back to the learner</BackLink>}
    >
      <LearnerDetailsForm {...offered} lastResult={useActionData<typeof action>()?.reply} />
    </Page>
  );
}
