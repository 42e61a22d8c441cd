import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { organisationsPaths } from "~/domain/organisations/organisations.paths";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import { areaOf, homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import { saveAreaSchema } from "~/domain/organisations/organisations.schema";
import { organisationsWords } from "~/domain/organisations/organisations.words";
import { saveArea } from "~/domain/organisations/save-area.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Area");

export const loader = guarded(organisationsPolicy.edit, async ({ actor, params }) => ({
  area: params.id === "new" ? null : await asActor(actor, (tx) => areaOf(tx, params.id)),
}));

export const action = guarded(organisationsPolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.delete("id");
  if (params.id !== "new") form.set("id", params.id ?? "");
  form.set("authorityId", await asActor(actor, homeAuthorityId));
  const { again } = await submit(form, saveAreaSchema, (input) => saveArea(actor, input, clock));
  if (again) return again;
  throw redirect(`${organisationsPaths.authorities()}?saved`);
});

export default function AreaPage() {
  const { area } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveAreaSchema>>({
    id: "area",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { name: area?.name },
  });
  return (
    <Page
      title={area ? "Rename an area" : "Add an area"}
      lead="An area is a part of our own authority with a lead on duty."
      back={<BackLink href={organisationsPaths.authorities()}>Back to authorities and areas</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextField field={fields.name} {...organisationsWords.areaName} width="two-thirds" />
        <SubmitButton>Save the area</SubmitButton>
      </Form>
    </Page>
  );
}
