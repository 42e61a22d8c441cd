import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertRecord } from "~/domain/alerts/alert-record.queries.server";
import { EarlierAlerts, RecordTimeline, Report } from "~/domain/alerts/alert-report";
import { alertView } from "~/domain/alerts/alert-view.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { AcknowledgeButton, StateTag, UrgencyTag } from "~/domain/alerts/board";
import { Receipt, RingFirst } from "~/domain/alerts/receipt";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { may } from "~/platform/actor";
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
    await writeReadLine(tx, { at: now, personId: actor.personId, section: "alert", learnerId: record.alert.learnerId, ids: [record.alert.id] });
    return {
      view: await alertView(tx, record, now),
      stored: stored === "changed" || stored === "repeat" ? (stored as "changed" | "repeat") : null,
      isRaiser: record.alert.raisedById === actor.personId,
      mayAnswer: may(actor, alertsPolicy.acknowledge) && record.alert.acknowledgedAt === null && record.alert.endedAt === null,
      mayAssign: may(actor, alertsPolicy.assign) && record.alert.endedAt === null,
    };
  });
});

export default function AlertPage() {
  const { view, stored, isRaiser, mayAnswer, mayAssign } = useLoaderData<typeof loader>();
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
      actions={mayAnswer ? <AcknowledgeButton alert={view} /> : undefined}
      aside={
        <>
          <h2>Coordinates</h2>
          <p>
            {view.owner ?? "Nobody yet"}
            {mayAssign && (
              <>
                {" "}
                <TextLink href={alertsPaths.assign(view.id)}>Change</TextLink>
              </>
            )}
          </p>
          <h2>Outcome</h2>
          <p>{view.outcome ?? "None: the alert ended without one"}</p>
          {view.learningNote && <p className="whitespace-pre-line">{view.learningNote}</p>}
          <h2>Earlier alerts</h2>
          <EarlierAlerts view={view} />
        </>
      }
    >
      {stored && <StoredBefore kind={stored} id={view.id} />}
      {view.isUnsafe && !view.isAnswered && <RingFirst phones={view.phones.notSafe} />}
      {(isRaiser || !view.isAnswered) && <Receipt view={view} />}
      <ButtonGroup>
        <ButtonLink href={alertsPaths.note(view.id)} kind="secondary">
          Add a note
        </ButtonLink>
        <ButtonLink href={alertsPaths.call(view.id)} kind="secondary">
          Record a phone call
        </ButtonLink>
      </ButtonGroup>
      <Report view={view} />
      <RecordTimeline view={view} />
    </Page>
  );
}

/** After a second post of the same form: one alert was stored, the first. */
function StoredBefore({ kind, id }: { kind: "changed" | "repeat"; id: string }) {
  return (
    <Notice title="This alert was stored already" isNews>
      {kind === "changed" ? (
        <p>
          What you changed since was not stored. <TextLink href={alertsPaths.note(id)}>Add the change as a note</TextLink>.
        </p>
      ) : (
        <p>You sent it twice, and there is one alert.</p>
      )}
    </Notice>
  );
}
