import { randomUUID } from "node:crypto";
import { type SubmissionResult, useForm } from "@conform-to/react";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { authorityNames } from "~/domain/organisations/organisations.queries.server";
import { ColumnDocs } from "~/domain/records/import-lists";
import { importsPaths } from "~/domain/records/imports.paths";
import { importKindPage } from "~/domain/records/imports.queries.server";
import { startImportSchema } from "~/domain/records/imports.schema";
import { importKinds, mostImportRows } from "~/domain/records/imports.words";
import { recordsPolicy } from "~/domain/records/records.policy";
import { startImport } from "~/domain/records/start-import.server";
import { asActor } from "~/platform/database.server";
import { submit, uploadedForm } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Details } from "~/ui/details";
import { ErrorSummary } from "~/ui/error-summary";
import { FileField, Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink, TextLink } from "~/ui/link";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Bring a file in");

const tooBig: SubmissionResult<string[]> = {
  status: "error",
  error: { file: ["The file must be 8 MB or smaller"] },
};

export const loader = guarded(recordsPolicy.import, ({ actor, params, request }) =>
  asActor(actor, async (tx) => ({
    ...importKindPage(actor, params.kind),
    authorities: await authorityNames(tx),
    importId: randomUUID(),
    isTooBig: new URL(request.url).searchParams.has("too-big"),
  })),
);

export const action = guarded(recordsPolicy.import, async ({ actor, clock, params, request }) => {
  const { kind } = importKindPage(actor, params.kind);
  const form = await uploadedForm(request);
  form.set("kind", kind);
  const { again, done } = await submit(form, startImportSchema, (input) => startImport(actor, input, clock));
  if (again) return data(again.data, again.init ?? {});
  throw redirect(importsPaths.run(done));
});

export default function BringFileIn() {
  const { kind, columns, authorities, importId, isTooBig } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<{ authorityId: string; file: File }>({
    id: "file",
    lastResult: answer?.reply ?? (isTooBig ? tooBig : null),
    defaultValue: { authorityId: authorities.find(({ isHome }) => isHome)?.id },
  });
  return (
    <Page
      title={`Import: ${importKinds[kind].title.toLowerCase()}`}
      wide
      lead={importKinds[kind].lead}
      back={<BackLink href={importsPaths.list()}>Imports</BackLink>}
    >
      <ErrorSummary form={form} />
      <Form form={form} hidden={{ importId }} isUpload>
        <Select
          field={fields.authorityId}
          label="Education authority"
          hint="Whose schools the file is about. Rows of other authorities are refused"
          options={authorities.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FileField
          field={fields.file}
          label="File"
          hint={`CSV (.csv) or Excel (.xlsx, its first sheet) in any layout, up to 8 MB and ${mostImportRows.toLocaleString("en-GB")} rows. You say which column is which`}
          accept=".csv,text/csv,.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        />
        <SubmitButton>Take the file in</SubmitButton>
      </Form>
      <Section id="columns" title="Columns of the file">
        <p>
          The first line holds the headings. Days have the day first. An empty cell leaves what is on record.{" "}
          <TextLink href={importsPaths.template(kind)}>Download the template (CSV)</TextLink>
        </p>
        <Details summary="What each column holds">
          <ColumnDocs columns={columns} />
        </Details>
      </Section>
    </Page>
  );
}
