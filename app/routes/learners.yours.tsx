import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { RelatedRecord } from "~/domain/exclusions/related-record";
import { relatedView } from "~/domain/exclusions/related-view.server";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Your young people");

export const loader = guarded(learnersPolicy.seeRelated, ({ actor, clock }) =>
  asActor(actor, async (tx) => {
    const at = clock.now();
    const learners = await relatedView(tx, dayOf(at));
    for (const { id } of learners)
      await writeReadLine(tx, { at, personId: actor.personId, section: "related", learnerId: id, ids: [id] });
    return { learners };
  }),
);

export default function Yours() {
  const { learners } = useLoaderData<typeof loader>();
  return (
    <Page title="Your young people" lead="What of each the Virtual School shares with somebody in your role.">
      {learners.length === 0 && (
        <p>Nobody is shared with you now. Ring the Virtual School if that is wrong.</p>
      )}
      {learners.map((learner) => (
        <RelatedRecord key={`${learner.role} ${learner.id}`} learner={learner} />
      ))}
    </Page>
  );
}
