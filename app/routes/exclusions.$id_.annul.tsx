import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { annulExclusion } from "~/domain/exclusions/annul-exclusion.server";
import { ExclusionTask } from "~/domain/exclusions/exclusion-task";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { annulExclusionSchema } from "~/domain/exclusions/exclusions.schema";
import { annulmentCauseLabels } from "~/domain/exclusions/exclusions.words";
import { openExclusionTask } from "~/domain/exclusions/open-exclusion-task.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Annul the exclusion");

export const loader = guarded(exclusionsPolicy.annul, (visit) =>
  asActor(visit.actor, async (tx) => {
    const { exclusion, annulled } = await openExclusionTask(tx, visit);
    return { exclusion, refused: annulled, today: dayOf(visit.clock.now()) };
  }),
);

export const action = guarded(exclusionsPolicy.annul, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("exclusionId", params.id ?? "");
  const { again, done } = await submit(form, annulExclusionSchema, (input) =>
    annulExclusion(actor, input, clock),
  );
  if (again) return again;
  throw redirect(exclusionsPaths.exclusion(done.id));
});

const causes = Object.entries(annulmentCauseLabels).map(([value, label]) => ({ value, label }));

export default function AnnulExclusion() {
  const { exclusion, refused, today } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof annulExclusionSchema>>({
    id: "annul",
    lastResult: reply,
    defaultValue: { annulledOn: today },
  });
  return (
    <ExclusionTask
      exclusion={exclusion}
      title="Annul the exclusion"
      lead="It stays on record and does not stand any more. Half days lost before an appeal annulled it stay counted; a mistake takes its time out of school along. To correct it, annul it and record it anew."
      refused={reply ? null : refused}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <Radios field={fields.cause} label="What happened?" options={causes} />
        <DateField field={fields.annulledOn} label="On which day?" max={today} />
        <TextArea field={fields.why} label="Why, in short" limit={2000} />
        <SubmitButton kind="danger">Annul the exclusion</SubmitButton>
      </Form>
    </ExclusionTask>
  );
}
