import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { addPersonInvolved } from "~/domain/alerts/add-person-involved.server";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import {
  addPersonInvolvedSchema,
  offerAdvocacySchema,
  tellPersonSchema,
} from "~/domain/alerts/coordinate-alert.schema";
import { offerAdvocacy } from "~/domain/alerts/offer-advocacy.server";
import { openTask } from "~/domain/alerts/open-task.server";
import { AdvocacySection, InvolvedSection, TellingSection } from "~/domain/alerts/people-forms";
import { peopleForms } from "~/domain/alerts/people-forms.server";
import { tellPerson } from "~/domain/alerts/tell-person.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("People involved");

export const loader = guarded(alertsPolicy.coordinate, (visit) =>
  asActor(visit.actor, async (tx) => {
    const { alert, refused } = await openTask(tx, visit, "add_person");
    return { alert, refused, formKey: randomUUID(), ...(await peopleForms(tx, alert)) };
  }),
);

export const action = guarded(alertsPolicy.coordinate, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const intent = String(form.get("intent") ?? "add");
  const { again, done } =
    intent === "tell"
      ? await submit(form, tellPersonSchema, (input) => tellPerson(actor, input, clock))
      : intent === "advocacy"
        ? await submit(form, offerAdvocacySchema, (input) => offerAdvocacy(actor, input, clock))
        : await submit(form, addPersonInvolvedSchema, (input) => addPersonInvolved(actor, input, clock));
  if (again) return data({ intent, reply: again.data.reply }, again.init ?? undefined);
  throw redirect(alertsPaths.people(done.id));
});

export default function People() {
  const { alert, refused, formKey, involved, around, advocacy } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const replyTo = (intent: string) => (sent?.intent === intent ? sent.reply : undefined);
  return (
    <AlertTask alert={alert} title="People involved" refused={sent ? null : refused}>
      <TellingSection around={around} reply={replyTo("tell")} />
      <InvolvedSection involved={involved} around={around} formKey={formKey} reply={replyTo("add")} />
      <AdvocacySection advocacy={advocacy} reply={replyTo("advocacy")} />
    </AlertTask>
  );
}
