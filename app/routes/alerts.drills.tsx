import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { raiseDrillSchema } from "~/domain/alerts/alert-handling.schema";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { practice } from "~/domain/alerts/drills.queries.server";
import { PracticeAlerts } from "~/domain/alerts/practice-alerts";
import { raiseDrill } from "~/domain/alerts/raise-drill.server";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Practice alerts");

export const loader = guarded(alertsPolicy.practise, async ({ actor }) => ({
  practice: await asActor(actor, (tx) => practice(tx, actor)),
  formKey: randomUUID(),
}));

export const action = guarded(alertsPolicy.practise, async ({ actor, clock, request }) => {
  const { again, done } = await submit(await request.formData(), raiseDrillSchema, (input) =>
    raiseDrill(actor, input, clock),
  );
  if (again) return again;
  throw redirect(done ? alertsPaths.record(done.id) : alertsPaths.drills());
});

export default function Drills() {
  const { practice: shown, formKey } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Practice alerts"
      lead="They go the same way as an alert in earnest and are marked as practice everywhere. The school does not see them, and no figure counts them."
      back={<BackLink href={dutyPaths.rota()}>Back to duty</BackLink>}
      wide
    >
      <PracticeAlerts practice={shown} formKey={formKey} reply={useActionData<typeof action>()?.reply} />
    </Page>
  );
}
