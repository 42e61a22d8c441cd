import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { LearnerDoors, learnerDoorsOf } from "~/domain/learners/learner-doors";
import { LearnerSearch, LearnerTable } from "~/domain/learners/learner-list";
import { learnerList } from "~/domain/learners/learner-list.queries.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { ButtonLink } from "~/ui/button";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

const limit = 50;

export const meta = () => pageTitle("Learners");

export const loader = guarded(learnersPolicy.see, ({ actor, clock }) =>
  asActor(actor, async (tx) => {
    const at = clock.now();
    const { learners, total } = await learnerList(tx, { day: dayOf(at), limit });
    const ids = learners.map((learner) => learner.id);
    await writeReadLine(tx, { at, personId: actor.personId, section: "learners", ids });
    return { learners, total, mayAdd: may(actor, learnersPolicy.add), doors: learnerDoorsOf(actor) };
  }),
);

export default function Learners() {
  const { learners, total, mayAdd, doors } = useLoaderData<typeof loader>();
  const count = total === 1 ? "1 learner" : `${total} learners`;
  const caption = total > learners.length ? `The first ${learners.length} of ${count}` : count;
  return (
    <Page
      title="Learners"
      wide
      lead="Care experienced children and young people, as far as you work with them."
      actions={mayAdd ? <ButtonLink href={learnersPaths.add()}>Add a learner</ButtonLink> : undefined}
    >
      <LearnerDoors doors={doors} />
      <LearnerSearch />
      <LearnerTable
        caption={caption}
        learners={learners}
        emptyText="There is no learner here that you work with."
      />
    </Page>
  );
}
