import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { likelyPairs, pairsToldApart } from "~/domain/learners/duplicates.queries.server";
import { settleScnSchema } from "~/domain/learners/duplicates.schema";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { LikelyPairs } from "~/domain/learners/likely-pairs";
import { ScnsToCheck } from "~/domain/learners/scns-to-check";
import { scnsToCheck } from "~/domain/learners/scns-to-check.queries.server";
import { settleScn } from "~/domain/learners/settle-scn.server";
import { mergesPaths } from "~/domain/records/merges.paths";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { BackLink, TextLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

const limit = 100;

export const meta = () => pageTitle("Likely duplicates");

export const loader = guarded(learnersPolicy.compare, ({ actor, clock }) =>
  asActor(actor, async (tx) => {
    const pairs = await likelyPairs(tx, limit);
    const toldApart = await pairsToldApart(tx, limit);
    const scns = await scnsToCheck(tx, limit);
    const shown = [...pairs, ...toldApart].flatMap(({ one, other }) => [one.id, other.id]);
    const ids = [...new Set([...shown, ...scns.map(({ id }) => id)])];
    await writeReadLine(tx, { at: clock.now(), personId: actor.personId, section: "duplicates", ids });
    return { pairs, limit, toldApart, scns };
  }),
);

/** A number that another learner has by now leads to the two records side by side. */
export const action = guarded(learnersPolicy.setScn, async ({ actor, clock, request }) => {
  const sent = settleScnSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!sent.success) throw new Invalid("Select what to do.");
  const heldBy = await settleScn(actor, sent.data, clock);
  throw redirect(
    heldBy
      ? learnersPaths.compare(sent.data.learnerId, heldBy)
      : `${learnersPaths.duplicates()}#scns-to-check`,
  );
});

export default function Duplicates() {
  const { scns, ...offered } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Likely duplicates and SCNs to check"
      wide
      lead="Records with names that are spelt or sound alike and the same or nearly the same date of birth, or with one SCN."
      back={<BackLink href={learnersPaths.list()}>Learners</BackLink>}
    >
      <ScnsToCheck learners={scns} />
      <LikelyPairs {...offered} />
      <p>
        <TextLink href={mergesPaths.list()}>Merged records, and how to undo a merge</TextLink>
      </p>
    </Page>
  );
}
