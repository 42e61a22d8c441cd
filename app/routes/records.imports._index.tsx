import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { ImportKindList, OwnImportList } from "~/domain/records/import-lists";
import { kindsFor, ownImports } from "~/domain/records/imports.queries.server";
import { recordsPolicy } from "~/domain/records/records.policy";
import { asActor } from "~/platform/database.server";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Imports");

export const loader = guarded(recordsPolicy.import, ({ actor }) =>
  asActor(actor, async (tx) => ({ kinds: kindsFor(actor), imports: await ownImports(tx) })),
);

export default function Imports() {
  const { kinds, imports } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Imports"
      wide
      lead="Files of the authority’s own systems. Nothing is saved before you have seen what becomes of every row."
    >
      <Section id="kinds" title="What is the file about?">
        <ImportKindList kinds={kinds} />
      </Section>
      <Section id="imports" title="Your files so far">
        <OwnImportList imports={imports} />
      </Section>
    </Page>
  );
}
