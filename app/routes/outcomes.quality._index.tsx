import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { qualityPaths } from "~/domain/outcomes/quality.paths";
import { listedSamples, noteSamplesRead } from "~/domain/outcomes/quality.queries.server";
import { SampleList } from "~/domain/outcomes/sample-list";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { ButtonLink } from "~/ui/button";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Quality group");

export const loader = guarded(outcomesPolicy.readQuality, ({ actor, clock }) =>
  asActor(actor, async (tx) => {
    const samples = await listedSamples(tx);
    const ids = samples.map(({ id }) => id);
    await noteSamplesRead(tx, { at: clock.now(), personId: actor.personId, ids });
    return { samples, mayMake: may(actor, outcomesPolicy.sampleQuality) };
  }),
);

export default function QualitySamples() {
  const { samples, mayMake } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Quality group"
      lead="Samples of closed alerts for the group that young people sit on. Nothing in them says who a child is: one person writes, another reviews, then they can leave."
      actions={mayMake && <ButtonLink href={qualityPaths.draw()}>Draw a sample</ButtonLink>}
      wide
    >
      <SampleList samples={samples} mayMake={mayMake} />
    </Page>
  );
}
