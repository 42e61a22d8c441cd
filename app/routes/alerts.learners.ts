import { data } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { findLearners } from "~/domain/alerts/find-learners.server";
import { addOpeningsLost } from "~/domain/exclusions/add-openings-lost.server";

/** The type-ahead of the alert form: what is typed arrives in the body of a post. */
export const action = guarded(alertsPolicy.raise, async ({ actor, clock, request }) => {
  const form = await request.formData();
  const query = {
    schoolId: String(form.get("schoolId") ?? ""),
    typed: String(form.get("typed") ?? "").slice(0, 80),
  };
  const learners = await findLearners(actor, query, clock);
  if (!learners) return data({ learners: [] }, { status: 429 });
  return Response.json({ learners: await addOpeningsLost(actor, learners, clock) });
});
