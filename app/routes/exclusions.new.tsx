import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { findLearners } from "~/domain/alerts/find-learners.server";
import { ChooseLearner } from "~/domain/exclusions/choose-learner";
import { exclusionChoices } from "~/domain/exclusions/exclusion-choices.server";
import { ExclusionForm } from "~/domain/exclusions/exclusion-form";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { exclusionOfAlert } from "~/domain/exclusions/exclusions.queries.server";
import { recordExclusionSchema } from "~/domain/exclusions/exclusions.schema";
import { newExclusion } from "~/domain/exclusions/new-exclusion.server";
import { recordExclusion } from "~/domain/exclusions/record-exclusion.server";
import { searchLearnersSchema } from "~/domain/learners/learners.schema";
import { type Actor, schoolsWhere } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Record an exclusion");

export const loader = guarded(exclusionsPolicy.record, async ({ actor, clock, request }) => {
  const at = clock.now();
  const params = new URL(request.url).searchParams;
  return asActor(actor, async (tx) => {
    const begun = await newExclusion(tx, actor, params, at);
    if (!begun) return null;
    const stored = begun.alertId ? await exclusionOfAlert(tx, begun.alertId) : null;
    if (stored) throw redirect(exclusionsPaths.exclusion(stored.id));
    return {
      ...begun,
      exclusionId: randomUUID(),
      today: dayOf(at),
      choices: await exclusionChoices(tx, dayOf(at)),
    };
  });
});

/** Learners of the actor's own schools by what was typed. */
async function findOwn(actor: Actor, typed: string, clock: Clock) {
  const found = [];
  for (const schoolId of new Set(schoolsWhere(actor, exclusionsPolicy.record))) {
    const learners = await findLearners(actor, { schoolId, typed }, clock);
    if (!learners) throw new Invalid("Too many searches. Wait a minute, then try again", "typed");
    found.push(...learners.map(({ id, name, stage }) => ({ id, name, stage, schoolId })));
  }
  return found;
}

export const action = guarded(exclusionsPolicy.record, async ({ actor, clock, request }) => {
  const form = await request.formData();
  if (form.get("intent") === "find") {
    const search = await submit(form, searchLearnersSchema, ({ typed }) => findOwn(actor, typed, clock));
    if (search.again) return search.again;
    return data({ reply: { initialValue: { typed: String(form.get("typed") ?? "") } }, found: search.done });
  }
  const { again, done } = await submit(form, recordExclusionSchema, (input) =>
    recordExclusion(actor, input, clock),
  );
  if (again) return again;
  throw redirect(exclusionsPaths.exclusion(done.id));
});

export default function NewExclusion() {
  const begun = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!begun) {
    return (
      <Page
        title="Record an exclusion"
        back={<BackLink href={exclusionsPaths.list()}>Exclusions</BackLink>}
        lead="Was there an alert? Then record it from the alert’s own page: without one it counts as an exclusion without an alert."
      >
        <ChooseLearner found={answer && "found" in answer ? answer.found : null} reply={answer?.reply} />
      </Page>
    );
  }
  const { alertId, learner, school, exclusionId } = begun;
  const ids = { exclusionId, learnerId: learner.id, schoolId: school.id };
  return (
    <Page
      title="Record an exclusion"
      label={`${learner.name}, ${learner.stage}, ${school.name}`}
      back={
        alertId ? (
          <BackLink href={alertsPaths.record(alertId)}>Back to the alert</BackLink>
        ) : (
          <BackLink href={exclusionsPaths.list()}>Exclusions</BackLink>
        )
      }
      lead="A temporary exclusion. The decision is the head teacher’s: this page records it, and neither approves nor blocks it."
    >
      <ExclusionForm
        choices={begun.choices}
        hidden={alertId ? { ...ids, alertId } : ids}
        defaults={begun.defaults}
        today={begun.today}
        reply={answer?.reply}
      />
    </Page>
  );
}
