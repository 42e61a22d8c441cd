import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { calendarsPolicy } from "~/domain/calendars/calendars.policy";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { removeSchoolExceptionSchema } from "~/domain/calendars/calendars.schema";
import { OpeningsList } from "~/domain/calendars/openings-week";
import { removeSchoolException } from "~/domain/calendars/save-school-exception.server";
import { SchoolDayTable } from "~/domain/calendars/school-day-table";
import { enteredForSchool } from "~/domain/calendars/school-days.queries.server";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { authorityOf, schoolOf } from "~/domain/organisations/organisations.queries.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { ButtonLink } from "~/ui/button";
import { BackLink, TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Calendar of a school");

export const loader = guarded(dutyPolicy.see, ({ actor, clock, params, request }) =>
  asActor(actor, async (tx) => {
    const school = await schoolOf(tx, params.schoolId);
    return {
      school: { id: school.id, name: school.name },
      authority: await authorityOf(tx, school.authorityId),
      usual: (await calendarOf(tx, school.authorityId)).week ?? {},
      ...(await enteredForSchool(tx, school.id, dayOf(clock.now()))),
      mayEdit: may(actor, calendarsPolicy.edit),
      hasSaved: new URL(request.url).searchParams.has("saved"),
    };
  }),
);

export const action = guarded(calendarsPolicy.edit, async ({ actor, clock, request, params }) => {
  const sent = { ...Object.fromEntries(await request.formData()), schoolId: params.schoolId };
  const day = removeSchoolExceptionSchema.safeParse(sent);
  if (!day.success) throw new Invalid("Select the day to take out of the calendar.");
  await removeSchoolException(actor, day.data, clock);
  throw redirect(`${calendarsPaths.school(params.schoolId ?? "")}?saved`);
});

export default function SchoolCalendarPage() {
  const { school, authority, usual, week, days, mayEdit, hasSaved } = useLoaderData<typeof loader>();
  const edit = (href: string, label: string) =>
    mayEdit && (
      <ButtonLink href={href} kind="secondary" isSmall>
        {label}
      </ButtonLink>
    );
  return (
    <Page
      title={`Calendar of ${school.name}`}
      lead="What this school does otherwise than its authority."
      back={
        <BackLink href={calendarsPaths.calendar(authority.id)}>
          Back to the calendar of {authority.name}
        </BackLink>
      }
      wide
    >
      {hasSaved && <Notice kind="success" title="Saved" isNews />}
      <p>
        Terms and closed days are those of{" "}
        <TextLink href={calendarsPaths.calendar(authority.id)}>{authority.name}</TextLink>.
      </p>
      <Section
        id="days"
        title="Days of this school alone"
        actions={edit(calendarsPaths.schoolDay(school.id), "Add a day")}
      >
        <SchoolDayTable days={days} mayEdit={mayEdit} />
      </Section>
      <Section
        id="week"
        title="The school week"
        actions={edit(calendarsPaths.schoolWeek(school.id), "Change the week")}
      >
        <OpeningsList week={usual} own={week} />
      </Section>
    </Page>
  );
}
