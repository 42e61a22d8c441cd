import { randomUUID } from "node:crypto";
import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { longestText } from "~/domain/alerts/alert-form.words";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { recordMeetingSchema } from "~/domain/alerts/coordinate-alert.schema";
import { meetingKindWords, meetingWords as words } from "~/domain/alerts/coordinate-alert.words";
import { openTask } from "~/domain/alerts/open-task.server";
import { recordMeeting } from "~/domain/alerts/record-meeting.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf, formatTime } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea, TimeField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Record a meeting");

export const loader = guarded(alertsPolicy.coordinate, (visit) =>
  asActor(visit.actor, async (tx) => ({
    ...(await openTask(tx, visit, "record_meeting")),
    formKey: randomUUID(),
    today: dayOf(visit.clock.now()),
    time: formatTime(visit.clock.now()),
  })),
);

export const action = guarded(alertsPolicy.coordinate, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = await submit(form, recordMeetingSchema, (input) =>
    recordMeeting(actor, input, clock),
  );
  if (again) return again;
  throw redirect(alertsPaths.record(done.id));
});

export default function Meeting() {
  const { alert, refused, formKey, today, time } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof recordMeetingSchema>>({
    id: "meeting",
    lastResult: reply,
    // Most are written down right after a call.
    defaultValue: { day: today, time },
  });
  return (
    <AlertTask alert={alert} title="Record a meeting" refused={reply ? null : refused}>
      <Form form={form} hidden={{ formKey }}>
        <ErrorSummary form={form} />
        <Radios
          field={fields.kind}
          label={words.kind.label}
          hint={words.kind.hint}
          options={Object.entries(meetingKindWords).map(([value, label]) => ({ value, label }))}
        />
        <DateField field={fields.day} label={words.day.label} max={today} />
        <TimeField field={fields.time} label={words.time.label} />
        <TextArea
          field={fields.attendees}
          label={words.attendees.label}
          hint={words.attendees.hint}
          rows={4}
        />
        <TextArea
          field={fields.notes}
          label={words.notes.label}
          hint={words.notes.hint}
          rows={6}
          limit={longestText}
          isOptional
        />
        <SubmitButton>Store the meeting</SubmitButton>
      </Form>
    </AlertTask>
  );
}
