import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { longestText } from "~/domain/alerts/alert-form.words";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { closeAlert } from "~/domain/alerts/close-alert.server";
import { closing } from "~/domain/alerts/closing.queries.server";
import { ClosingSummary } from "~/domain/alerts/closing-summary";
import { closeAlertSchema } from "~/domain/alerts/decide-alert.schema";
import { closeWords } from "~/domain/alerts/decide-alert.words";
import { openTask } from "~/domain/alerts/open-task.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Close the alert");

export const loader = guarded(alertsPolicy.close, (visit) =>
  asActor(visit.actor, async (tx) => {
    const { alert, refused } = await openTask(tx, visit, "close");
    return { alert, refused, summary: await closing(tx, alert.id, dayOf(visit.clock.now())) };
  }),
);

export const action = guarded(alertsPolicy.close, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = await submit(form, closeAlertSchema, (input) => closeAlert(actor, input, clock));
  if (again) return again;
  throw redirect(alertsPaths.record(done.id));
});

export default function Close() {
  const { alert, refused, summary } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof closeAlertSchema>>({ id: "close", lastResult: reply });
  return (
    <AlertTask alert={alert} title="Close the alert" refused={reply ? null : refused}>
      <ClosingSummary {...summary} />
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextArea
          field={fields.learningNote}
          label={closeWords.learningNote.label}
          hint={closeWords.learningNote.hint}
          rows={6}
          limit={longestText}
        />
        <SubmitButton>Close the alert</SubmitButton>
      </Form>
    </AlertTask>
  );
}
