import { type SubmissionResult, useForm } from "@conform-to/react";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded, type Visit } from "~/domain/accounts/guarded.server";
import { applyCalendarImport } from "~/domain/calendars/apply-calendar-import.server";
import { importPreview } from "~/domain/calendars/calendar-import.queries.server";
import { applyCalendarImportSchema, readCalendarFileSchema } from "~/domain/calendars/calendar-import.schema";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { calendarsPolicy } from "~/domain/calendars/calendars.policy";
import { ImportPreviewSection } from "~/domain/calendars/import-preview";
import { ImportRules } from "~/domain/calendars/import-rules";
import { readCalendarFile } from "~/domain/calendars/read-calendar-file.server";
import { authorityOf } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit, uploadedForm } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { FileField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Import a calendar");

const tooBig: SubmissionResult<string[]> = {
  status: "error",
  error: { file: ["The file must be 1 MB or smaller"] },
};

export const loader = guarded(calendarsPolicy.edit, ({ actor, params, request }) =>
  asActor(actor, async (tx) => ({
    authority: await authorityOf(tx, params.id),
    isTooBig: new URL(request.url).searchParams.has("too-big"),
  })),
);

type Rows = Parameters<typeof importPreview>[2];

const preview = ({ actor, params }: Visit, rows: Rows) =>
  asActor(actor, async (tx) => importPreview(tx, (await authorityOf(tx, params.id)).id, rows));

/** A file is chosen: what would it do? */
async function read(visit: Visit, form: FormData) {
  const { again, done } = await submit(form, readCalendarFileSchema, async ({ file }) =>
    preview(visit, await readCalendarFile(file)),
  );
  return again
    ? data({ reply: again.data.reply, preview: null }, again.init ?? {})
    : { reply: null, preview: done };
}

/** The rows were read by somebody who pressed the button. */
async function apply(visit: Visit, form: FormData) {
  const { actor, clock, params } = visit;
  form.set("authorityId", params.id ?? "");
  const { again } = await submit(form, applyCalendarImportSchema, (input) =>
    applyCalendarImport(actor, input, clock),
  );
  if (!again) throw redirect(`${calendarsPaths.calendar(params.id ?? "")}?saved`);
  const rows = applyCalendarImportSchema.shape.rows.safeParse(form.get("rows"));
  const shown = rows.success ? await preview(visit, rows.data) : null;
  return data({ reply: again.data.reply, preview: shown }, again.init ?? {});
}

export const action = guarded(calendarsPolicy.edit, async (visit) => {
  const form = await uploadedForm(visit.request);
  return form.has("rows") ? apply(visit, form) : read(visit, form);
});

export default function ImportCalendar() {
  const { authority, isTooBig } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<{ file: File }>({
    id: "import",
    lastResult: answer ? answer.reply : isTooBig ? tooBig : null,
  });
  return (
    <Page
      title="Import a calendar"
      label={authority.name}
      lead="Terms and closed days from a file. Nothing is saved before you have seen what it would change."
      back={<BackLink href={calendarsPaths.calendar(authority.id)}>Back to the calendar</BackLink>}
      wide
    >
      <ErrorSummary form={form} />
      {answer?.preview && <ImportPreviewSection preview={answer.preview} />}
      <Form form={form} action={calendarsPaths.importFile(authority.id)} isUpload>
        <FileField
          field={fields.file}
          label={answer?.preview ? "Choose another file" : "File"}
          hint="iCal (.ics) or CSV (.csv), up to 1 MB and 1,000 rows"
          accept=".ics,.csv,text/calendar,text/csv"
        />
        <SubmitButton kind={answer?.preview ? "secondary" : "primary"}>
          Show what it would change
        </SubmitButton>
      </Form>
      <ImportRules />
    </Page>
  );
}
