import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { organisationsPaths } from "~/domain/organisations/organisations.paths";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import { authorityOf, phoneAt } from "~/domain/organisations/organisations.queries.server";
import { savePhoneNumberSchema } from "~/domain/organisations/organisations.schema";
import {
  organisationsWords,
  phonePurposeLabels,
  phonePurposes,
} from "~/domain/organisations/organisations.words";
import { savePhoneNumber } from "~/domain/organisations/save-phone-number.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Phone number");

export const loader = guarded(organisationsPolicy.edit, ({ actor, params, request }) =>
  asActor(actor, async (tx) => {
    const authority = await authorityOf(tx, params.authorityId);
    return { authority, phone: await phoneAt(tx, authority.id, new URL(request.url).searchParams) };
  }),
);

export const action = guarded(organisationsPolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("authorityId", params.authorityId ?? "");
  const { again } = await submit(form, savePhoneNumberSchema, (input) =>
    savePhoneNumber(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${organisationsPaths.authorities()}?saved`);
});

export default function PhonePage() {
  const { authority, phone } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof savePhoneNumberSchema>>({
    id: "phone",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: phone ? { ...phone, position: String(phone.position) } : {},
  });
  const words = organisationsWords;
  return (
    <Page
      title={phone ? "Change a phone number" : "Add a phone number"}
      label={authority.name}
      lead="A number that stands at the same place already is replaced."
      back={<BackLink href={organisationsPaths.authorities()}>Back to authorities and areas</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <Radios
          field={fields.purpose}
          {...words.purpose}
          options={phonePurposes.map((value) => ({ value, label: phonePurposeLabels[value] }))}
        />
        <TextField field={fields.label} {...words.label} width="two-thirds" />
        <TextField field={fields.number} {...words.number} type="tel" width="20" />
        <TextField field={fields.position} {...words.position} inputMode="numeric" width="3" />
        <SubmitButton>Save the phone number</SubmitButton>
      </Form>
    </Page>
  );
}
