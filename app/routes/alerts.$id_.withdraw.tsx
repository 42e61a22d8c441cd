import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { withdrawAlertSchema } from "~/domain/alerts/decide-alert.schema";
import { withdrawWords } from "~/domain/alerts/decide-alert.words";
import { openTask } from "~/domain/alerts/open-task.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Withdraw the alert");

export const loader = guarded(alertsPolicy.withdraw, (visit) =>
  asActor(visit.actor, (tx) => openTask(tx, visit, "withdraw")),
);

export const action = guarded(alertsPolicy.withdraw, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = await submit(form, withdrawAlertSchema, (input) =>
    withdrawAlert(actor, input, clock),
  );
  if (again) return again;
  throw redirect(alertsPaths.record(done.id));
});

export default function Withdraw() {
  const { alert, refused } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof withdrawAlertSchema>>({ id: "withdraw", lastResult: reply });
  return (
    <AlertTask
      alert={alert}
      title="Withdraw the alert"
      lead="For an alert that should not have been raised. If the head teacher decided, or exclusion is no longer considered, record the decision instead. The record stays, and open actions are dropped."
      refused={reply ? null : refused}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextArea
          field={fields.reason}
          label={withdrawWords.reason.label}
          hint={withdrawWords.reason.hint}
          rows={4}
          limit={2000}
        />
        <SubmitButton kind="danger">Withdraw the alert</SubmitButton>
      </Form>
    </AlertTask>
  );
}
