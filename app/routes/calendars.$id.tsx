import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { ClosedDayTable, DutyHoursList, TermTable } from "~/domain/calendars/calendar-tables";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { calendarsPolicy } from "~/domain/calendars/calendars.policy";
import { calendarOf, enteredFrom, lastTermDays } from "~/domain/calendars/calendars.queries.server";
import { removeClosedDaySchema, removeTermSchema } from "~/domain/calendars/calendars.schema";
import { OpeningsList } from "~/domain/calendars/openings-week";
import { isRunningOut } from "~/domain/calendars/running-out";
import { RunningOutNotice } from "~/domain/calendars/running-out-notice";
import { removeClosedDay } from "~/domain/calendars/save-closed-day.server";
import { removeTerm } from "~/domain/calendars/save-term.server";
import { SchoolCalendars } from "~/domain/calendars/school-calendars";
import { schoolsWithOwnDays } from "~/domain/calendars/school-days.queries.server";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { authorityOf, schoolsOfAuthority } from "~/domain/organisations/organisations.queries.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { ButtonLink } from "~/ui/button";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Terms and closed days");

export const loader = guarded(dutyPolicy.see, ({ actor, clock, params, request }) =>
  asActor(actor, async (tx) => {
    const authority = await authorityOf(tx, params.id);
    const today = dayOf(clock.now());
    const calendar = await calendarOf(tx, authority.id);
    const schools = await schoolsOfAuthority(tx, authority.id);
    const ids = schools.map((school) => school.id);
    const own = await schoolsWithOwnDays(tx, ids, today);
    const lastDay = (await lastTermDays(tx)).get(authority.id) ?? null;
    return {
      authority,
      runningOut: isRunningOut(lastDay, today) ? [{ ...authority, lastDay }] : [],
      week: calendar.week ?? {},
      hours: authority.isHome ? calendar.dutyHours : null,
      schools: schools.map(({ id, name }) => ({ id, name, hasOwnDays: own.has(id) })),
      ...(await enteredFrom(tx, authority.id, today)),
      mayEdit: may(actor, calendarsPolicy.edit),
      hasSaved: new URL(request.url).searchParams.has("saved"),
    };
  }),
);

export const action = guarded(calendarsPolicy.edit, async ({ actor, clock, request, params }) => {
  const sent = { ...Object.fromEntries(await request.formData()), authorityId: params.id };
  const term = removeTermSchema.safeParse(sent);
  const closed = removeClosedDaySchema.safeParse(sent);
  if (term.success) await removeTerm(actor, term.data, clock);
  else if (closed.success) await removeClosedDay(actor, closed.data, clock);
  else throw new Invalid("Select what to take out of the calendar.");
  throw redirect(`${calendarsPaths.calendar(params.id ?? "")}?saved`);
});

export default function CalendarPage() {
  const page = useLoaderData<typeof loader>();
  const { authority, hours, terms, closedDays, mayEdit, hasSaved } = page;
  const add = (href: string, label: string) =>
    mayEdit && (
      <ButtonLink href={href} kind="secondary" isSmall>
        {label}
      </ButtonLink>
    );
  return (
    <Page
      title={`Calendar of ${authority.name}`}
      lead="From today on. Without terms the app cannot say which days are school days."
      back={<BackLink href={dutyPaths.rota()}>Back to duty</BackLink>}
      actions={
        mayEdit && <ButtonLink href={calendarsPaths.importFile(authority.id)}>Import a calendar</ButtonLink>
      }
      wide
    >
      {hasSaved && <Notice kind="success" title="Saved" isNews />}
      <RunningOutNotice authorities={page.runningOut} />
      <Section id="terms" title="Terms" actions={add(calendarsPaths.term(authority.id), "Add a term")}>
        <TermTable terms={terms} mayEdit={mayEdit} />
      </Section>
      <Section
        id="closed-days"
        title="Closed days"
        actions={add(calendarsPaths.closedDay(authority.id), "Close a day")}
      >
        <ClosedDayTable days={closedDays} mayEdit={mayEdit} />
      </Section>
      <Section
        id="week"
        title="The school week"
        actions={add(calendarsPaths.week(authority.id), "Change the week")}
      >
        <OpeningsList week={page.week} />
      </Section>
      <Section id="schools" title="Schools that do otherwise">
        <SchoolCalendars schools={page.schools} />
      </Section>
      {hours && (
        <Section
          id="hours"
          title="Duty hours"
          actions={add(calendarsPaths.hours(authority.id), "Change duty hours")}
        >
          <DutyHoursList hours={hours} />
        </Section>
      )}
    </Page>
  );
}
