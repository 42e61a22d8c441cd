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

/** Adds one line to a record's timeline, in the transaction of the change it tells of. Events are never changed. */
export async function addEvent(tx: Tx, event: NewEvent): Promise<void> {
  const { about, restricted, id = randomUUID(), ...columns } = event;
  await tx.event.createMany({ data: [{ ...columns, id, aboutKind: about.kind, aboutId: about.id }] });
  if (restricted) await addRestrictedNote(tx, id, event);
}

/** Row-level security hides rows and no columns, so what fewer people read than the event is a row of its own. */
async function addRestrictedNote(tx: Tx, eventId: string, { learnerId, personId, restricted }: NewEvent) {
  if (!learnerId || !personId || !restricted)
    throw new Error("a restricted note is about a learner and has a writer");
  await tx.restrictedNote.createMany({
    data: [{ eventId, learnerId, writtenById: personId, text: restricted }],
  });
}
