import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { organisationOf } from "~/domain/organisations/houses-and-providers.queries.server";
import { saveOrganisationSchema } from "~/domain/organisations/organisation.schema";
import { organisationKinds, organisationWords as words } from "~/domain/organisations/organisation.words";
import { organisationsPaths } from "~/domain/organisations/organisations.paths";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import { homeAreas } from "~/domain/organisations/organisations.queries.server";
import { saveOrganisation } from "~/domain/organisations/save-organisation.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("House or provider");

export const loader = guarded(organisationsPolicy.edit, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => ({
    organisation: params.id === "new" ? null : await organisationOf(tx, params.id),
    areas: (await homeAreas(tx)).map(({ id, name }) => ({ value: id, label: name })),
    today: dayOf(clock.now()),
  })),
);

export const action = guarded(organisationsPolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.delete("id");
  if (params.id !== "new") form.set("id", params.id ?? "");
  const { again } = await submit(form, saveOrganisationSchema, (input) =>
    saveOrganisation(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${organisationsPaths.others()}?saved`);
});

export default function HouseOrProviderPage() {
  const { organisation, areas, today } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveOrganisationSchema>>({
    id: "organisation",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: organisation ?? { activeFrom: today },
  });
  return (
    <Page
      title={organisation ? "Change a house or provider" : "Add a house or provider"}
      back={<BackLink href={organisationsPaths.others()}>Back to houses and providers</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <Select
          field={fields.kind}
          {...words.kind}
          options={Object.entries(organisationKinds).map(([value, label]) => ({ value, label }))}
        />
        <TextField field={fields.name} {...words.name} width="two-thirds" />
        <Select field={fields.areaId} {...words.areaId} options={areas} emptyLabel="None" isOptional />
        <TextField field={fields.contact} {...words.contact} width="two-thirds" isOptional />
        <TextField field={fields.phone} {...words.phone} type="tel" width="20" isOptional />
        <TextField field={fields.email} {...words.email} type="email" width="two-thirds" isOptional />
        <DateField field={fields.activeFrom} {...words.activeFrom} />
        <DateField field={fields.activeTo} {...words.activeTo} isOptional />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </Page>
  );
}
