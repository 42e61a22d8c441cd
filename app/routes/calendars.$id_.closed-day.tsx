import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { calendarsPolicy } from "~/domain/calendars/calendars.policy";
import { saveClosedDaySchema } from "~/domain/calendars/calendars.schema";
import { calendarsWords, closureLabels, closures } from "~/domain/calendars/calendars.words";
import { saveClosedDay } from "~/domain/calendars/save-closed-day.server";
import { authorityOf } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Close a day");

export const loader = guarded(calendarsPolicy.edit, ({ actor, params }) =>
  asActor(actor, async (tx) => ({ authority: await authorityOf(tx, params.id) })),
);

export const action = guarded(calendarsPolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("authorityId", params.id ?? "");
  const { again } = await submit(form, saveClosedDaySchema, (input) => saveClosedDay(actor, input, clock));
  if (again) return again;
  throw redirect(`${calendarsPaths.calendar(params.id ?? "")}?saved`);
});

export default function CloseDay() {
  const { authority } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveClosedDaySchema>>({
    id: "closed-day",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <Page
      title="Close a day"
      label={authority.name}
      lead="A day that is closed already is changed. Alerts that were raised keep the time their answer is due."
      back={<BackLink href={calendarsPaths.calendar(authority.id)}>Back to the calendar</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <DateField field={fields.day} {...calendarsWords.day} />
        <TextField field={fields.name} {...calendarsWords.name} width="two-thirds" />
        <Radios
          field={fields.closes}
          {...calendarsWords.closes}
          options={closures.map((value) => ({ value, label: closureLabels[value] }))}
        />
        <SubmitButton>Close the day</SubmitButton>
      </Form>
    </Page>
  );
}
