import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { considerOptions } from "~/domain/alerts/consider-options.server";
import { considerOptionsSchema } from "~/domain/alerts/coordinate-alert.schema";
import { openTask } from "~/domain/alerts/open-task.server";
import { OptionsForm } from "~/domain/alerts/options-form";
import { optionsForm } from "~/domain/alerts/options-form.server";
import { sharedSentences } from "~/domain/outcomes/alternatives.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Consider alternatives");

export const loader = guarded(alertsPolicy.coordinate, (visit) =>
  asActor(visit.actor, async (tx) => {
    const { alert, refused } = await openTask(tx, visit, "consider_option");
    const form = await optionsForm(tx, alert.id, dayOf(visit.clock.now()));
    return { alert, refused, ...form, learnt: await sharedSentences(tx) };
  }),
);

export const action = guarded(alertsPolicy.coordinate, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = await submit(form, considerOptionsSchema, (input) =>
    considerOptions(actor, input, clock),
  );
  if (again) return again;
  throw redirect(alertsPaths.record(done.id));
});

export default function Options() {
  const { alert, refused, options, reasons, seen, learnt } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  return (
    <AlertTask
      alert={alert}
      title="Consider alternatives"
      lead="What could keep this young person in school? Answer what you talked about, and leave the rest open."
      refused={reply ? null : refused}
    >
      <OptionsForm options={options} reasons={reasons} learnt={learnt} seen={seen} reply={reply} />
    </AlertTask>
  );
}
