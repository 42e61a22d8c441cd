import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { organisationsPaths } from "~/domain/organisations/organisations.paths";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import { authorityOf } from "~/domain/organisations/organisations.queries.server";
import { saveAuthoritySchema } from "~/domain/organisations/organisations.schema";
import { organisationsWords } from "~/domain/organisations/organisations.words";
import { saveAuthority } from "~/domain/organisations/save-authority.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Checkbox } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Education authority");

export const loader = guarded(organisationsPolicy.edit, async ({ actor, params }) => ({
  authority: params.id === "new" ? null : await asActor(actor, (tx) => authorityOf(tx, params.id)),
}));

export const action = guarded(organisationsPolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.delete("id");
  if (params.id !== "new") form.set("id", params.id ?? "");
  const { again } = await submit(form, saveAuthoritySchema, (input) => saveAuthority(actor, input, clock));
  if (again) return again;
  throw redirect(`${organisationsPaths.authorities()}?saved`);
});

export default function AuthorityPage() {
  const { authority } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveAuthoritySchema>>({
    id: "authority",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: authority ? { name: authority.name, isHome: authority.isHome } : {},
  });
  return (
    <Page
      title={authority ? "Change an education authority" : "Add an education authority"}
      back={<BackLink href={organisationsPaths.authorities()}>Back to authorities and areas</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextField field={fields.name} {...organisationsWords.authorityName} width="two-thirds" />
        <Checkbox field={fields.isHome} {...organisationsWords.isHome} />
        <SubmitButton>Save the education authority</SubmitButton>
      </Form>
    </Page>
  );
}
