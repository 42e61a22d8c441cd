import { useLoaderData } from "@remix-run/react";
import { accountsPaths } from "~/domain/accounts/accounts.paths";
import { accountsPolicy } from "~/domain/accounts/accounts.policy";
import { peopleList } from "~/domain/accounts/accounts.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { PeopleTable } from "~/domain/accounts/people-table";
import { organisationsPaths } from "~/domain/organisations/organisations.paths";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import { ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

const limit = 100;

export const meta = () => pageTitle("People");

export const loader = guarded(accountsPolicy.seePeople, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => {
    const after = new URL(request.url).searchParams.get("after") ?? "";
    const people = await peopleList(tx, { after: isUuid(after) ? after : null, limit });
    const last = people.length === limit ? people.at(-1) : undefined;
    return {
      people,
      today: dayOf(clock.now()),
      next: last?.id ?? null,
      seesSchools: may(actor, organisationsPolicy.see),
      mayInvite: may(actor, accountsPolicy.invite),
    };
  }),
);

export default function People() {
  const { people, today, next, seesSchools, mayInvite } = useLoaderData<typeof loader>();
  return (
    <Page
      title="People"
      wide
      lead="Everybody who was invited, with the roles they hold today."
      actions={mayInvite ? <ButtonLink href={accountsPaths.invite()}>Invite somebody</ButtonLink> : undefined}
    >
      {seesSchools && (
        <p>
          <TextLink href={organisationsPaths.list()}>Schools, and who raises an alert there</TextLink>
        </p>
      )}
      <PeopleTable people={people} today={today} />
      {next && (
        <p>
          <TextLink href={accountsPaths.people(next)}>More people</TextLink>
        </p>
      )}
    </Page>
  );
}
