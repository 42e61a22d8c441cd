import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { longestText } from "~/domain/alerts/alert-form.words";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { alertHeading } from "~/domain/alerts/alerts.queries.server";

import { recordCallSchema } from "~/domain/alerts/alerts.schema";
import { recordCall } from "~/domain/alerts/record-call.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Record a phone call");

export const loader = guarded(alertsPolicy.addNote, async ({ actor, params }) => ({
  alert: await asActor(actor, (tx) => alertHeading(tx, params.id)),
}));

export const action = guarded(alertsPolicy.addNote, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = await submit(form, recordCallSchema, (input) => recordCall(actor, input, clock));
  if (again) return again;
  throw redirect(alertsPaths.record(done.id));
});

export default function RecordCall() {
  const { alert } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof recordCallSchema>>({
    id: "call",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <AlertTask alert={alert} title="Record a phone call">
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextField field={fields.withWhom} label="Who did you speak to?" hint="A name and role" />
        <TextArea
          field={fields.text}
          label="What was said"
          hint="Facts, in plain kind words. The young person may read this one day"
          rows={5}
          limit={longestText}
        />
        <SubmitButton>Store the call</SubmitButton>
      </Form>
    </AlertTask>
  );
}
