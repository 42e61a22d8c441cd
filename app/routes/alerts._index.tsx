import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { boardOf, endedAlerts } from "~/domain/alerts/alerts.queries.server";
import { endedColumns, inHandColumns, UnansweredCard } from "~/domain/alerts/board";
import { PromiseNotice } from "~/domain/alerts/promise-notice";
import { openPromises } from "~/domain/alerts/promises.queries.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { LiveStatus, useLivePage } from "~/ui/live";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { Table } from "~/ui/table";

export const meta = () => pageTitle("Alerts");

export const loader = guarded(alertsPolicy.see, async ({ actor, clock, request }) => {
  const now = clock.now();
  const params = new URL(request.url).searchParams;
  const showsEnded = params.get("show") === "ended";
  return asActor(actor, async (tx) => {
    const board = showsEnded ? { unanswered: [], inHand: [] } : await boardOf(tx);
    const broken = await openPromises(tx);
    const ended = showsEnded ? await endedAlerts(tx, params.get("before")) : [];
    const ids = [...board.unanswered, ...board.inHand, ...ended].map((alert) => alert.id);
    await writeReadLine(tx, { at: now, personId: actor.personId, section: "alerts", ids });
    return {
      ...board,
      broken,
      ended,
      showsEnded,
      now,
      mayAnswer: may(actor, alertsPolicy.acknowledge),
      mayRaise: may(actor, alertsPolicy.raise),
    };
  });
});

export default function Board() {
  const page = useLoaderData<typeof loader>();
  return page.showsEnded ? <Ended /> : <Open />;
}

function Open() {
  const { unanswered, inHand, broken, now, mayAnswer, mayRaise } = useLoaderData<typeof loader>();
  const { isStale } = useLivePage({ streamUrl: alertsPaths.stream(), everySeconds: 10 });
  const count =
    unanswered.length === 1 ? "1 alert needs an answer" : `${unanswered.length} alerts need an answer`;
  return (
    <Page
      title="Alerts"
      wide
      lead={<LiveStatus updatedAt={now} isStale={isStale} announcement={count} />}
      actions={mayRaise ? <ButtonLink href={alertsPaths.raise()}>Raise an alert</ButtonLink> : undefined}
    >
      <PromiseNotice broken={broken} />
      <Section id="unanswered" title={unanswered.length === 0 ? "Nothing needs an answer" : count}>
        {unanswered.length === 0 && <p>Every alert has been answered.</p>}
        {unanswered.map((alert) => (
          <UnansweredCard key={alert.id} alert={alert} now={now} mayAnswer={mayAnswer} />
        ))}
      </Section>
      <Section id="in-hand" title="In hand">
        <Table
          caption="Alerts in hand"
          isCaptionHidden
          columns={inHandColumns}
          rows={inHand}
          rowKey={(alert) => alert.id}
          emptyText="No alert is in hand."
        />
      </Section>
      <p>
        <TextLink href="/alerts?show=ended">Alerts that have ended</TextLink>
      </p>
    </Page>
  );
}

function Ended() {
  const { ended } = useLoaderData<typeof loader>();
  const last = ended.at(-1);
  return (
    <Page title="Alerts that have ended" wide>
      <p>
        <TextLink href={alertsPaths.board()}>Back to the board</TextLink>
      </p>
      <Table
        caption="Alerts that have ended"
        isCaptionHidden
        columns={endedColumns}
        rows={ended}
        rowKey={(alert) => alert.id}
        emptyText="No alert has ended yet."
      />
      {last && ended.length === 50 && (
        <p>
          <TextLink href={`/alerts?show=ended&before=${last.id}`}>Older alerts</TextLink>
        </p>
      )}
    </Page>
  );
}
