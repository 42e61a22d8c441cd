import { type SubmissionResult, useForm } from "@conform-to/react";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { accountsPaths } from "~/domain/accounts/accounts.paths";
import { accountsPolicy } from "~/domain/accounts/accounts.policy";
import { personOf } from "~/domain/accounts/accounts.queries.server";
import { addRoleSchema, endMembershipSchema } from "~/domain/accounts/accounts.schema";
import { endMembership } from "~/domain/accounts/end-membership.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { invitePerson } from "~/domain/accounts/invite-person.server";
import { RoleList } from "~/domain/accounts/people-table";
import { placesToChoose } from "~/domain/accounts/places.queries.server";
import { type Places, RoleFields } from "~/domain/accounts/role-fields";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Form } from "~/ui/form";
import { BackLink, PhoneLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { SummaryList } from "~/ui/summary-list";

export const meta = () => pageTitle("Person");

export const loader = guarded(accountsPolicy.seePeople, ({ actor, clock, params, request }) =>
  asActor(actor, async (tx) => {
    const mayChange = may(actor, accountsPolicy.invite);
    return {
      person: await personOf(tx, params.id),
      places: mayChange ? await placesToChoose(tx) : null,
      news: [...new URL(request.url).searchParams.keys()][0] ?? "",
      today: dayOf(clock.now()),
    };
  }),
);

export const action = guarded(accountsPolicy.invite, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  const person = await asActor(actor, (tx) => personOf(tx, params.id));
  const intent = form.get("intent") === "end" ? ("end" as const) : ("add" as const);
  const { again } =
    intent === "end"
      ? await submit(form, endMembershipSchema, (input) => endMembership(actor, input, clock))
      : await submit(form, addRoleSchema, (role) =>
          invitePerson(actor, { name: person.name, email: person.email, ...role }, clock),
        );
  if (again) return data({ intent, reply: again.data.reply }, again.init ?? undefined);
  throw redirect(`${accountsPaths.person(person.id)}?${intent === "end" ? "ended" : "added"}`);
});

const newsWords: Record<string, string> = {
  invited: "Invited. They can sign in from now on, with a code that is sent to their address.",
  known: "This address was here already: the role was added.",
  added: "The role was added.",
  ended: "The role has ended, and the person is signed out everywhere.",
};

export default function Person() {
  const { person, places, news, today } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const problem =
    sent?.intent === "end"
      ? Object.values(sent.reply.error ?? {})
          .flat()
          .join(" ")
      : "";
  return (
    <Page title={person.name} label="Person" back={<BackLink href={accountsPaths.people()}>People</BackLink>}>
      {!sent && newsWords[news] && (
        <Notice kind="success" isNews>
          <p>{newsWords[news]}</p>
        </Notice>
      )}
      {problem !== "" && (
        <Notice kind="warning" isNews>
          <p>{problem}</p>
        </Notice>
      )}
      <SummaryList
        rows={[
          { key: "Email", value: <span className="break-words">{person.email}</span> },
          { key: "Phone", value: person.phone && <PhoneLink number={person.phone} /> },
        ]}
      />
      <Section id="roles" title="Roles">
        <RoleList roles={person.roles} today={today} mayEnd={places !== null} />
      </Section>
      {places && <AddRole places={places} lastResult={sent?.intent === "add" ? sent.reply : undefined} />}
    </Page>
  );
}

function AddRole({
  places,
  lastResult,
}: {
  places: Places;
  lastResult: SubmissionResult<string[]> | undefined;
}) {
  const [form, fields] = useForm<z.input<typeof addRoleSchema>>({ id: "role", lastResult });
  return (
    <Section id="add-role" title="Add a role">
      <Form form={form} hidden={{ intent: "add" }}>
        <ErrorSummary form={form} />
        <RoleFields fields={fields} places={places} />
        <SubmitButton kind="secondary">Add the role</SubmitButton>
      </Form>
    </Section>
  );
}
