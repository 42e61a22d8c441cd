import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { accountsPaths } from "~/domain/accounts/accounts.paths";
import { accountsPolicy } from "~/domain/accounts/accounts.policy";
import { invitePersonSchema } from "~/domain/accounts/accounts.schema";
import { accountsWords as words } from "~/domain/accounts/accounts.words";
import { guarded } from "~/domain/accounts/guarded.server";
import { invitePerson } from "~/domain/accounts/invite-person.server";
import { placesToChoose } from "~/domain/accounts/places.queries.server";
import { RoleFields } from "~/domain/accounts/role-fields";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Invite somebody");

export const loader = guarded(accountsPolicy.invite, ({ actor }) =>
  asActor(actor, async (tx) => ({ places: await placesToChoose(tx) })),
);

export const action = guarded(accountsPolicy.invite, async ({ actor, clock, request }) => {
  const { done, again } = await submit(await request.formData(), invitePersonSchema, (input) =>
    invitePerson(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${accountsPaths.person(done.personId)}?${done.isNew ? "invited" : "known"}`);
});

export default function Invite() {
  const { places } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof invitePersonSchema>>({
    id: "invite",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <Page
      title="Invite somebody"
      lead="They can sign in from today on. Whoever has this address already gets the role in addition."
      back={<BackLink href={accountsPaths.people()}>People</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextField field={fields.name} {...words.name} width="two-thirds" />
        <TextField field={fields.email} {...words.email} type="email" width="two-thirds" />
        <TextField field={fields.phone} {...words.phone} type="tel" width="20" isOptional />
        <RoleFields fields={fields} places={places} />
        <SubmitButton>Invite</SubmitButton>
      </Form>
    </Page>
  );
}
