import { TextLink } from "~/ui/link";
import { Tag } from "~/ui/tag";
import { Timeline } from "~/ui/timeline";
import type { ChronologyEvent } from "./chronology-view.server";

type Event = Omit<ChronologyEvent, "at"> & { at: Date | string };

type Props = {
  events: readonly Event[];
  /** Where the records are that an event may be about, by kind; a kind without an address is no link. */
  records?: Readonly<Partial<Record<string, (id: string) => string>>>;
  emptyText?: string;
  level?: 2 | 3;
};

function Tags({ event: { isRestricted, isVirtualSchoolOnly } }: { event: Event }) {
  if (isRestricted) return <Tag colour="red">Restricted</Tag>;
  return isVirtualSchoolOnly ? <Tag colour="purple">Virtual School only</Tag> : null;
}

/** Lines of a learner's chronology, in the order given, with who wrote each. */
export function ChronologyEvents({ events, records = {}, emptyText = "Nothing yet.", level }: Props) {
  if (events.length === 0) return <p className="vs-empty">{emptyText}</p>;
  return (
    <Timeline
      level={level}
      events={events.map((event) => {
        const { id, at, by, summary, text, about } = event;
        const href = records[about.kind]?.(about.id);
        return {
          id,
          at,
          by,
          heading: href ? <TextLink href={href}>{summary}</TextLink> : summary,
          body: text ? <p className="m-0 whitespace-pre-line break-words">{text}</p> : undefined,
          tag: <Tags event={event} />,
        };
      })}
    />
  );
}
