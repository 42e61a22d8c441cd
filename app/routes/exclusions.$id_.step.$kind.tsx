import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { appealSteps, recordableSteps, stepQuestions } from "~/domain/exclusions/exclusion-steps.words";
import { ExclusionTask } from "~/domain/exclusions/exclusion-task";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { recordStepSchema } from "~/domain/exclusions/exclusions.schema";
import { openExclusionTask, peopleToTell } from "~/domain/exclusions/open-exclusion-task.server";
import { recordStep } from "~/domain/exclusions/record-step.server";
import { StepForm } from "~/domain/exclusions/step-form";
import { asActor } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Record what was done");

/** @throws NotFound for a step that has no form of its own */
function kindOf(name: string | undefined) {
  const kind = recordableSteps.find((step) => step === name);
  if (!kind) throw new NotFound("There is no such step.");
  return kind;
}

export const loader = guarded(exclusionsPolicy.record, (visit) =>
  asActor(visit.actor, async (tx) => {
    const kind = kindOf(visit.params.kind);
    const { exclusion, refused, annulled } = await openExclusionTask(tx, visit);
    const people = await peopleToTell(tx, exclusion.learnerId);
    const isForAppeal = appealSteps.some((step) => step === kind);
    return {
      exclusion,
      refused: isForAppeal ? annulled : refused,
      kind,
      people,
      stepId: randomUUID(),
      today: dayOf(visit.clock.now()),
    };
  }),
);

export const action = guarded(exclusionsPolicy.record, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("exclusionId", params.id ?? "");
  form.set("kind", kindOf(params.kind));
  const { again, done } = await submit(form, recordStepSchema, (input) => recordStep(actor, input, clock));
  if (again) return again;
  throw redirect(exclusionsPaths.exclusion(done.id));
});

export default function RecordStep() {
  const { exclusion, refused, kind, people, stepId, today } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const { title, lead } = stepQuestions[kind];
  return (
    <ExclusionTask exclusion={exclusion} title={title} lead={lead} refused={reply ? null : refused}>
      <StepForm kind={kind} people={people} stepId={stepId} today={today} reply={reply} />
    </ExclusionTask>
  );
}
