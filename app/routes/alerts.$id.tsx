import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { AlertPlan } from "~/domain/alerts/alert-plan";
import { alertRecord } from "~/domain/alerts/alert-record.queries.server";
import { EarlierAlerts, RecordTimeline, Report } from "~/domain/alerts/alert-report";
import { alertView } from "~/domain/alerts/alert-view.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { AcknowledgeButton, StateTag, UrgencyTag } from "~/domain/alerts/board";
import { type AlertVerb, offeredVerbs } from "~/domain/alerts/offered.server";
import { planView } from "~/domain/alerts/plan-view.server";
import { Receipt, RingFirst } from "~/domain/alerts/receipt";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { asActor } from "~/platform/database.server";
import { ButtonGroup, ButtonLink } from "~/ui/button";
import { BackLink, TextLink } from "~/ui/link";
import { LiveStatus, useLivePage } from "~/ui/live";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Alert");

export const loader = guarded(alertsPolicy.see, async ({ actor, clock, params, request }) => {
  const now = clock.now();
  const stored = new URL(request.url).searchParams.get("stored");
  return asActor(actor, async (tx) => {
    const record = await alertRecord(tx, params.id ?? "");
    await writeReadLine(tx, {
      at: now,
      personId: actor.personId,
      section: "alert",
      learnerId: record.alert.learnerId,
      ids: [record.alert.id],
    });
    return {
      view: await alertView(tx, record, now),
      stored: stored === "changed" || stored === "repeat" ? (stored as "changed" | "repeat") : null,
      isRaiser: record.alert.raisedById === actor.personId,
      plan: planView(record, now),
      verbs: offeredVerbs(actor, record.alert),
    };
  });
});

export default function AlertPage() {
  const { view, plan, verbs, stored, isRaiser } = useLoaderData<typeof loader>();
  const { isStale } = useLivePage({ streamUrl: alertsPaths.stream(view.id), everySeconds: 10 });
  return (
    <Page
      title={view.child.name ?? "Alert"}
      label={`Alert ${view.reference}`}
      back={<BackLink href={alertsPaths.board()}>Alerts</BackLink>}
      lead={
        <>
          <p className="m-0 flex flex-wrap items-center gap-2">
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
          <h2>Earlier alerts</h2>
          <EarlierAlerts view={view} />
        </>
      }
    >
      {stored && <StoredBefore kind={stored} id={view.id} />}
      {view.isUnsafe && !view.isAnswered && <RingFirst phones={view.phones.notSafe} />}
      {(isRaiser || !view.isAnswered) && <Receipt view={view} />}
      <Doors id={view.id} verbs={verbs} />
      <Report view={view} />
      <AlertPlan plan={plan} verbs={verbs} />
      <RecordTimeline view={view} />
    </Page>
  );
}

/** What can be done at any time. What belongs to a part of the plan is offered there. */
function Doors({ id, verbs }: { id: string; verbs: readonly AlertVerb[] }) {
  return (
    <ButtonGroup>
      {verbs.includes("add_note") && (
        <ButtonLink href={alertsPaths.note(id)} kind="secondary">
          Add a note
        </ButtonLink>
      )}
      {verbs.includes("record_call") && (
        <ButtonLink href={alertsPaths.call(id)} kind="secondary">
          Record a phone call
        </ButtonLink>
      )}
    </ButtonGroup>
  );
}

/** After a second post of the same form: one alert was stored, the first. */
function StoredBefore({ kind, id }: { kind: "changed" | "repeat"; id: string }) {
  return (
    <Notice title="This alert was stored already" isNews>
      {kind === "changed" ? (
        <p>
          What you changed since was not stored.{" "}
          <TextLink href={alertsPaths.note(id)}>Add the change as a note</TextLink>.
        </p>
      ) : (
        <p>You sent it twice, and there is one alert.</p>
      )}
    </Notice>
  );
}
