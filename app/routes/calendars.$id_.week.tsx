import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { openingsOfWeekday } from "~/domain/calendars/calendars.clocks";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { calendarsPolicy } from "~/domain/calendars/calendars.policy";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { saveAuthorityWeekSchema } from "~/domain/calendars/calendars.schema";
import { weekdays } from "~/domain/calendars/calendars.words";
import { WeekForm } from "~/domain/calendars/openings-week";
import { saveAuthorityWeek } from "~/domain/calendars/save-authority-week.server";
import { authorityOf } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Change the school week");

export const loader = guarded(calendarsPolicy.edit, ({ actor, params }) =>
  asActor(actor, async (tx) => {
    const authority = await authorityOf(tx, params.id);
    const { week } = await calendarOf(tx, authority.id);
    return {
      authority,
      week: weekdays.map((weekday) => ({
        weekday: String(weekday),
        openings: String(openingsOfWeekday(week, weekday)) as "0" | "1" | "2",
      })),
    };
  }),
);

export const action = guarded(calendarsPolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("authorityId", params.id ?? "");
  const { again } = await submit(form, saveAuthorityWeekSchema, (input) =>
    saveAuthorityWeek(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${calendarsPaths.calendar(params.id ?? "")}?saved`);
});

export default function ChangeWeek() {
  const { authority, week } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Change the school week"
      label={authority.name}
      lead="How long schools are open in a usual week of term. A day with half a day has one opening, not two. Days that are already set for follow-up checks stay as they are."
      back={<BackLink href={calendarsPaths.calendar(authority.id)}>Back to the calendar</BackLink>}
    >
      <WeekForm values={week} reply={useActionData<typeof action>()?.reply} emptyLabels={null} />
    </Page>
  );
}
