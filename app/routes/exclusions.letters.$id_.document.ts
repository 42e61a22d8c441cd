import { guarded } from "~/domain/accounts/guarded.server";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { letterDocument } from "~/domain/exclusions/letter-document.server";
import { openLetter } from "~/domain/exclusions/letters.queries.server";
import { asActor } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";

/** A letter as a file for Word; its name is the reference of the exclusion, and says nothing more. */
export const loader = guarded(exclusionsPolicy.see, async (visit) => {
  const letter = await asActor(visit.actor, (tx) => openLetter(tx, visit));
  if (letter.stale) throw new Conflict(letter.stale, { letterId: letter.id });
  const { reference } = letter.exclusion;
  return new Response(await letterDocument(letter.body, reference), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "Content-Disposition": `attachment; filename="${reference}.docx"`,
      "Cache-Control": "no-store",
    },
  });
});
