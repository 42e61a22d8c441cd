import { formatDayTime, formatTime } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Card } from "~/ui/page";
import { Tag, type TagColour } from "~/ui/tag";
import { TimeLeft } from "~/ui/time-left";
import { alertsPaths } from "./alerts.paths";
import type { ListedAlert } from "./alerts.queries.server";
import { type AlertState, stateLabels, type Urgency, urgencyLabels } from "./alerts.words";

const urgencyColours: Record<Urgency, TagColour> = { today: "red", two_school_days: "orange", later: "blue" };
const stateColours: Record<AlertState, TagColour> = {
  raised: "red",
  acknowledged: "orange",
  coordinating: "blue",
  decided: "purple",
  follow_up: "teal",
  closed: "grey",
  withdrawn: "grey",
  duplicate: "grey",
};

/** How soon the decision comes. */
export function UrgencyTag({ urgency }: { urgency: Urgency }) {
  return <Tag colour={urgencyColours[urgency]}>{urgencyLabels[urgency]}</Tag>;
}

/** Where an alert stands. */
export function StateTag({ state }: { state: AlertState }) {
  return <Tag colour={stateColours[state]}>{stateLabels[state]}</Tag>;
}

/** The name, or why there is none. */
export function childWords({ child, isDrill }: Pick<ListedAlert, "child" | "isDrill">): string {
  if (isDrill) return "Practice alert";
  if (!child) return "Name not shown to you";
  return `${child.name}, ${child.stage}${child.isVerified ? "" : " (not checked yet)"}`;
}

/** An alert that nobody has answered, with its button. */
export function UnansweredCard({
  alert,
  now,
  mayAnswer,
}: {
  alert: ListedAlert;
  now: Date;
  mayAnswer: boolean;
}) {
  return (
    <Card tone="urgent">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <p className="m-0">
            <TextLink href={alertsPaths.record(alert.id)} isBold>
              {childWords(alert)}
            </TextLink>
          </p>
          <p className="m-0">
            {alert.school} · {alert.reference} · raised {formatDayTime(alert.raisedAt)}
          </p>
          <p className="m-0 flex flex-wrap items-center gap-2">
            {alert.isDrill && <Tag colour="teal">Practice</Tag>}
            Decision <UrgencyTag urgency={alert.urgency} />
            {alert.isOpenAgain ? <OpenAgain alert={alert} /> : <DueToAnswer alert={alert} now={now} />}
          </p>
        </div>
        {mayAnswer && <AcknowledgeButton alert={alert} />}
      </div>
    </Card>
  );
}

function DueToAnswer({ alert, now }: { alert: ListedAlert; now: Date }) {
  return (
    <>
      <TimeLeft due={alert.answerDueAt} now={now} /> <span>to answer</span>
    </>
  );
}

/** Somebody answered, and the call that they promised is not on record. */
function OpenAgain({ alert }: { alert: ListedAlert }) {
  const until = alert.willRingBy ? ` A call was promised by ${formatTime(alert.willRingBy)}.` : "";
  return <span>Open again: no call is on record.{until}</span>;
}

/** Answers an alert: a press by somebody signed in, never a link. */
export function AcknowledgeButton({ alert }: { alert: { id: string; reference: string } }) {
  return (
    <ActionForm action={alertsPaths.acknowledge(alert.id)}>
      <SubmitButton name="ringWithinMinutes" value="15">
        Acknowledge: I will ring within 15 minutes
        <span className="visually-hidden"> ({alert.reference})</span>
      </SubmitButton>
    </ActionForm>
  );
}

/** Columns of the table of alerts in hand. */
export const inHandColumns = [
  {
    heading: "Learner",
    isRowHeading: true,
    cell: (alert: ListedAlert) => (
      <TextLink href={alertsPaths.record(alert.id)}>{childWords(alert)}</TextLink>
    ),
  },
  { heading: "School", cell: (alert: ListedAlert) => alert.school },
  { heading: "Reference", cell: (alert: ListedAlert) => alert.reference },
  { heading: "Stands at", cell: (alert: ListedAlert) => <StateTag state={alert.state} /> },
  { heading: "Coordinates", cell: (alert: ListedAlert) => alert.owner ?? "Nobody yet" },
  { heading: "Raised", cell: (alert: ListedAlert) => formatDayTime(alert.raisedAt) },
];

/** Columns of the table of alerts that have ended. */
export const endedColumns = [
  ...inHandColumns.slice(0, 4),
  { heading: "Ended", cell: (alert: ListedAlert) => (alert.endedAt ? formatDayTime(alert.endedAt) : "") },
];
