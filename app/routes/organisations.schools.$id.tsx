import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { organisationsPaths } from "~/domain/organisations/organisations.paths";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import {
  authorityNames,
  homeAreas,
  schoolToChange,
} from "~/domain/organisations/organisations.queries.server";
import { saveSchoolSchema } from "~/domain/organisations/organisations.schema";
import { organisationsWords, sectorLabels, sectors } from "~/domain/organisations/organisations.words";
import { saveSchool } from "~/domain/organisations/save-school.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink, TextLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("School");

export const loader = guarded(organisationsPolicy.edit, ({ actor, params }) =>
  asActor(actor, async (tx) => ({
    school: params.id === "new" ? null : await schoolToChange(tx, params.id),
    authorities: (await authorityNames(tx)).map(({ id, name }) => ({ value: id, label: name })),
    areas: (await homeAreas(tx)).map(({ id, name }) => ({ value: id, label: name })),
  })),
);

export const action = guarded(organisationsPolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.delete("id");
  if (params.id !== "new") form.set("id", params.id ?? "");
  const { again } = await submit(form, saveSchoolSchema, (input) => saveSchool(actor, input, clock));
  if (again) return again;
  throw redirect(`${organisationsPaths.list()}?saved`);
});

export default function SchoolPage() {
  const { school, authorities, areas } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveSchoolSchema>>({
    id: "school",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: school ? { ...school, roll: school.roll?.toString() } : {},
  });
  const words = organisationsWords;
  return (
    <Page
      title={school ? "Change a school" : "Add a school"}
      back={<BackLink href={organisationsPaths.list()}>Back to schools</BackLink>}
      lead={
        school && (
          <TextLink href={calendarsPaths.school(school.id)}>The school’s week and days of its own</TextLink>
        )
      }
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextField field={fields.name} {...words.name} width="two-thirds" />
        <TextField field={fields.seedCode} {...words.seedCode} inputMode="numeric" width="10" />
        <Radios
          field={fields.sector}
          {...words.sector}
          options={sectors.map((value) => ({ value, label: sectorLabels[value] }))}
        />
        <Select field={fields.authorityId} {...words.authorityId} options={authorities} />
        <Select field={fields.areaId} {...words.areaId} options={areas} />
        <TextField field={fields.phone} {...words.phone} type="tel" width="20" />
        <TextField field={fields.roll} {...words.roll} inputMode="numeric" width="5" isOptional />
        <DateField field={fields.rollOn} {...words.rollOn} isOptional />
        {school && <DateField field={fields.closedOn} {...words.closedOn} isOptional />}
        <SubmitButton>Save the school</SubmitButton>
      </Form>
    </Page>
  );
}
