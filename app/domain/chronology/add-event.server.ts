import { randomUUID } from "node:crypto";
import type { Tx } from "~/platform/database.server";
import type { EventKind } from "./event-kinds";

/** Who may read a line of the record. */
export type Audience = "school_and_virtual_school" | "virtual_school_only";

/** One thing that happened, as people will read it. */
export type NewEvent = {
  /** Given by a form, so that its second press finds the event there. */
  id?: string;
  at: Date;
  kind: EventKind;
  about: { kind: string; id: string };
  /** Null until an unverified child is matched. */
  learnerId: string | null;
  schoolId: string;
  /** Who did it; null: the app itself. */
  personId: string | null;
  audience: Audience;
  /** A sentence that names no child: it stays when the child's details are erased. */
  summary: string;
  /** Free text, erased with the child's details. */
  detail?: string | null;
  /** Free text in place of a detail that only leads, the Virtual School head teacher and its writer read. */
  restricted?: string | null;
};

/** Adds lines to timelines, in the transaction of the changes they tell of. Events are never changed. */
export async function addEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  const rows = events.map((event) => ({ ...event, id: event.id ?? randomUUID() }));
  await tx.event.createMany({
    data: rows.map(({ about, restricted: _apart, ...columns }) => ({
      ...columns,
      aboutKind: about.kind,
      aboutId: about.id,
    })),
  });
  const notes = rows.flatMap(restrictedNoteOf);
  if (notes.length > 0) await tx.restrictedNote.createMany({ data: notes });
}

/** Adds one line. */
export const addEvent = (tx: Tx, event: NewEvent): Promise<void> => addEvents(tx, [event]);

/** Row-level security hides rows and no columns, so what fewer people read than the event is a row of its own. */
function restrictedNoteOf({ id, learnerId, personId, restricted }: NewEvent & { id: string }) {
  if (!restricted) return [];
  if (!learnerId || !personId) throw new Error("a restricted note is about a learner and has a writer");
  return [{ eventId: id, learnerId, writtenById: personId, text: restricted }];
}
