import { useLoaderData } from "@remix-run/react";
import { accountsPolicy } from "~/domain/accounts/accounts.policy";
import { guarded } from "~/domain/accounts/guarded.server";
import { countSchoolsWithNobody } from "~/domain/accounts/school-staff.queries.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { alertsByIds, boardOf, type ListedAlert } from "~/domain/alerts/alerts.queries.server";
import { childWords, inHandColumns, UnansweredCard } from "~/domain/alerts/board";
import { handoversFor } from "~/domain/alerts/handover-view.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { calendarsPolicy } from "~/domain/calendars/calendars.policy";
import { calendarsRunningOut } from "~/domain/calendars/calendars.queries.server";
import { RunningOutNotice } from "~/domain/calendars/running-out-notice";
import { actionsWaitingFor, type ListedAction } from "~/domain/chronology/chronology.queries.server";
import { ChasedTimeOutSection } from "~/domain/exclusions/chased-time-out";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { exclusionsWaitingFor } from "~/domain/exclusions/exclusions.queries.server";
import { chasedTimeOut } from "~/domain/exclusions/time-out.queries.server";
import { WaitingExclusions } from "~/domain/exclusions/waiting-exclusions";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { openingsToLookAt } from "~/domain/learners/opened-records.queries.server";
import { OpeningsToLookAt } from "~/domain/learners/opened-records-table";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import { SchoolGapsNotice } from "~/domain/organisations/school-gaps-notice";
import { type Actor, may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { dayOf, formatDay } from "~/platform/format";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { LiveStatus, useLivePage } from "~/ui/live";
import { Card, Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { Table } from "~/ui/table";
import { Tag } from "~/ui/tag";

export const meta = () => pageTitle("Waiting for you");

/** In hand and mine: raised at my school, or coordinated by me. */
const isMine = (actor: Actor, ownerId: string | null) =>
  ownerId === actor.personId || may(actor, alertsPolicy.decide);

/** An action as the page shows it. Its alert is named only to those who may see the alert. */
function waitingAction(action: ListedAction, alert: ListedAlert | null, today: string) {
  return {
    id: action.id,
    what: action.what,
    due: formatDay(`${action.dueOn}T12:00:00Z`),
    isOverdue: action.dueOn < today,
    isCheck: action.kind !== "agreed",
    alert: alert && { id: alert.id, words: `${childWords(alert)}, ${alert.reference}` },
    aboutId: action.aboutId,
  };
}

export const loader = guarded(accountsPolicy.signedIn, async ({ actor, clock }) => {
  const now = clock.now();
  const today = dayOf(now);
  return asActor(actor, async (tx) => {
    const board = may(actor, alertsPolicy.see) ? await boardOf(tx) : { unanswered: [], inHand: [] };
    const actions = await actionsWaitingFor(tx, actor.personId);
    const about = await alertsByIds(
      tx,
      actions.map((action) => action.aboutId),
    );
    const inHand = board.inHand.filter((alert) => isMine(actor, alert.ownerId));
    const chased = may(actor, exclusionsPolicy.chaseTimeOut) ? await chasedTimeOut(tx, today) : [];
    const exclusions = may(actor, exclusionsPolicy.see) ? await exclusionsWaitingFor(tx, actor, today) : [];
    const shown = [...board.unanswered, ...inHand, ...about.values(), ...exclusions, ...chased];
    const ids = shown.map(({ id }) => id);
    if (ids.length > 0)
      await writeReadLine(tx, { at: now, personId: actor.personId, section: "waiting", ids });
    return {
      unanswered: board.unanswered,
      inHand,
      chased,
      handovers: await handoversFor(tx, actor),
      actions: actions.map((action) => waitingAction(action, about.get(action.aboutId) ?? null, today)),
      exclusions,
      openings: may(actor, learnersPolicy.seeOpenings) ? await openingsToLookAt(tx, actor) : 0,
      today,
      runningOut: may(actor, calendarsPolicy.edit) ? await calendarsRunningOut(tx, today) : [],
      schoolGaps: may(actor, organisationsPolicy.see)
        ? await countSchoolsWithNobody(tx, alertsPolicy.raise.roles, today)
        : 0,
      now,
      mayAnswer: may(actor, alertsPolicy.acknowledge),
      mayRaise: may(actor, alertsPolicy.raise),
      seesAlerts: may(actor, alertsPolicy.see),
    };
  });
});

export default function Waiting() {
  const page = useLoaderData<typeof loader>();
  const { isStale } = useLivePage({
    streamUrl: page.seesAlerts ? alertsPaths.stream() : null,
    everySeconds: 10,
  });
  const isNothing =
    page.openings === 0 &&
    [
      page.unanswered,
      page.inHand,
      page.actions,
      page.handovers,
      page.exclusions,
      page.chased,
      page.runningOut,
    ].flat().length +
      page.schoolGaps ===
      0;
  return (
    <Page
      title="Waiting for you"
      wide
      lead={<LiveStatus updatedAt={page.now} isStale={isStale} />}
      actions={page.mayRaise ? <ButtonLink href={alertsPaths.raise()}>Raise an alert</ButtonLink> : undefined}
    >
      {isNothing && <p>Nothing is waiting for you.</p>}
      {page.unanswered.length > 0 && (
        <Section
          id="unanswered"
          title={page.mayAnswer ? "Needs an answer" : "Waiting for an answer from the Virtual School"}
        >
          {page.unanswered.map((alert) => (
            <UnansweredCard key={alert.id} alert={alert} now={page.now} mayAnswer={page.mayAnswer} />
          ))}
        </Section>
      )}
      {page.handovers.length > 0 && (
        <Section id="handovers" title="Asked to take over">
          <ul>
            {page.handovers.map((each) => (
              <li key={each.id}>
                {each.from} asks you to take over{" "}
                <TextLink href={alertsPaths.handOver(each.id)}>{each.reference}</TextLink>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <WaitingExclusions exclusions={page.exclusions} today={page.today} />
      {page.actions.length > 0 && <Actions actions={page.actions} />}
      {page.inHand.length > 0 && (
        <Section id="in-hand" title="In hand">
          <Table
            caption="Alerts in hand"
            isCaptionHidden
            columns={inHandColumns}
            rows={page.inHand}
            rowKey={(alert) => alert.id}
          />
        </Section>
      )}
      <OpeningsToLookAt count={page.openings} />
      <ChasedTimeOutSection rows={page.chased} />
      <SchoolGapsNotice count={page.schoolGaps} />
      <RunningOutNotice authorities={page.runningOut} />
    </Page>
  );
}

function Actions({ actions }: { actions: ReturnType<typeof waitingAction>[] }) {
  return (
    <Section id="actions" title="Your actions">
      {actions.map((action) => (
        <Card key={action.id}>
          <div className="flex flex-wrap items-start justify-between gap-4">
            <p className="m-0">
              {action.what}
              {action.alert && (
                <>
                  <br />
                  <TextLink href={alertsPaths.record(action.alert.id)}>{action.alert.words}</TextLink>
                </>
              )}
              <br />
              Due {action.due} {action.isOverdue && <Tag colour="red">Overdue</Tag>}
            </p>
            <Settle action={action} />
          </div>
        </Card>
      ))}
    </Section>
  );
}

/** A check is settled by what it found; anything else by a press. */
function Settle({ action }: { action: ReturnType<typeof waitingAction> }) {
  if (action.isCheck) {
    return (
      <ButtonLink href={alertsPaths.followUp(action.aboutId)} kind="secondary" isSmall>
        Record what you found<span className="visually-hidden">: {action.alert?.words ?? action.what}</span>
      </ButtonLink>
    );
  }
  return (
    <ActionForm action={alertsPaths.tickAction(action.aboutId, action.id)}>
      <SubmitButton kind="secondary" isSmall>
        Done<span className="visually-hidden">: {action.what}</span>
      </SubmitButton>
    </ActionForm>
  );
}
