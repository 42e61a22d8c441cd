import { formatDay } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import { type EventGroup, eventGroups } from "./event-kinds";

/** What of a chronology is asked for. */
export type ChronologyFilter = {
  /** Groups of events; none: all of them. */
  groups: EventGroup[];
  /** First and last day, "2026-11-22"; null: no limit. */
  from: string | null;
  to: string | null;
  /** The event above which the page begins; null: the newest. */
  before: string | null;
};

const isGroup = (name: string): name is EventGroup => Object.hasOwn(eventGroups, name);

function dayIn(text: string | null): string | null {
  if (text === null || !/^(19|20)\d{2}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  // 31 February is no day.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : null;
}

/** The filter that an address asks for. What it does not know is left out; days the wrong way round are put right. */
export function filterIn(search: URLSearchParams): ChronologyFilter {
  const [from, to] = [dayIn(search.get("from")), dayIn(search.get("to"))];
  const isBackwards = from !== null && to !== null && from > to;
  const before = search.get("before") ?? "";
  return {
    groups: (Object.keys(eventGroups) as EventGroup[]).filter((group) =>
      search.getAll("kind").filter(isGroup).includes(group),
    ),
    from: isBackwards ? to : from,
    to: isBackwards ? from : to,
    before: isUuid(before) ? before : null,
  };
}

/** The filter as the query of an address: codes, days and ids only. */
export function queryOf({ groups, from, to, before }: ChronologyFilter): string {
  const query = new URLSearchParams(groups.map((group) => ["kind", group]));
  if (from) query.set("from", from);
  if (to) query.set("to", to);
  if (before) query.set("before", before);
  return query.toString();
}

const dayWords = (day: string): string => formatDay(`${day}T12:00:00Z`);

/** "Alerts; Schools, from 1 August 2026 to 22 November 2026"; null when everything is asked for. */
export function filterWords({ groups, from, to }: ChronologyFilter): string | null {
  const kinds = groups.map((group) => eventGroups[group]).join("; ");
  const period = [from && `from ${dayWords(from)}`, to && `to ${dayWords(to)}`].filter(Boolean).join(" ");
  if (!kinds && !period) return null;
  return [kinds || "Every kind", period].filter(Boolean).join(", ");
}
