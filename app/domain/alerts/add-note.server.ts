import type { z } from "zod";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { NotAllowed } from "~/platform/errors";
import { alertsPolicy } from "./alerts.policy";
import type { addNoteSchema } from "./alerts.schema";
import { changeAlert } from "./internal/change-alert.server";

/**
 * Adds a note for the school and the Virtual School, or for the Virtual School only.
 * @throws NotAllowed when somebody of the school writes for the Virtual School only
 */
export function addNote(actor: Actor, input: z.infer<typeof addNoteSchema>, clock: Clock) {
  const request = { alertId: input.alertId, verb: "add_note", clock } as const;
  return changeAlert(actor, request, async () => {
    if (input.audience === "virtual_school_only" && !may(actor, alertsPolicy.virtualSchoolNotes)) {
      throw new NotAllowed("Only the Virtual School writes notes for itself.");
    }
    return {
      event: {
        kind: "note.added",
        summary: `Note by ${actor.name}`,
        detail: input.text,
        audience: input.audience,
      },
      audit: { audience: input.audience },
    };
  });
}
