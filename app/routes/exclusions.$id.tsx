import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { ConsideredSection } from "~/domain/exclusions/considered-page";
import { consideredSummary } from "~/domain/exclusions/considered-view.server";
import { DutiesSection } from "~/domain/exclusions/exclusion-duties";
import { EndsSection } from "~/domain/exclusions/exclusion-ends";
import {
  DecisionSection,
  EducationSection,
  ExclusionTimeline,
  FromAlert,
} from "~/domain/exclusions/exclusion-sections";
import { ExclusionStepsSection } from "~/domain/exclusions/exclusion-steps";
import { exclusionView } from "~/domain/exclusions/exclusion-view.server";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { exclusionRecord } from "~/domain/exclusions/exclusions.queries.server";
import { lettersOf } from "~/domain/exclusions/letters.queries.server";
import { LettersSection } from "~/domain/exclusions/letters-section";
import { TimeOutSection } from "~/domain/exclusions/time-out-section";
import { timeOutView } from "~/domain/exclusions/time-out-view.server";
import { WayBackSection } from "~/domain/exclusions/way-back";
import { wayBackView } from "~/domain/exclusions/way-back-view.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { BackLink, TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Exclusion");

export const loader = guarded(exclusionsPolicy.see, async ({ actor, clock, params }) => {
  const at = clock.now();
  const today = dayOf(at);
  return asActor(actor, async (tx) => {
    const record = await exclusionRecord(tx, params.id, today);
    const { id, learnerId, alertId } = record.exclusion;
    const about = { kind: "exclusion", id } as const;
    await writeReadLine(tx, { at, personId: actor.personId, section: "exclusion", learnerId, ids: [id] });
    return {
      view: await exclusionView(tx, record, { actor, today }),
      letters: await lettersOf(tx, record.exclusion),
      wayBack: wayBackView(record, actor),
      considered: await consideredSummary(tx, { actor, today, about, ids: { alertId, exclusionId: id } }),
      // Of a learner who has moved on, only the way to this exclusion is left.
      timeOut: record.learner && (await timeOutView(tx, learnerId, { actor, today })),
    };
  });
});

export default function ExclusionPage() {
  const { view, letters, wayBack, considered, timeOut } = useLoaderData<typeof loader>();
  return (
    <Page
      title={view.learner?.name ?? "Exclusion"}
      label={`Exclusion ${view.reference}`}
      back={<BackLink href={exclusionsPaths.list()}>Exclusions</BackLink>}
      lead={view.learner?.stage}
      aside={
        <>
          <h2>Alert</h2>
          <FromAlert view={view} href={view.alert && alertsPaths.record(view.alert.id)} />
          {view.learner && (
            <>
              <h2>Learner</h2>
              <p>
                <TextLink href={learnersPaths.record(view.learner.id)}>{view.learner.name}</TextLink>
              </p>
            </>
          )}
        </>
      }
    >
      {view.ended && (
        <Notice title={view.ended}>{view.annulledWhy ? <p>{view.annulledWhy}</p> : undefined}</Notice>
      )}
      <DutiesSection view={view} />
      <EducationSection view={view} />
      <ExclusionStepsSection view={view} />
      <LettersSection letters={letters} exclusionId={view.id} mayWrite={view.offers.record} />
      <WayBackSection view={wayBack} />
      {timeOut && <TimeOutSection view={timeOut} />}
      <DecisionSection view={view} />
      <ConsideredSection view={considered} />
      <EndsSection view={view} />
      <ExclusionTimeline view={view} />
    </Page>
  );
}
