import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { Tag } from "~/ui/tag";
import { Timeline } from "~/ui/timeline";
import type { AlertView } from "./alert-view.server";
import { alertsPaths } from "./alerts.paths";

/** What the school wrote when it raised the alert. */
export function Report({ view }: { view: AlertView }) {
  const rows = view.report
    .filter((row) => row.value !== null && row.value !== undefined)
    .map((row) => ({
      key: row.key,
      value: <span className="whitespace-pre-line break-words">{row.value}</span>,
    }));
  return (
    <Section id="report" title="What the school wrote">
      <p>
        Raised by {view.raisedBy}, {view.raisedAt}
      </p>
      <SummaryList rows={rows} />
    </Section>
  );
}

/** Earlier alerts about the same learner, as far as the viewer may see them. */
export function EarlierAlerts({ view }: { view: AlertView }) {
  if (view.earlier.length === 0) return <p>No earlier alerts.</p>;
  return (
    <ul>
      {view.earlier.map((earlier) => (
        <li key={earlier.id}>
          <TextLink href={alertsPaths.record(earlier.id)}>{earlier.reference}</TextLink>, {earlier.raisedOn}:{" "}
          {earlier.stateLabel}
        </li>
      ))}
    </ul>
  );
}

/** Everything that happened, who did it and when; newest first. */
export function RecordTimeline({ view }: { view: AlertView }) {
  return (
    <Section id="timeline" title="Everything that happened">
      <Timeline
        events={view.timeline.map(({ isVirtualSchoolOnly, body, ...event }) => ({
          ...event,
          body: body ? <p className="m-0 whitespace-pre-line break-words">{body}</p> : undefined,
          tag: isVirtualSchoolOnly ? <Tag colour="purple">Virtual School only</Tag> : undefined,
        }))}
      />
    </Section>
  );
}
