import type { Tx } from "~/platform/database.server";
import { fromDateColumn } from "~/platform/format";
import type { Audience } from "./add-event.server";

/** A line of a timeline, oldest first. */
export type TimelineEvent = {
  id: string;
  at: Date;
  kind: string;
  personId: string | null;
  audience: Audience;
  summary: string;
  detail: string | null;
};

/** The columns of a line. */
const eventColumns = {
  id: true,
  at: true,
  kind: true,
  personId: true,
  audience: true,
  summary: true,
  detail: true,
} as const;

/** What happened on one record, as far as the actor may read it. */
export async function timelineOf(tx: Tx, aboutId: string): Promise<TimelineEvent[]> {
  const events = await tx.event.findMany({
    where: { aboutId },
    orderBy: [{ at: "asc" }, { sequence: "asc" }],
    select: eventColumns,
  });
  return events.map((event) => ({ ...event, audience: event.audience as Audience }));
}

/** An action on a record or waiting for somebody. Days as "2026-11-22". */
export type ListedAction = {
  id: string;
  kind: string;
  what: string;
  personId: string;
  dueOn: string;
  aboutKind: string;
  aboutId: string;
  doneAt: Date | null;
  doneBy: string | null;
  droppedAt: Date | null;
};

const actionColumns = {
  id: true,
  kind: true,
  what: true,
  personId: true,
  dueOn: true,
  aboutKind: true,
  aboutId: true,
  doneAt: true,
  doneBy: true,
  droppedAt: true,
} as const;

/** All actions of one record, next due first. */
export async function actionsOf(tx: Tx, aboutId: string): Promise<ListedAction[]> {
  const actions = await tx.action.findMany({
    where: { aboutId },
    orderBy: [{ dueOn: "asc" }, { createdAt: "asc" }],
    select: actionColumns,
  });
  return actions.map((action) => ({ ...action, dueOn: fromDateColumn(action.dueOn) }));
}

/** An action with what a command needs to settle it. */
export type StoredAction = ListedAction & { learnerId: string | null; schoolId: string; audience: Audience };

/** One action, or null when there is none or none for this actor. */
export async function actionById(tx: Tx, id: string): Promise<StoredAction | null> {
  const action = await tx.action.findUnique({
    where: { id },
    select: { ...actionColumns, learnerId: true, schoolId: true, audience: true },
  });
  return action && { ...action, dueOn: fromDateColumn(action.dueOn), audience: action.audience as Audience };
}

/** Open actions of one person, next due first; at most `limit`. */
export async function actionsWaitingFor(tx: Tx, personId: string, limit = 50): Promise<ListedAction[]> {
  const actions = await tx.action.findMany({
    where: { personId, doneAt: null, droppedAt: null },
    orderBy: [{ dueOn: "asc" }, { createdAt: "asc" }],
    take: limit,
    select: actionColumns,
  });
  return actions.map((action) => ({ ...action, dueOn: fromDateColumn(action.dueOn) }));
}
