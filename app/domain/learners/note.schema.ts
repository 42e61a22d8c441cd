import { z } from "zod";
import { longestNote, type NoteReaders, noteReaders } from "./note.words";

const readers = Object.keys(noteReaders) as [NoteReaders, ...NoteReaders[]];

/** A note on a learner's record. `noteId` is made with the form: sent twice, it is one note. */
export const writeNoteSchema = z.object({
  learnerId: z.uuid(),
  noteId: z.uuid("The form is incomplete. Open it again"),
  text: z
    .string("Enter the note")
    .trim()
    .min(1, "Enter the note")
    .max(longestNote, `Note must be ${longestNote} characters or fewer`),
  readers: z.enum(readers, "Select who may read it"),
});
export type WriteNoteInput = z.infer<typeof writeNoteSchema>;
