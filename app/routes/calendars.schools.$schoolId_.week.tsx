import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { openingsOfWeekday } from "~/domain/calendars/calendars.clocks";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { calendarsPolicy } from "~/domain/calendars/calendars.policy";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { saveSchoolWeekSchema } from "~/domain/calendars/calendars.schema";
import { openingsLabels, weekdays } from "~/domain/calendars/calendars.words";
import { WeekForm } from "~/domain/calendars/openings-week";
import { saveSchoolWeek } from "~/domain/calendars/save-school-week.server";
import { enteredForSchool } from "~/domain/calendars/school-days.queries.server";
import { schoolOf } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Change a school’s week");

export const loader = guarded(calendarsPolicy.edit, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const school = await schoolOf(tx, params.schoolId);
    const { week: usual } = await calendarOf(tx, school.authorityId);
    const { week: own } = await enteredForSchool(tx, school.id, dayOf(clock.now()));
    return {
      school: { id: school.id, name: school.name },
      usual: weekdays.map((weekday) => openingsLabels[openingsOfWeekday(usual, weekday)].toLowerCase()),
      week: weekdays.map((weekday) => ({
        weekday: String(weekday),
        openings: own[weekday] === undefined ? undefined : (String(own[weekday]) as "0" | "1" | "2"),
      })),
    };
  }),
);

export const action = guarded(calendarsPolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("schoolId", params.schoolId ?? "");
  const { again } = await submit(form, saveSchoolWeekSchema, (input) => saveSchoolWeek(actor, input, clock));
  if (again) return again;
  throw redirect(`${calendarsPaths.school(params.schoolId ?? "")}?saved`);
});

export default function ChangeSchoolWeek() {
  const { school, usual, week } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Change the school’s week"
      label={school.name}
      lead="Only where the school does otherwise than its authority. Days that are already set for follow-up checks stay as they are."
      back={<BackLink href={calendarsPaths.school(school.id)}>Back to the school’s calendar</BackLink>}
    >
      <WeekForm
        values={week}
        reply={useActionData<typeof action>()?.reply}
        emptyLabels={usual.map((openings) => `As the authority: ${openings}`)}
      />
    </Page>
  );
}
