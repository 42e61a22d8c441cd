import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { housesAndProviders } from "~/domain/organisations/houses-and-providers.queries.server";
import { OrganisationTable } from "~/domain/organisations/organisation-table";
import { organisationsPaths } from "~/domain/organisations/organisations.paths";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { ButtonLink } from "~/ui/button";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Houses and providers");

export const loader = guarded(organisationsPolicy.see, async ({ actor, clock, request }) => {
  const today = dayOf(clock.now());
  const all = await asActor(actor, housesAndProviders);
  const isOver = ({ activeTo }: { activeTo: string | null }) => activeTo !== null && activeTo < today;
  const current = all.filter((each) => !isOver(each));
  return {
    houses: current.filter(({ kind }) => kind === "house"),
    providers: current.filter(({ kind }) => kind !== "house"),
    before: all.filter(isOver),
    mayChange: may(actor, organisationsPolicy.edit),
    hasSaved: new URL(request.url).searchParams.has("saved"),
  };
});

export default function HousesAndProviders() {
  const { houses, providers, before, mayChange, hasSaved } = useLoaderData<typeof loader>();
  const lists = [
    { id: "houses", title: "Children’s houses", rows: houses },
    { id: "providers", title: "Providers", rows: providers },
    { id: "before", title: "Not any more", rows: before },
  ];
  return (
    <Page
      title="Houses and providers"
      lead="Who else works with learners, and how to reach them."
      wide
      back={<BackLink href={organisationsPaths.list()}>Back to schools</BackLink>}
      actions={
        mayChange ? (
          <ButtonLink href={organisationsPaths.other("new")}>Add a house or provider</ButtonLink>
        ) : undefined
      }
    >
      {hasSaved && <Notice kind="success" title="Saved" isNews />}
      {lists.map(({ id, title, rows }) => (
        <Section key={id} id={id} title={title}>
          <OrganisationTable caption={title} rows={rows} mayChange={mayChange} />
        </Section>
      ))}
    </Page>
  );
}
