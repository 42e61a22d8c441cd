import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { handlingWords, markDuplicateSchema } from "~/domain/alerts/alert-handling.schema";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { duplicateChoices } from "~/domain/alerts/duplicate-choices.queries.server";
import { markDuplicate } from "~/domain/alerts/mark-duplicate.server";
import { openTask } from "~/domain/alerts/open-task.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("It repeats another alert");

export const loader = guarded(alertsPolicy.close, (visit) =>
  asActor(visit.actor, async (tx) => {
    const { alert, refused } = await openTask(tx, visit, "mark_duplicate");
    const choices = await duplicateChoices(tx, alert);
    const none = "There is no other open alert of this school that it could repeat.";
    return { alert, choices, refused: refused ?? (choices.length === 0 ? none : null) };
  }),
);

export const action = guarded(alertsPolicy.close, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = await submit(form, markDuplicateSchema, (input) =>
    markDuplicate(actor, input, clock),
  );
  if (again) return again;
  throw redirect(alertsPaths.record(done.id));
});

export default function Duplicate() {
  const { alert, choices, refused } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof markDuplicateSchema>>({ id: "duplicate", lastResult: reply });
  return (
    <AlertTask
      alert={alert}
      title="It repeats another alert"
      lead="This alert ends and the first one goes on. Whoever raised it is told where. The record stays, and open actions are dropped."
      refused={reply ? null : refused}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <Radios
          field={fields.firstId}
          label={handlingWords.firstId.label}
          hint={handlingWords.firstId.hint}
          options={choices}
        />
        <SubmitButton>Go on with that alert</SubmitButton>
      </Form>
    </AlertTask>
  );
}
