import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { comparedLearners } from "~/domain/learners/compared-learners.server";
import { ComparedTable } from "~/domain/learners/compared-table";
import { areToldApart, whyLikely } from "~/domain/learners/duplicates.queries.server";
import { tellApartSchema } from "~/domain/learners/duplicates.schema";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { TellApart } from "~/domain/learners/likely-pairs";
import { tellApart } from "~/domain/learners/tell-apart.server";
import { suggestedMerge } from "~/domain/records/merge-plan.queries.server";
import { mergesPaths } from "~/domain/records/merges.paths";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { ButtonLink } from "~/ui/button";
import { BackLink, TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Two records side by side");

export const loader = guarded(learnersPolicy.compare, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const { oneId = "", otherId = "" } = params;
    const at = clock.now();
    const compared = await comparedLearners(tx, { oneId, otherId }, dayOf(at));
    const reading = { at, personId: actor.personId, section: "learner" };
    for (const id of [oneId, otherId]) await writeReadLine(tx, { ...reading, learnerId: id, ids: [id] });
    return {
      ...compared,
      why: await whyLikely(tx, oneId, otherId),
      isToldApart: await areToldApart(tx, oneId, otherId),
      ...(await suggestedMerge(tx, oneId, otherId)),
    };
  }),
);

export const action = guarded(learnersPolicy.compare, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  const sent = tellApartSchema.safeParse({ ...params, press: form.get("press") });
  if (!sent.success) throw new Invalid("Select what to do.");
  await tellApart(actor, sent.data, clock);
  throw redirect(learnersPaths.duplicates());
});

export default function ComparedRecords() {
  const { one, other, fields, why, isToldApart, keptId, mergedId } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Two records side by side"
      wide
      lead={
        why.length > 0 ? `Likely one person: ${why.join(", ")}.` : "Nothing says that they are one person."
      }
      back={<BackLink href={learnersPaths.duplicates()}>Likely duplicates</BackLink>}
      actions={<TellApart one={one} other={other} isToldApart={isToldApart} />}
    >
      {isToldApart && (
        <Notice title="Somebody said that these are two people">They are not suggested any more.</Notice>
      )}
      <ul>
        <li>
          First record: <TextLink href={learnersPaths.record(one.id)}>{one.name}</TextLink>
        </li>
        <li>
          Second record: <TextLink href={learnersPaths.record(other.id)}>{other.name}</TextLink>
        </li>
      </ul>
      <p>
        Alerts, exclusions and the chronology are on each record.
        {!isToldApart && " If the two are of one person, merge them: the next page says what follows first."}
      </p>
      {!isToldApart && (
        <ButtonLink href={mergesPaths.start(keptId, mergedId)}>Merge the two records</ButtonLink>
      )}
      <ComparedTable fields={fields} />
    </Page>
  );
}
