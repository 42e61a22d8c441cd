import { z } from "zod";

/** Who is on duty for an area on a weekday, 1 Monday … 7 Sunday. */
export const saveDutyTurnSchema = z
  .object({
    areaId: z.uuid(),
    weekday: z.coerce.number().int().min(1).max(7),
    personId: z.uuid("Select who is on duty"),
    deputeId: z.uuid("Select the depute"),
    fallbackId: z.uuid("Select somebody who can be on duty").optional(),
  })
  .refine((turn) => turn.personId !== turn.deputeId, {
    path: ["deputeId"],
    message: "Depute must be somebody else",
  });
export type SaveDutyTurnInput = z.infer<typeof saveDutyTurnSchema>;
