import { hasEvent } from "~/domain/chronology/chronology-view.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { NotAllowed } from "~/platform/errors";
import { changeLearner } from "./internal/change-learner.server";
import { learnersPolicy } from "./learners.policy";
import type { WriteNoteInput } from "./note.schema";

/**
 * Writes a note on a learner's record, for whoever may read it. Of a restricted one the event says only that there is one.
 * @throws NotAllowed, also when somebody of a school writes for the Virtual School; NotFound
 */
export function writeNote(actor: Actor, input: WriteNoteInput, clock: Clock): Promise<void> {
  const { learnerId, noteId: id, text, readers } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.writeNote, clock }, async (tx) => {
    if (readers !== "school_and_virtual_school" && !may(actor, learnersPolicy.noteForVirtualSchool))
      throw new NotAllowed("Only the Virtual School writes notes for itself.", { learnerId });
    if (await hasEvent(tx, id)) return null;
    const audit = { noteId: id, readers };
    if (readers === "restricted") {
      const words = { summary: "A restricted note was written", restricted: text };
      return { id, kind: "restricted_note.added", ...words, audience: "virtual_school_only", audit };
    }
    return { id, kind: "note.added", summary: "Note", detail: text, audience: readers, audit };
  });
}
