import { guarded } from "~/domain/accounts/guarded.server";
import { reportFile } from "~/domain/records/import-file.server";
import { importReport } from "~/domain/records/imports.queries.server";
import { recordsPolicy } from "~/domain/records/records.policy";
import { asActor } from "~/platform/database.server";

/** What became of every row of a file; names nobody. */
export const loader = guarded(recordsPolicy.import, async ({ actor, params }) => {
  const report = await asActor(actor, (tx) => importReport(tx, params.id));
  return new Response(reportFile(report), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="import-report.csv"',
    },
  });
});
