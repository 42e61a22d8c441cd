import { data } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { findLearners } from "~/domain/alerts/find-learners.server";

/** The type-ahead of the alert form: what is typed arrives in the body of a post. */
export const action = guarded(alertsPolicy.raise, async ({ actor, clock, request }) => {
  const form = await request.formData();
  const query = {
    schoolId: String(form.get("schoolId") ?? ""),
    typed: String(form.get("typed") ?? "").slice(0, 80),
  };
  const learners = await findLearners(actor, query, clock);
  return learners ? Response.json({ learners }) : data({ learners: [] }, { status: 429 });
});
