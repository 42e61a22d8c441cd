import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { addCalendarDays, londonInstant } from "~/domain/calendars/calendars.clocks";
import type { Tx } from "~/platform/database.server";
import { eventColumns } from "./chronology.queries.server";
import type { ChronologyFilter } from "./chronology-filter";
import { kindsOf } from "./event-kinds";

const columns = { ...eventColumns, aboutKind: true, aboutId: true } as const;

const everything: ChronologyFilter = { groups: [], from: null, to: null, before: null };

/** Whole days in London, the last one included. */
const within = ({ from, to }: ChronologyFilter) => ({
  ...(from ? { gte: londonInstant(from, "00:00") } : {}),
  ...(to ? { lt: londonInstant(addCalendarDays(to, 1), "00:00") } : {}),
});

/** Older than an event that the actor may read; one that is not there limits nothing. */
async function olderThan(tx: Tx, learnerId: string, id: string | null) {
  const event =
    id && (await tx.event.findUnique({ where: { id, learnerId }, select: { at: true, sequence: true } }));
  if (!event) return {};
  const { at, sequence } = event;
  // The first bound is the one that an index can use.
  return { at: { lte: at }, OR: [{ at: { lt: at } }, { at, sequence: { lt: sequence } }] };
}

async function eventsOf(tx: Tx, learnerId: string, filter: ChronologyFilter, limit: number) {
  return tx.event.findMany({
    where: {
      learnerId,
      ...(filter.groups.length > 0 ? { kind: { in: kindsOf(filter.groups) } } : {}),
      AND: [{ at: within(filter) }, await olderThan(tx, learnerId, filter.before)],
    },
    orderBy: [{ at: "desc" }, { sequence: "desc" }],
    take: limit + 1,
    select: columns,
  });
}

/** The texts of restricted notes that the actor may read, by event; that they were read is on record. */
async function restrictedTexts(tx: Tx, learnerId: string, ids: string[], reader: Reader) {
  if (ids.length === 0) return new Map<string, string>();
  const notes = await tx.restrictedNote.findMany({
    where: { eventId: { in: ids } },
    select: { eventId: true, text: true },
  });
  const read = notes.map(({ eventId }) => eventId);
  if (read.length > 0)
    await writeReadLine(tx, { ...reader, section: "restricted_note", learnerId, ids: read });
  return new Map(notes.map(({ eventId, text }) => [eventId, text]));
}

/** Who looks, and when. */
type Reader = { at: Date; personId: string };

type Wanted = {
  filter?: ChronologyFilter;
  limit: number;
  /** Null: the texts of restricted notes are left out, as on paper. */
  reader: Reader | null;
};

/**
 * What happened about a learner on all records, as far as the actor may read it: newest first, at most `limit`. `older` is
 * the event to give as `before` for the next page; null when this is the end.
 */
export async function chronologyOf(
  tx: Tx,
  learnerId: string,
  { filter = everything, limit, reader }: Wanted,
) {
  const found = await eventsOf(tx, learnerId, filter, limit);
  const events = found.slice(0, limit);
  const names = await namesOf(
    tx,
    events.map((event) => event.personId),
  );
  const restricted = events.filter(({ kind }) => kind === "restricted_note.added").map(({ id }) => id);
  const texts = reader ? await restrictedTexts(tx, learnerId, restricted, reader) : new Map<string, string>();
  return {
    events: events.map(({ id, at, kind, personId, audience, summary, detail, aboutKind, aboutId }) => ({
      id,
      at,
      by: personId && (names.get(personId) ?? null),
      summary,
      text: texts.get(id) ?? detail,
      isRestricted: kind === "restricted_note.added",
      isVirtualSchoolOnly: audience === "virtual_school_only",
      about: { kind: aboutKind, id: aboutId },
    })),
    older: found.length > limit ? (events.at(-1)?.id ?? null) : null,
  };
}

/** A line of a learner's chronology. */
export type ChronologyEvent = Awaited<ReturnType<typeof chronologyOf>>["events"][number];

/** Is the event of this id there already, sent by the same form before? */
export async function hasEvent(tx: Tx, id: string): Promise<boolean> {
  return (await tx.event.count({ where: { id } })) > 0;
}
