import type { Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import type { Audience } from "./add-event.server";

/** A named person does a thing by a day ("2026-11-22"). */
export type NewAction = {
  /** Given by a form, so that its second press finds the action there. */
  id?: string;
  kind: "agreed" | "follow_up_10" | "follow_up_30";
  what: string;
  personId: string;
  dueOn: string;
  about: { kind: string; id: string };
  learnerId: string | null;
  schoolId: string;
  audience: Audience;
  createdAt: Date;
  createdBy: string | null;
};

/** Adds an action; gives back its id. */
export async function addAction(tx: Tx, action: NewAction): Promise<string> {
  const { about, dueOn, id = crypto.randomUUID(), ...columns } = action;
  // createMany: the named person may be somebody whose actions the actor cannot read back.
  await tx.action.createMany({
    data: [{ ...columns, id, dueOn: toDateColumn(dueOn), aboutKind: about.kind, aboutId: about.id }],
  });
  return id;
}
