import { useForm } from "@conform-to/react";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { LearnerSearch } from "~/domain/learners/learner-list";
import { searchLearners } from "~/domain/learners/learner-list.queries.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { linkLearnersSchema, searchLearnersSchema } from "~/domain/learners/learners.schema";
import { linkLearners } from "~/domain/learners/link-learners.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

const limit = 20;

export const meta = () => pageTitle("Brothers and sisters");

export const loader = guarded(learnersPolicy.link, ({ actor, params }) =>
  asActor(actor, async (tx) => ({ learner: await learnerNamed(tx, params.id ?? "") })),
);

/** The same page twice: a name is typed, then one of those found is chosen. */
export const action = guarded(learnersPolicy.link, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  const learnerId = params.id ?? "";
  if (form.has("otherId")) {
    form.set("learnerId", learnerId);
    const { again } = await submit(form, linkLearnersSchema, (input) => linkLearners(actor, input, clock));
    if (again) return again;
    throw redirect(learnersPaths.record(learnerId));
  }
  const at = clock.now();
  const { done, again } = await submit(form, searchLearnersSchema, ({ typed }) =>
    asActor(actor, async (tx) => {
      const found = await searchLearners(tx, { typed, day: dayOf(at), limit });
      const ids = found.map(({ id }) => id);
      await writeReadLine(tx, { at, personId: actor.personId, section: "learners", ids });
      return found.filter(({ id }) => id !== learnerId);
    }),
  );
  if (again) return again;
  return data({ reply: { initialValue: { typed: String(form.get("typed") ?? "") } }, found: done });
});

export default function LinkBrotherOrSister() {
  const { learner } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const found = answer && "found" in answer ? answer.found : null;
  const [form, fields] = useForm<z.input<typeof linkLearnersSchema>>({ id: "link" });
  return (
    <LearnerTask
      learner={learner}
      title="Add a brother or sister"
      lead="Schools learn of a brother or sister only when both are on their own roll."
    >
      <LearnerSearch action={learnersPaths.link(learner.id)} lastResult={answer?.reply} />
      {found?.length === 0 && <p>No other learner of that name is open to you.</p>}
      {found && found.length > 0 && (
        <Form form={form}>
          <ErrorSummary form={form} />
          <Radios
            field={fields.otherId}
            label="Who is it?"
            options={found.map(({ id, name, stage, school }) => ({
              value: id,
              label: `${name}, ${stage}, ${school}`,
            }))}
          />
          <SubmitButton>Add as brother or sister</SubmitButton>
        </Form>
      )}
    </LearnerTask>
  );
}
