import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { calendarsPolicy } from "~/domain/calendars/calendars.policy";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { saveDutyHoursSchema } from "~/domain/calendars/calendars.schema";
import { weekdayNameOf, weekdays } from "~/domain/calendars/calendars.words";
import { HoursOfDay } from "~/domain/calendars/hours-of-day";
import { saveDutyHours } from "~/domain/calendars/save-duty-hours.server";
import { authorityOf } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Change duty hours");

export const loader = guarded(calendarsPolicy.edit, ({ actor, params }) =>
  asActor(actor, async (tx) => {
    const authority = await authorityOf(tx, params.id);
    const { dutyHours } = await calendarOf(tx, authority.id);
    return {
      authority,
      week: weekdays.map((weekday) => ({ weekday: String(weekday), ...dutyHours[weekday] })),
    };
  }),
);

export const action = guarded(calendarsPolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("authorityId", params.id ?? "");
  const { again } = await submit(form, saveDutyHoursSchema, (input) => saveDutyHours(actor, input, clock));
  if (again) return again;
  throw redirect(`${calendarsPaths.calendar(params.id ?? "")}?saved`);
});

export default function ChangeDutyHours() {
  const { authority, week } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveDutyHoursSchema>>({
    id: "hours",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { week },
  });
  return (
    <Page
      title="Change duty hours"
      label={authority.name}
      lead="Leave both times empty on a day without duty. Alerts that were raised keep the time their answer is due."
      back={<BackLink href={calendarsPaths.calendar(authority.id)}>Back to the calendar</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <div id={fields.week.id} tabIndex={-1}>
          {fields.week.getFieldList().map((field, index) => (
            <HoursOfDay
              key={field.key}
              fields={field.getFieldset()}
              weekday={index + 1}
              name={weekdayNameOf(index + 1)}
            />
          ))}
        </div>
        <SubmitButton>Save the duty hours</SubmitButton>
      </Form>
    </Page>
  );
}
