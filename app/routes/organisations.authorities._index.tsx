import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { AuthoritySection } from "~/domain/organisations/authority-section";
import { organisationsPaths } from "~/domain/organisations/organisations.paths";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import { organisations } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { ButtonGroup, ButtonLink } from "~/ui/button";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Authorities and areas");

export const loader = guarded(organisationsPolicy.edit, async ({ actor, request }) => ({
  authorities: await asActor(actor, organisations),
  hasSaved: new URL(request.url).searchParams.has("saved"),
}));

export default function Organisations() {
  const { authorities, hasSaved } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Authorities and areas"
      lead="Education authorities with their areas and phone numbers."
      wide
      back={<BackLink href={organisationsPaths.list()}>Back to schools</BackLink>}
      actions={
        <ButtonGroup>
          <ButtonLink href={organisationsPaths.area("new")}>Add an area</ButtonLink>
          <ButtonLink href={organisationsPaths.authority("new")} kind="secondary">
            Add an education authority
          </ButtonLink>
        </ButtonGroup>
      }
    >
      {hasSaved && <Notice kind="success" title="Saved" isNews />}
      {authorities.map((authority) => (
        <AuthoritySection key={authority.id} authority={authority} />
      ))}
    </Page>
  );
}
