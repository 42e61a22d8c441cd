import { useLoaderData } from "@remix-run/react";
import { roleTitle } from "~/domain/accounts/accounts.words";
import { guarded } from "~/domain/accounts/guarded.server";
import { staffOfSchools } from "~/domain/accounts/school-staff.queries.server";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { organisationsPaths } from "~/domain/organisations/organisations.paths";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import { authorityNames, homeAreas, schoolList } from "~/domain/organisations/organisations.queries.server";
import { gapOf, schoolFilterIn } from "~/domain/organisations/school-filter";
import { SchoolFilterForm } from "~/domain/organisations/school-filter-form";
import { SchoolTable } from "~/domain/organisations/school-table";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Schools");

const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

export const loader = guarded(organisationsPolicy.see, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => {
    const search = new URL(request.url).searchParams;
    const filter = schoolFilterIn(search);
    const authorities = await authorityNames(tx);
    const areas = await homeAreas(tx);
    const staff = await staffOfSchools(tx, alertsPolicy.raise.roles, dayOf(clock.now()));
    const rows = (await schoolList(tx, filter)).map((school) => {
      const people = staff.get(school.id) ?? [];
      return {
        ...school,
        area: areas.find(({ id }) => id === school.areaId)?.name ?? "",
        elsewhere: authorities.find(({ id, isHome }) => id === school.authorityId && !isHome)?.name ?? null,
        people: people.map(({ name, held }) => `${name}, ${held.map(roleTitle).join(" and ")}`),
        gap: gapOf(people.flatMap(({ held }) => held)),
      };
    });
    return {
      filter,
      rows: rows.filter(({ gap }) => filter.gap === null || gap === filter.gap),
      authorities: authorities.map(choice),
      areas: areas.map(choice),
      mayChange: may(actor, organisationsPolicy.edit),
      hasSaved: search.has("saved"),
    };
  }),
);

export default function Schools() {
  const { filter, rows, authorities, areas, mayChange, hasSaved } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Schools"
      lead="Where they are, and who raises an alert there."
      wide
      actions={
        mayChange ? <ButtonLink href={organisationsPaths.school("new")}>Add a school</ButtonLink> : undefined
      }
    >
      {hasSaved && <Notice kind="success" title="Saved" isNews />}
      <p className="flex flex-wrap gap-8">
        <TextLink href={organisationsPaths.others()}>Houses and providers</TextLink>
        {mayChange && (
          <TextLink href={organisationsPaths.authorities()}>Authorities, areas and phone numbers</TextLink>
        )}
      </p>
      <SchoolFilterForm filter={filter} authorities={authorities} areas={areas} />
      <SchoolTable rows={rows} mayChange={mayChange} />
    </Page>
  );
}
