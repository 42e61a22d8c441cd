import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { undoMergeSchema } from "~/domain/records/merge.schema";
import { Counted, StayedRows } from "~/domain/records/merge-follows";
import { MergeUndoing } from "~/domain/records/merge-undoing";
import { mergesPaths } from "~/domain/records/merges.paths";
import { mergeDetails } from "~/domain/records/merges.queries.server";
import { recordsPolicy } from "~/domain/records/records.policy";
import { undoMerge } from "~/domain/records/undo-merge.server";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf, formatDayTime } from "~/platform/format";
import { BackLink, TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("A merge of two records");

export const loader = guarded(recordsPolicy.merge, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const at = clock.now();
    const merge = await mergeDetails(tx, params.mergeId, dayOf(at));
    const reading = { at, personId: actor.personId, section: "merge" };
    for (const id of [merge.keptId, merge.mergedId])
      await writeReadLine(tx, { ...reading, learnerId: id, ids: [id] });
    return { merge };
  }),
);

export const action = guarded(recordsPolicy.merge, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  const sent = undoMergeSchema.safeParse({ mergeId: params.mergeId, seen: form.get("seen") });
  if (!sent.success) throw new Invalid("The form is incomplete. Open it again.");
  await undoMerge(actor, sent.data, clock);
  throw redirect(mergesPaths.merge(sent.data.mergeId));
});

export default function MergePage() {
  const { merge } = useLoaderData<typeof loader>();
  const { id, kept, keptId, merged, mergedId, by, mergedAt, undoneAt, undoneBy, undoing } = merge;
  return (
    <Page
      title={kept ?? "A record that was merged on"}
      label="Merged records"
      lead={`${by} merged the record of ${merged} into this one on ${formatDayTime(mergedAt)}.`}
      back={<BackLink href={mergesPaths.list()}>Merged records</BackLink>}
    >
      {undoneAt && (
        <Notice kind="success" title="The merge was undone">
          <p>{`${undoneBy}, ${formatDayTime(undoneAt)}`}</p>
        </Notice>
      )}
      <ul>
        {kept && (
          <li>
            <TextLink href={learnersPaths.record(keptId)}>{`The kept record: ${kept}`}</TextLink>
          </li>
        )}
        {undoneAt && (
          <li>
            <TextLink href={learnersPaths.record(mergedId)}>{`The other record: ${merged}`}</TextLink>
          </li>
        )}
      </ul>
      <Section id="moved" title="What moved">
        <Counted counts={merge.moved} none="Nothing." />
        {merge.took.length > 0 && <p>Taken over from the record set aside: {merge.took.join(", ")}.</p>}
        {merge.leftBehind.length > 0 && <p>Did not go back: {merge.leftBehind.join(", ")}.</p>}
      </Section>
      {merge.stayed.length > 0 && (
        <Section id="stayed" title="What stayed with the record set aside">
          <StayedRows rows={merge.stayed} />
        </Section>
      )}
      {undoing && <MergeUndoing mergeId={id} undoing={undoing} />}
    </Page>
  );
}
