import { guarded } from "~/domain/accounts/guarded.server";
import { templateFile } from "~/domain/records/import-file.server";
import { importKindPage } from "~/domain/records/imports.queries.server";
import { recordsPolicy } from "~/domain/records/records.policy";

/** The headings of a kind of file, with one invented row. */
export const loader = guarded(recordsPolicy.import, async ({ actor, params }) => {
  const { kind } = importKindPage(actor, params.kind);
  return new Response(templateFile(kind), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${kind}-template.csv"`,
    },
  });
});
