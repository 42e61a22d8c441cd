import { toDateColumn } from "~/platform/format";

/** Roles that count on a day ("2026-11-22"). */
export const heldOn = (day: string) => ({
  validFrom: { lte: toDateColumn(day) },
  OR: [{ validTo: null }, { validTo: { gte: toDateColumn(day) } }],
});
