import { randomUUID } from "node:crypto";
import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { agreeAction } from "~/domain/alerts/agree-action.server";
import { audienceWords } from "~/domain/alerts/alert-form.words";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { agreeActionSchema } from "~/domain/alerts/coordinate-alert.schema";
import { actionWords as words } from "~/domain/alerts/coordinate-alert.words";
import { nameablePeople } from "~/domain/alerts/nameable-people.queries.server";
import { openTask } from "~/domain/alerts/open-task.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select, TextArea } from "~/ui/fields";
import { Form, HiddenFields } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Agree an action");

export const loader = guarded(alertsPolicy.coordinate, (visit) =>
  asActor(visit.actor, async (tx) => {
    const { alert, refused } = await openTask(tx, visit, "agree_action");
    const today = dayOf(visit.clock.now());
    const { school, virtualSchool } = await nameablePeople(tx, { ...alert, day: today });
    const choice = (place: string) => (person: { personId: string; name: string }) => ({
      value: person.personId,
      label: `${person.name}, ${place}`,
    });
    const people = [...school.map(choice("school")), ...virtualSchool.map(choice("Virtual School"))];
    const mayBeForVirtualSchool = may(visit.actor, alertsPolicy.virtualSchoolNotes);
    return { alert, refused, people, today, mayBeForVirtualSchool, formKey: randomUUID() };
  }),
);

export const action = guarded(alertsPolicy.coordinate, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = await submit(form, agreeActionSchema, (input) => agreeAction(actor, input, clock));
  if (again) return again;
  throw redirect(alertsPaths.record(done.id));
});

export default function AgreeAction() {
  const { alert, refused, people, today, mayBeForVirtualSchool, formKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof agreeActionSchema>>({
    id: "action",
    lastResult: reply,
    defaultValue: { audience: "school_and_virtual_school" },
  });
  return (
    <AlertTask alert={alert} title="Agree an action" refused={reply ? null : refused}>
      <Form form={form} hidden={{ formKey }}>
        <ErrorSummary form={form} />
        <TextArea field={fields.what} label={words.what.label} hint={words.what.hint} rows={3} />
        <Select
          field={fields.personId}
          label={words.personId.label}
          hint={words.personId.hint}
          options={people}
        />
        <DateField field={fields.dueOn} label={words.dueOn.label} min={today} />
        {mayBeForVirtualSchool ? (
          <Radios
            field={fields.audience}
            label={words.audience.label}
            options={Object.entries(audienceWords).map(([value, label]) => ({ value, label }))}
          />
        ) : (
          <HiddenFields values={{ audience: "school_and_virtual_school" }} />
        )}
        <SubmitButton>Agree the action</SubmitButton>
      </Form>
    </AlertTask>
  );
}
