import { z } from "zod";

/** Labels and hints of the form for one turn. */
export const dutyWords = {
  personId: { label: "On duty", hint: "Told first" },
  deputeId: { label: "Depute", hint: "Stands in" },
} as const;

/** Who is on duty for an area on a weekday, 1 Monday … 7 Sunday. */
export const saveDutyTurnSchema = z
  .object({
    areaId: z.uuid(),
    weekday: z.coerce.number().int().min(1).max(7),
    personId: z.uuid("Select who is on duty"),
    deputeId: z.uuid("Select the depute"),
  })
  .refine((turn) => turn.personId !== turn.deputeId, {
    path: ["deputeId"],
    message: "Depute must be somebody else",
  });
export type SaveDutyTurnInput = z.infer<typeof saveDutyTurnSchema>;
