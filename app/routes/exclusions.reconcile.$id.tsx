import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded, type Visit } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { applyReconciliation } from "~/domain/exclusions/apply-reconciliation.server";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { mapReconciliation } from "~/domain/exclusions/map-reconciliation.server";
import { reconcilePaths } from "~/domain/exclusions/reconcile.paths";
import { applyReconciliationSchema, mapReconciliationSchema } from "~/domain/exclusions/reconcile.schema";
import { MappingForm } from "~/domain/exclusions/reconcile-mapping";
import { ComparisonSections } from "~/domain/exclusions/reconcile-result";
import { ImportRowsSection } from "~/domain/exclusions/reconcile-rows";
import { ApplyForm, FateSummary } from "~/domain/exclusions/reconcile-run";
import { reconciliationView } from "~/domain/exclusions/reconcile-view.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { formatDay } from "~/platform/format";
import { Details } from "~/ui/details";
import { BackLink } from "~/ui/link";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Compare exclusions");

export const loader = guarded(exclusionsPolicy.reconcile, ({ actor, clock, params, request }) =>
  asActor(actor, async (tx) => {
    const at = clock.now();
    const page = Number(new URL(request.url).searchParams.get("page") ?? "1");
    const view = await reconciliationView(tx, params.id, { page, at });
    const { learnerIds: ids } = view;
    await writeReadLine(tx, { at, personId: actor.personId, section: "exclusions.reconcile", ids });
    return view;
  }),
);

async function apply({ actor, clock, params }: Visit, form: FormData) {
  form.set("importId", params.id ?? "");
  return submit(form, applyReconciliationSchema, (input) => applyReconciliation(actor, input, clock));
}

async function map({ actor, clock, params }: Visit, form: FormData) {
  form.set("importId", params.id ?? "");
  return submit(form, mapReconciliationSchema, (input) => mapReconciliation(actor, input, clock));
}

export const action = guarded(exclusionsPolicy.reconcile, async (visit) => {
  const form = await visit.request.formData();
  const { again } = form.has("apply") ? await apply(visit, form) : await map(visit, form);
  if (again) return again;
  throw redirect(reconcilePaths.run(visit.params.id ?? ""));
});

type View = ReturnType<typeof useLoaderData<typeof loader>>;

const lead = ({ state, period }: View): string => {
  if (state === "read") return "Say which column of the file is which. Nothing is recorded yet.";
  if (state === "mapped") return "Look at what becomes of every row. Nothing is recorded yet.";
  const days = period ? ` from ${formatDay(period.from)} to ${formatDay(period.until)}` : "";
  return `Exclusions and absence that began${days}, as the authority’s system and this service hold them.`;
};

export default function CompareFile() {
  const view = useLoaderData<typeof loader>();
  const { state, counts, rows, done } = view;
  const reply = useActionData<typeof action>()?.reply;
  const mapping = view.start && <MappingForm headings={view.headings} start={view.start} reply={reply} />;
  return (
    <Page
      title="Compare exclusions"
      label={view.authority}
      lead={lead(view)}
      back={<BackLink href={reconcilePaths.list()}>Back to all files</BackLink>}
      wide
    >
      {state === "read" && (
        <Section id="columns-of-file" title="Columns">
          {mapping}
        </Section>
      )}
      {state !== "read" && <FateSummary counts={counts} rows={rows} done={done} />}
      {(state === "mapped" || state === "applying") && <ApplyForm counts={counts} rows={rows} done={done} />}
      {state === "mapped" && (
        <Details summary="Change the columns" isOpen={reply !== undefined}>
          {mapping}
        </Details>
      )}
      {view.result && <ComparisonSections result={view.result} />}
      {state !== "read" && (
        <ImportRowsSection importId={view.id} rows={view.shownRows} page={view.page} pages={view.pages} />
      )}
    </Page>
  );
}
