import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { countingVersions, currentCounting } from "~/domain/exclusions/counting-rules.queries.server";
import { saveCountingRulesSchema } from "~/domain/exclusions/counting-rules.schema";
import { CountingRulesForm, CountingVersions } from "~/domain/exclusions/counting-rules-form";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { saveCountingRules } from "~/domain/exclusions/save-counting-rules.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("How days are counted");

export const loader = guarded(exclusionsPolicy.saveRules, ({ actor, request }) =>
  asActor(actor, async (tx) => {
    const authorityId = await homeAuthorityId(tx);
    return {
      rules: await currentCounting(tx, authorityId),
      versions: await countingVersions(tx, authorityId),
      hasSaved: new URL(request.url).searchParams.has("saved"),
    };
  }),
);

export const action = guarded(exclusionsPolicy.saveRules, async ({ actor, clock, request }) => {
  const { again } = await submit(await request.formData(), saveCountingRulesSchema, (input) =>
    saveCountingRules(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${exclusionsPaths.rules()}?saved`);
});

export default function CountingRules() {
  const { rules, versions, hasSaved } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof saveCountingRulesSchema>>({
    id: "rules",
    lastResult: reply,
    defaultValue: {
      unit: rules.unit,
      meetingDays: String(rules.meetingDays),
      noticeDays: String(rules.noticeDays),
    },
  });
  return (
    <Page
      title="How days are counted"
      lead="From the day after the decision, for every exclusion of our authority’s schools. What is due moves with it, also for exclusions that are open."
      back={<BackLink href="/">Waiting for you</BackLink>}
    >
      {hasSaved && !reply && <Notice kind="success" title="Saved" isNews />}
      <Notice title="To be checked">
        <p>
          How the days are counted is to be checked with your authority’s legal team. Calendar days, 7 and 8,
          are what the product comes with.
        </p>
      </Notice>
      <CountingRulesForm form={form} fields={fields} version={rules.version} />
      {versions.length > 0 && (
        <Section id="versions" title="Versions">
          <CountingVersions versions={versions} />
        </Section>
      )}
    </Page>
  );
}
