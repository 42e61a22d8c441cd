import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { alertHeading } from "~/domain/alerts/alerts.queries.server";
import { assignAlertSchema } from "~/domain/alerts/alerts.schema";
import { assignAlert } from "~/domain/alerts/assign-alert.server";
import { choicesOfPeople } from "~/domain/duty/absences.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Who coordinates");

export const loader = guarded(alertsPolicy.assign, async ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const alert = await alertHeading(tx, params.id);
    const staff = await peopleWithRole(tx, alertsPolicy.followUp.roles, { day: dayOf(clock.now()) });
    return { alert, staff: await choicesOfPeople(tx, staff, clock.now()) };
  }),
);

export const action = guarded(alertsPolicy.assign, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = await submit(form, assignAlertSchema, (input) => assignAlert(actor, input, clock));
  if (again) return again;
  throw redirect(alertsPaths.record(done.id));
});

export default function Assign() {
  const { alert, staff } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof assignAlertSchema>>({
    id: "assign",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { ownerId: alert.ownerId ?? "" },
  });
  return (
    <AlertTask alert={alert} title="Who coordinates">
      <Form form={form}>
        <ErrorSummary form={form} />
        <Select
          field={fields.ownerId}
          label="Person at the Virtual School"
          hint="A teacher gets the learner on their caseload with it"
          options={staff}
        />
        <SubmitButton>Store</SubmitButton>
      </Form>
    </AlertTask>
  );
}
