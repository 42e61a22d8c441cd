import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { addCalendarDays, londonInstant } from "~/domain/calendars/calendars.clocks";
import { read, readTogether, type Tx } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";
import type { ChronologyFilter } from "./chronology-filter";
import { kindsOf } from "./event-kinds";

const everything: ChronologyFilter = { groups: [], from: null, to: null, before: null };

type EventRow = {
  id: string;
  at: string;
  kind: string;
  by: string | null;
  audience: string;
  summary: string;
  detail: string | null;
  aboutKind: string;
  aboutId: string;
};

/** What a filter asks for of a learner's events: whole days in London, the last one included. */
function asked(learnerId: string, { groups, from, to, before }: ChronologyFilter): Prisma.Sql[] {
  // Older than an event that the actor may read; one that is not there limits nothing.
  const start = Prisma.sql`FROM event b WHERE b.id = ${before}::uuid AND b.learner_id = ${learnerId}::uuid`;
  return [
    Prisma.sql`e.learner_id = ${learnerId}::uuid`,
    ...(groups.length > 0 ? [Prisma.sql`e.kind = ANY (${kindsOf(groups)})`] : []),
    ...(from ? [Prisma.sql`e.at >= ${londonInstant(from, "00:00")}`] : []),
    ...(to ? [Prisma.sql`e.at < ${londonInstant(addCalendarDays(to, 1), "00:00")}`] : []),
    ...(before
      ? [
          Prisma.sql`((e.at, e.sequence) < (SELECT b.at, b.sequence ${start}) OR NOT EXISTS (SELECT ${start}))`,
        ]
      : []),
  ];
}

/** The newest events that a filter asks for, with who did each: one more than `limit`, for `chronologyIn`. */
export const eventsRead = (
  learnerId: string,
  { filter = everything, limit }: { filter?: ChronologyFilter; limit: number },
) =>
  read<EventRow>(Prisma.sql`SELECT e.id, e.at, e.kind, p.name AS "by", e.audience, e.summary, e.detail,
      e.about_kind AS "aboutKind", e.about_id AS "aboutId"
    FROM event e LEFT JOIN person p ON p.id = e.person_id
    WHERE ${Prisma.join(asked(learnerId, filter), " AND ")} ORDER BY e.at DESC, e.sequence DESC LIMIT ${limit + 1}`);

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

type Shown = {
  limit: number;
  /** Null: the texts of restricted notes are left out, as on paper. */
  reader: Reader | null;
};

/** Events that `eventsRead` found as a chronology shows them. `older` is the event to give as `before` for the next page; null when this is the end. */
export async function chronologyIn(
  tx: Tx,
  learnerId: string,
  found: readonly EventRow[],
  { limit, reader }: Shown,
) {
  const events = found.slice(0, limit);
  const restricted = events.filter(({ kind }) => kind === "restricted_note.added").map(({ id }) => id);
  const texts = reader ? await restrictedTexts(tx, learnerId, restricted, reader) : new Map<string, string>();
  return {
    events: events.map(({ id, at, kind, by, audience, summary, detail, aboutKind, aboutId }) => ({
      id,
      at: new Date(at),
      by,
      summary,
      text: texts.get(id) ?? detail,
      isRestricted: kind === "restricted_note.added",
      isVirtualSchoolOnly: audience === "virtual_school_only",
      about: { kind: aboutKind, id: aboutId },
    })),
    older: found.length > limit ? (events.at(-1)?.id ?? null) : null,
  };
}

/** What happened about a learner on all records, as far as the actor may read it: newest first, at most `limit`. */
export async function chronologyOf(
  tx: Tx,
  learnerId: string,
  { filter, ...shown }: Shown & { filter?: ChronologyFilter },
) {
  const reads = { events: eventsRead(learnerId, { filter, limit: shown.limit }) };
  return chronologyIn(tx, learnerId, (await readTogether(tx, reads)).events, shown);
}

/** A line of a learner's chronology. */
export type ChronologyEvent = Awaited<ReturnType<typeof chronologyOf>>["events"][number];

/** Is the event of this id there already, sent by the same form before? */
export async function hasEvent(tx: Tx, id: string): Promise<boolean> {
  return (await tx.event.count({ where: { id } })) > 0;
}
