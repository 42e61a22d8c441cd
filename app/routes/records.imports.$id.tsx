import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded, type Visit } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { FateSummary } from "~/domain/exclusions/reconcile-run";
import { applyImport } from "~/domain/records/apply-import.server";
import { ImportMappingForm } from "~/domain/records/import-mapping";
import { RecordImportRows } from "~/domain/records/import-rows";
import { SavedNotice, SaveRows, SavingProgress, StoppedNotice } from "~/domain/records/import-run";
import { importsPaths } from "~/domain/records/imports.paths";
import { importView } from "~/domain/records/imports.queries.server";
import { applyImportSchema, mapImportSchema } from "~/domain/records/imports.schema";
import { importKinds } from "~/domain/records/imports.words";
import { mapImport } from "~/domain/records/map-import.server";
import { recordsPolicy } from "~/domain/records/records.policy";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { fates } from "~/platform/intake/fates";
import { Details } from "~/ui/details";
import { BackLink } from "~/ui/link";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Import");

export const loader = guarded(recordsPolicy.import, ({ actor, clock, params, request }) =>
  asActor(actor, async (tx) => {
    const at = clock.now();
    const { searchParams } = new URL(request.url);
    const fate = fates.find((each) => each === searchParams.get("fate")) ?? null;
    const view = await importView(tx, params.id, { page: Number(searchParams.get("page") ?? "1"), fate, at });
    const ids = [view.id, ...view.shownRows.flatMap(({ learnerId }) => learnerId ?? [])];
    await writeReadLine(tx, { at, personId: actor.personId, section: "import", ids });
    return view;
  }),
);

async function apply({ actor, clock, params }: Visit, form: FormData) {
  form.set("importId", params.id ?? "");
  return submit(form, applyImportSchema, (input) => applyImport(actor, input, clock));
}

async function map({ actor, clock, params }: Visit, form: FormData) {
  form.set("importId", params.id ?? "");
  return submit(form, mapImportSchema, (input) => mapImport(actor, input, clock));
}

export const action = guarded(recordsPolicy.import, async (visit) => {
  const form = await visit.request.formData();
  const { again } = form.has("apply") ? await apply(visit, form) : await map(visit, form);
  if (again) return again;
  throw redirect(importsPaths.run(visit.params.id ?? ""));
});

const leads = {
  read: "Say which column of the file is which. Nothing is saved yet.",
  mapped: "Look at what becomes of every row. Nothing is saved yet.",
  applying: "The rows are being saved.",
  applied: "Saving is over. The contents of the rows are no longer kept here.",
  stopped: "Saving was stopped.",
} as const;

export default function ImportPage() {
  const view = useLoaderData<typeof loader>();
  const { id, kind, state, authority, columns, headings, counts, rows, done, start, updatedAt } = view;
  const reply = useActionData<typeof action>()?.reply;
  const mapping = start && (
    <ImportMappingForm columns={columns} headings={headings} start={start} reply={reply} />
  );
  return (
    <Page
      title={`Import: ${importKinds[kind].title.toLowerCase()}`}
      label={authority}
      lead={leads[state]}
      back={<BackLink href={importsPaths.list()}>Imports</BackLink>}
      wide
    >
      {state === "read" && (
        <Section id="columns-of-file" title="Columns">
          {mapping}
        </Section>
      )}
      {state === "mapped" && (
        <>
          <FateSummary counts={counts} rows={rows} done={done} />
          <SaveRows counts={counts} />
          <Details summary="Change the columns" isOpen={reply !== undefined}>
            {mapping}
          </Details>
        </>
      )}
      {state === "applying" && <SavingProgress rows={rows} done={done} updatedAt={updatedAt} />}
      {state === "applied" && <SavedNotice id={id} rows={rows} done={done} counts={counts} />}
      {state === "stopped" && <StoppedNotice rows={rows} done={done} updatedAt={updatedAt} counts={counts} />}
      {state !== "read" && state !== "applying" && <RecordImportRows {...view} />}
    </Page>
  );
}
