import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { mergeLearnersSchema } from "~/domain/records/merge.schema";
import { MergeForm } from "~/domain/records/merge-form";
import { mergeLearners } from "~/domain/records/merge-learners.server";
import { mergeView } from "~/domain/records/merge-view.server";
import { mergesPaths } from "~/domain/records/merges.paths";
import { recordsPolicy } from "~/domain/records/records.policy";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { pageTitle } from "~/ui/page-title";
import { TaskPage } from "~/ui/task-page";

export const meta = () => pageTitle("Merge two records");

/** The record named first is kept. */
export const loader = guarded(recordsPolicy.merge, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const { oneId: keptId = "", otherId: mergedId = "" } = params;
    const at = clock.now();
    const view = await mergeView(tx, { keptId, mergedId }, dayOf(at));
    const reading = { at, personId: actor.personId, section: "learner" };
    for (const id of [keptId, mergedId]) await writeReadLine(tx, { ...reading, learnerId: id, ids: [id] });
    return { view, mergeId: randomUUID() };
  }),
);

export const action = guarded(recordsPolicy.merge, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("keptId", params.oneId ?? "");
  form.set("mergedId", params.otherId ?? "");
  const { again, done } = await submit(form, mergeLearnersSchema, (input) =>
    mergeLearners(actor, input, clock),
  );
  if (again) return again;
  throw redirect(mergesPaths.merge(done));
});

export default function MergeRecords() {
  const { view, mergeId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const { kept, merged, problem } = view;
  return (
    <TaskPage
      label={kept.name}
      title="Merge two records"
      lead={`${kept.name} is kept, and everything of the other record (${merged.name}) goes to it.`}
      back={{ href: learnersPaths.compare(kept.id, merged.id), label: "Both records side by side" }}
    >
      <p>
        <TextLink href={mergesPaths.start(merged.id, kept.id)}>
          Keep the other record instead<span className="visually-hidden">{`: ${merged.name}`}</span>
        </TextLink>
      </p>
      {problem && (
        <Notice kind="warning" title="Put this right first">
          <p>{problem.sentence}</p>
          <p>
            <TextLink href={problem.href}>{problem.label}</TextLink>
          </p>
        </Notice>
      )}
      {(!problem || reply) && <MergeForm view={view} mergeId={mergeId} reply={reply} />}
    </TaskPage>
  );
}
