import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { AlertDeliveries } from "~/domain/alerts/alert-deliveries";
import { AlertPlan } from "~/domain/alerts/alert-plan";
import { alertRecord } from "~/domain/alerts/alert-record.queries.server";
import { EarlierAlerts, RecordTimeline, Report } from "~/domain/alerts/alert-report";
import { StepsSection } from "~/domain/alerts/alert-steps";
import { alertView } from "~/domain/alerts/alert-view.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { AcknowledgeButton, StateTag, UrgencyTag } from "~/domain/alerts/board";
import { deliveriesView } from "~/domain/alerts/deliveries-view.server";
import { HandoverNotice } from "~/domain/alerts/handover-notice";
import { handoverView } from "~/domain/alerts/handover-view.server";
import { offeredVerbs } from "~/domain/alerts/offered.server";
import { planView } from "~/domain/alerts/plan-view.server";
import { Receipt, RingFirst } from "~/domain/alerts/receipt";
import { Doors, Repeats, StoredBefore } from "~/domain/alerts/record-doors";
import { stepsView } from "~/domain/alerts/steps-view.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { ConsideredSection } from "~/domain/exclusions/considered-page";
import { consideredSummary } from "~/domain/exclusions/considered-view.server";
import { ExclusionOfAlert } from "~/domain/exclusions/exclusion-of-alert";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { exclusionOfAlert } from "~/domain/exclusions/exclusions.queries.server";
import { TimeOutBeside } from "~/domain/exclusions/time-out-section";
import { timeOutBeside } from "~/domain/exclusions/time-out-view.server";
import { may } from "~/platform/actor";
import { systemClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { BackLink, TextLink } from "~/ui/link";
import { LiveStatus, useLivePage } from "~/ui/live";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { Tag } from "~/ui/tag";

export const meta = () => pageTitle("Alert");

export const loader = guarded(alertsPolicy.see, async ({ actor, clock, params, request }) => {
  const now = clock.now();
  const stored = new URL(request.url).searchParams.get("stored");
  return asActor(actor, async (tx) => {
    const record = await alertRecord(tx, params.id ?? "", dayOf(now));
    await writeReadLine(tx, {
      at: now,
      personId: actor.personId,
      section: "alert",
      learnerId: record.alert.learnerId,
      ids: [record.alert.id],
    });
    const steps = await stepsView(tx, record.alert.id, now);
    const handover = await handoverView(tx, record.alert.id, actor);
    const standing = { isOpenAgain: steps?.isOpenAgain ?? false, isAskedOfMe: handover?.isForMe ?? false };
    const { id: alertId, learnerId, schoolId, facts } = record.alert;
    const isExcluded = learnerId !== null && facts.some((fact) => fact.kind === "excluded");
    const exclusion = await exclusionOfAlert(tx, alertId);
    return {
      exclusion,
      considered: await consideredSummary(tx, {
        actor,
        today: dayOf(now),
        about: { kind: "alert", id: alertId },
        ids: { alertId, exclusionId: exclusion?.id ?? null },
      }),
      mayRecordExclusion: isExcluded && may(actor, exclusionsPolicy.record, schoolId),
      view: await alertView(tx, record, { now, actor }),
      timeOut: await timeOutBeside(tx, record.learner?.id ?? null, { actor, today: dayOf(now) }),
      steps,
      handover,
      stored: stored === "changed" || stored === "repeat" ? (stored as "changed" | "repeat") : null,
      isRaiser: record.alert.raisedById === actor.personId,
      plan: planView(record, now),
      deliveries: deliveriesView(record, actor, systemClock.now()),
      verbs: offeredVerbs(actor, { ...record.alert, ...standing }),
    };
  });
});

export default function AlertPage() {
  const {
    view,
    plan,
    deliveries,
    verbs,
    stored,
    isRaiser,
    steps,
    handover,
    exclusion,
    considered,
    mayRecordExclusion,
    timeOut,
  } = useLoaderData<typeof loader>();
  const { isStale } = useLivePage({ streamUrl: alertsPaths.stream(view.id), everySeconds: 10 });
  return (
    <Page
      title={view.child.name ?? "Alert"}
      label={`Alert ${view.reference}`}
      back={<BackLink href={alertsPaths.board()}>Alerts</BackLink>}
      lead={
        <>
          <p className="m-0 flex flex-wrap items-center gap-2">
            {view.isDrill && <Tag colour="teal">Practice</Tag>}
            <StateTag state={view.state} /> Decision <UrgencyTag urgency={view.urgency} />
            {[view.child.stage, view.child.note].filter(Boolean).join(" · ")}
          </p>
          <LiveStatus updatedAt={view.now} isStale={isStale} announcement={view.stateLabel} />
        </>
      }
      actions={verbs.includes("acknowledge") ? <AcknowledgeButton alert={view} /> : undefined}
      aside={
        <>
          <h2>Coordinates</h2>
          <p>
            {view.owner ?? "Nobody yet"}
            {verbs.includes("assign") && (
              <>
                {" "}
                <TextLink href={alertsPaths.assign(view.id)}>Change</TextLink>
              </>
            )}
          </p>
          {verbs.includes("hand_over") && (
            <p>
              <TextLink href={alertsPaths.handOver(view.id)}>Hand it over</TextLink>
            </p>
          )}
          <h2>Earlier alerts</h2>
          <EarlierAlerts view={view} />
          <h2>Time out of school</h2>
          <TimeOutBeside view={timeOut} alertId={view.id} />
        </>
      }
    >
      {view.duplicateOf && <Repeats first={view.duplicateOf} />}
      {handover && (
        <HandoverNotice handover={handover} id={view.id} mayAnswer={verbs.includes("answer_hand_over")} />
      )}
      {stored && <StoredBefore kind={stored} id={view.id} />}
      {view.isUnsafe && !view.isAnswered && <RingFirst phones={view.phones.notSafe} />}
      {(isRaiser || !view.isAnswered) && <Receipt view={view} isRaiser={isRaiser} />}
      {steps && <StepsSection view={steps} />}
      <ExclusionOfAlert alertId={view.id} exclusion={exclusion} mayRecord={mayRecordExclusion} />
      <Doors id={view.id} verbs={verbs} />
      <Report view={view} />
      <AlertPlan plan={plan} verbs={verbs} />
      <ConsideredSection view={considered} />
      <AlertDeliveries id={view.id} view={deliveries} />
      <RecordTimeline view={view} />
    </Page>
  );
}
