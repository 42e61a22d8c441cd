import { randomUUID } from "node:crypto";
import { type SubmissionResult, useForm } from "@conform-to/react";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { ImportList } from "~/domain/exclusions/import-list";
import { reconcilePaths } from "~/domain/exclusions/reconcile.paths";
import { listedImports } from "~/domain/exclusions/reconcile.queries.server";
import { startReconciliationSchema } from "~/domain/exclusions/reconcile.schema";
import { mostRecordedRows } from "~/domain/exclusions/reconcile.words";
import { startReconciliation } from "~/domain/exclusions/start-reconciliation.server";
import { authorityNames } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit, uploadedForm } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { FileField, Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Compare exclusions");

const tooBig: SubmissionResult<string[]> = {
  status: "error",
  error: { file: ["The file must be 1 MB or smaller"] },
};

export const loader = guarded(exclusionsPolicy.reconcile, ({ actor, request }) =>
  asActor(actor, async (tx) => ({
    imports: await listedImports(tx),
    authorities: await authorityNames(tx),
    importId: randomUUID(),
    isTooBig: new URL(request.url).searchParams.has("too-big"),
  })),
);

export const action = guarded(exclusionsPolicy.reconcile, async ({ actor, clock, request }) => {
  const form = await uploadedForm(request);
  const { again, done } = await submit(form, startReconciliationSchema, (input) =>
    startReconciliation(actor, input, clock),
  );
  if (again) return data(again.data, again.init ?? {});
  throw redirect(reconcilePaths.run(done));
});

export default function CompareExclusions() {
  const { imports, authorities, importId, isTooBig } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<{ authorityId: string; file: File }>({
    id: "file",
    lastResult: answer?.reply ?? (isTooBig ? tooBig : null),
    defaultValue: { authorityId: authorities.find(({ isHome }) => isHome)?.id },
  });
  return (
    <Page
      title="Compare exclusions"
      wide
      lead="With what the authority’s own system holds. Nothing is recorded before you have seen what becomes of every row."
      back={<BackLink href={exclusionsPaths.list()}>Back to exclusions</BackLink>}
    >
      <ErrorSummary form={form} />
      <Form form={form} action={`${reconcilePaths.list()}?index`} hidden={{ importId }} isUpload>
        <Select
          field={fields.authorityId}
          label="Education authority"
          hint="Whose schools the file is about"
          options={authorities.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FileField
          field={fields.file}
          label="File"
          hint={`CSV (.csv) in any layout, up to 1 MB and ${mostRecordedRows.toLocaleString("en-GB")} rows. You say which column is which`}
          accept=".csv,text/csv"
        />
        <SubmitButton>Take the file in</SubmitButton>
      </Form>
      <Section id="imports" title="Files so far">
        <ImportList imports={imports} />
      </Section>
    </Page>
  );
}
