import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { ClosedDayTable, DutyHoursList, TermTable } from "~/domain/calendars/calendar-tables";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { calendarsPolicy } from "~/domain/calendars/calendars.policy";
import { calendarOf, enteredFrom } from "~/domain/calendars/calendars.queries.server";
import { removeClosedDaySchema, removeTermSchema } from "~/domain/calendars/calendars.schema";
import { removeClosedDay } from "~/domain/calendars/save-closed-day.server";
import { removeTerm } from "~/domain/calendars/save-term.server";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { authorityOf } from "~/domain/organisations/organisations.queries.server";
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
    return {
      authority,
      hours: authority.isHome ? (await calendarOf(tx, authority.id)).dutyHours : null,
      ...(await enteredFrom(tx, authority.id, dayOf(clock.now()))),
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
  const { authority, hours, terms, closedDays, mayEdit, hasSaved } = useLoaderData<typeof loader>();
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
      wide
    >
      {hasSaved && <Notice kind="success" title="Saved" isNews />}
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
