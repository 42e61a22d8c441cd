import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { recordDecisionSchema } from "~/domain/alerts/decide-alert.schema";
import { DecisionForm } from "~/domain/alerts/decision-form";
import { openTask } from "~/domain/alerts/open-task.server";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Record the decision");

export const loader = guarded(alertsPolicy.decide, (visit) =>
  asActor(visit.actor, async (tx) => {
    const { alert, refused } = await openTask(tx, visit, "record_decision");
    const today = dayOf(visit.clock.now());
    const headTeachers = await peopleWithRole(tx, ["head_teacher"], { day: today, schoolId: alert.schoolId });
    const own = headTeachers.find((person) => person.personId === visit.actor.personId);
    return { alert, refused, today, decidedBy: (own ?? headTeachers[0])?.name };
  }),
);

export const action = guarded(alertsPolicy.decide, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = await submit(form, recordDecisionSchema, (input) =>
    recordDecision(actor, input, clock),
  );
  if (again) return again;
  throw redirect(alertsPaths.record(done.id));
});

export default function Decision() {
  const { alert, refused, today, decidedBy } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  return (
    <AlertTask
      alert={alert}
      title="Record the decision"
      lead="The decision is the head teacher’s. This page records it, and neither approves nor blocks it."
      refused={reply ? null : refused}
    >
      <DecisionForm today={today} decidedBy={decidedBy} reply={reply} />
    </AlertTask>
  );
}
