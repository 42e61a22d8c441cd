import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { calendarsPolicy } from "~/domain/calendars/calendars.policy";
import { saveSchoolExceptionSchema } from "~/domain/calendars/calendars.schema";
import { calendarsWords, openingsOptions } from "~/domain/calendars/calendars.words";
import { saveSchoolException } from "~/domain/calendars/save-school-exception.server";
import { schoolOf } from "~/domain/organisations/organisations.queries.server";
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

export const meta = () => pageTitle("Add a day of one school");

export const loader = guarded(calendarsPolicy.edit, ({ actor, params }) =>
  asActor(actor, async (tx) => {
    const { id, name } = await schoolOf(tx, params.schoolId);
    return { school: { id, name } };
  }),
);

export const action = guarded(calendarsPolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("schoolId", params.schoolId ?? "");
  const { again } = await submit(form, saveSchoolExceptionSchema, (input) =>
    saveSchoolException(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${calendarsPaths.school(params.schoolId ?? "")}?saved`);
});

export default function AddSchoolDay() {
  const { school } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveSchoolExceptionSchema>>({
    id: "school-day",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <Page
      title="Add a day of this school"
      label={school.name}
      lead="A day on which this school alone does otherwise than its authority. One that is entered already is changed."
      back={<BackLink href={calendarsPaths.school(school.id)}>Back to the school’s calendar</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <DateField field={fields.day} {...calendarsWords.day} />
        <TextField field={fields.name} {...calendarsWords.schoolDayName} width="two-thirds" />
        <Radios field={fields.openings} {...calendarsWords.openings} options={openingsOptions} />
        <SubmitButton>Save the day</SubmitButton>
      </Form>
    </Page>
  );
}
