import type { ReactNode } from "react";
import { formatDayTime } from "~/platform/format";

export type TimelineEvent = {
  id: string;
  at: Date | string;
  heading: ReactNode;
  body?: ReactNode;
  /** Who did it, by name. */
  by?: string | null;
  tag?: ReactNode;
};

/** Everything that happened, in the order given. `level` is the heading level that fits the page. */
export function Timeline({ events, level = 3 }: { events: readonly TimelineEvent[]; level?: 2 | 3 | 4 }) {
  const Heading = `h${level}` as const;
  return (
    <ol className="vs-timeline">
      {events.map((event) => (
        <li key={event.id} className="vs-timeline__event">
          <p className="vs-timeline__when">
            <time dateTime={new Date(event.at).toISOString()}>{formatDayTime(new Date(event.at))}</time>
            {event.by && <span> · {event.by}</span>}
          </p>
          <Heading className="vs-timeline__heading">
            {event.heading} {event.tag}
          </Heading>
          {event.body !== undefined && <div className="vs-timeline__body">{event.body}</div>}
        </li>
      ))}
    </ol>
  );
}
