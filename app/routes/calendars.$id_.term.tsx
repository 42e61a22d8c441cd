import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { calendarsPolicy } from "~/domain/calendars/calendars.policy";
import { saveTermSchema } from "~/domain/calendars/calendars.schema";
import { calendarsWords } from "~/domain/calendars/calendars.words";
import { saveTerm } from "~/domain/calendars/save-term.server";
import { authorityOf } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Add a term");

export const loader = guarded(calendarsPolicy.edit, ({ actor, params }) =>
  asActor(actor, async (tx) => ({ authority: await authorityOf(tx, params.id) })),
);

export const action = guarded(calendarsPolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("authorityId", params.id ?? "");
  const { again } = await submit(form, saveTermSchema, (input) => saveTerm(actor, input, clock));
  if (again) return again;
  throw redirect(`${calendarsPaths.calendar(params.id ?? "")}?saved`);
});

export default function AddTerm() {
  const { authority } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveTermSchema>>({
    id: "term",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <Page
      title="Add a term"
      label={authority.name}
      lead="A term that starts on the same day is changed."
      back={<BackLink href={calendarsPaths.calendar(authority.id)}>Back to the calendar</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextField field={fields.name} {...calendarsWords.termName} width="two-thirds" />
        <DateField field={fields.startsOn} {...calendarsWords.startsOn} />
        <DateField field={fields.endsOn} {...calendarsWords.endsOn} />
        <SubmitButton>Save the term</SubmitButton>
      </Form>
    </Page>
  );
}
