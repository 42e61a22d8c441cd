import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { acknowledgeAlertSchema } from "~/domain/alerts/alerts.schema";
import { AcknowledgeButton } from "~/domain/alerts/board";
import { openTask } from "~/domain/alerts/open-task.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Answer an alert");

/** Opening this address changes nothing: mail scanners open links, and some even send forms. */
export const loader = guarded(alertsPolicy.acknowledge, (visit) =>
  asActor(visit.actor, (tx) => openTask(tx, visit, "acknowledge")),
);

export const action = guarded(alertsPolicy.acknowledge, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { done, again } = await submit(form, acknowledgeAlertSchema, (input) =>
    acknowledgeAlert(actor, input, clock),
  );
  if (done) throw redirect(alertsPaths.record(done.id));
  const sentence =
    again.data.reply.error?.[""]?.join(" ") ?? "That did not work. Open the alert and try again.";
  return data({ sentence }, again.init ?? undefined);
});

export default function Acknowledge() {
  const { alert, refused } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  return (
    <AlertTask alert={alert} title="Answer an alert" refused={sent ? null : refused}>
      {sent && (
        <Notice kind="warning" title={sent.sentence} isNews>
          <p>
            <TextLink href={alertsPaths.record(alert.id)}>Open the alert</TextLink>
          </p>
        </Notice>
      )}
      {!sent && alert.acknowledgedAt === null && <AcknowledgeButton alert={alert} />}
      {!sent && alert.acknowledgedAt !== null && <p>This alert has been answered.</p>}
    </AlertTask>
  );
}
