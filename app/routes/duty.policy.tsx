import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { dutyPeople } from "~/domain/duty/duty.queries.server";
import { escalationPolicyOf, policyVersions } from "~/domain/duty/escalation-policy.queries.server";
import { rowsFor, saveEscalationPolicySchema } from "~/domain/duty/escalation-policy.schema";
import { PolicyForm } from "~/domain/duty/policy-form";
import { PolicySteps, PolicyVersions } from "~/domain/duty/policy-versions";
import { saveEscalationPolicy } from "~/domain/duty/save-escalation-policy.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Who is told when nobody answers");

export const loader = guarded(dutyPolicy.see, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => {
    const authorityId = await homeAuthorityId(tx);
    const people = await dutyPeople(tx, dayOf(clock.now()));
    return {
      policy: await escalationPolicyOf(tx, authorityId),
      versions: await policyVersions(tx, authorityId),
      people: people.map(({ id, name }) => ({ value: id, label: name })),
      mayEdit: may(actor, dutyPolicy.savePolicy),
      hasSaved: new URL(request.url).searchParams.has("saved"),
    };
  }),
);

export const action = guarded(dutyPolicy.savePolicy, async ({ actor, clock, request }) => {
  const { again } = await submit(await request.formData(), saveEscalationPolicySchema, (input) =>
    saveEscalationPolicy(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${dutyPaths.policy()}?saved`);
});

export default function Policy() {
  const { policy, versions, people, mayEdit, hasSaved } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof saveEscalationPolicySchema>>({
    id: "policy",
    lastResult: reply,
    defaultValue: {
      steps: rowsFor(policy.steps),
      hasRandomDrills: policy.hasRandomDrills ? "yes" : undefined,
    },
  });
  const lead = `Counted in staffed time. ${policy.version === 0 ? "These steps come with the product." : `Version ${policy.version} holds for new alerts.`} Alerts that were raised keep the steps they have.`;
  return (
    <Page
      title="Who is told when nobody answers"
      lead={lead}
      back={<BackLink href={dutyPaths.rota()}>Back to duty</BackLink>}
    >
      {hasSaved && !reply && <Notice kind="success" title="Saved" isNews />}
      {mayEdit ? (
        <PolicyForm
          form={form}
          fields={fields}
          version={policy.version}
          people={people}
          isHoleFound={Boolean(reply?.error?.fallbackId)}
        />
      ) : (
        <PolicySteps steps={policy.steps} />
      )}
      {versions.length > 0 && (
        <Section id="versions" title="Earlier versions">
          <PolicyVersions versions={versions} />
        </Section>
      )}
    </Page>
  );
}
