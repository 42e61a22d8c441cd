import type { Tx } from "~/platform/database.server";

/** Who may read a line of the record. */
export type Audience = "school_and_virtual_school" | "virtual_school_only";

/** One thing that happened, as people will read it. */
export type NewEvent = {
  at: Date;
  /** Noun and past participle, as in the audit: `alert.raised`. */
  kind: string;
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
};

/** Adds lines to timelines, in the transaction of the changes they tell of. Events are never changed. */
export async function addEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  await tx.event.createMany({
    data: events.map(({ about, ...columns }) => ({ ...columns, aboutKind: about.kind, aboutId: about.id })),
  });
}

/** Adds one line. */
export const addEvent = (tx: Tx, event: NewEvent): Promise<void> => addEvents(tx, [event]);
