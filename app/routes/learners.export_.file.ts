import { guarded } from "~/domain/accounts/guarded.server";
import { exportLearners } from "~/domain/learners/export-learners.server";
import { learnersPolicy } from "~/domain/learners/learners.policy";

/** A list as a file for spreadsheets. By POST: it writes who took it. */
export const action = guarded(learnersPolicy.exportList, async ({ actor, clock, request }) => {
  const query = String((await request.formData()).get("query") ?? "");
  return new Response(await exportLearners(actor, { query }, clock), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="learners.csv"',
    },
  });
});
