import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { closeExclusion } from "~/domain/exclusions/close-exclusion.server";
import { notYetClosable } from "~/domain/exclusions/due-words";
import { ExclusionTask } from "~/domain/exclusions/exclusion-task";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { dutiesOfExclusion } from "~/domain/exclusions/exclusions.queries.server";
import { closeExclusionSchema } from "~/domain/exclusions/exclusions.schema";
import { openExclusionTask } from "~/domain/exclusions/open-exclusion-task.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Close the record");

export const loader = guarded(exclusionsPolicy.close, (visit) =>
  asActor(visit.actor, async (tx) => {
    const { exclusion, refused } = await openExclusionTask(tx, visit);
    const today = dayOf(visit.clock.now());
    const duties = await dutiesOfExclusion(tx, exclusion.id, today);
    return { exclusion, refused: refused ?? notYetClosable(duties, today) };
  }),
);

export const action = guarded(exclusionsPolicy.close, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("exclusionId", params.id ?? "");
  const { again, done } = await submit(form, closeExclusionSchema, (input) =>
    closeExclusion(actor, input, clock),
  );
  if (again) return again;
  throw redirect(exclusionsPaths.exclusion(done.id));
});

export default function CloseExclusion() {
  const { exclusion, refused } = useLoaderData<typeof loader>();
  const [form] = useForm({ id: "close", lastResult: useActionData<typeof action>()?.reply });
  return (
    <ExclusionTask
      exclusion={exclusion}
      title="Close the record"
      lead="Nothing is chased any more after this. An appeal can still be recorded."
      refused={refused}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <SubmitButton>Close the record</SubmitButton>
      </Form>
    </ExclusionTask>
  );
}
