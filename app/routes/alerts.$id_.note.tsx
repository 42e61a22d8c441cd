import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { addNote } from "~/domain/alerts/add-note.server";
import { audienceWords, longestText } from "~/domain/alerts/alert-form.words";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { alertHeading } from "~/domain/alerts/alerts.queries.server";
import { addNoteSchema } from "~/domain/alerts/alerts.schema";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { Form, HiddenFields } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Add a note");

export const loader = guarded(alertsPolicy.addNote, async ({ actor, params }) => {
  const alert = await asActor(actor, (tx) => alertHeading(tx, params.id));
  return { alert, mayWriteForVirtualSchool: may(actor, alertsPolicy.virtualSchoolNotes) };
});

export const action = guarded(alertsPolicy.addNote, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = await submit(form, addNoteSchema, (input) => addNote(actor, input, clock));
  if (again) return again;
  throw redirect(alertsPaths.record(done.id));
});

export default function AddNote() {
  const { alert, mayWriteForVirtualSchool } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof addNoteSchema>>({
    id: "note",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { audience: "school_and_virtual_school" },
  });
  return (
    <AlertTask alert={alert} title="Add a note">
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextArea
          field={fields.text}
          label="Note"
          hint="Facts, in plain kind words. The young person may read this one day"
          rows={6}
          limit={longestText}
        />
        {mayWriteForVirtualSchool ? (
          <Radios
            field={fields.audience}
            label="Who may read it?"
            options={Object.entries(audienceWords).map(([value, label]) => ({ value, label }))}
          />
        ) : (
          <HiddenFields values={{ audience: "school_and_virtual_school" }} />
        )}
        <SubmitButton>Add the note</SubmitButton>
      </Form>
    </AlertTask>
  );
}
