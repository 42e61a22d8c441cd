import { faultCodes, isPassingFault } from "~/platform/passing-fault.server";

/** The transaction, or a statement of it, took longer than it may: the next try would, too. */
const slowCodes = new Set(["P2028", "ETIMEDOUT"]);

/**
 * What to do after a batch of so many rows that could not be saved: how many to try next, "wait" until the database is
 * well again, or "refuse" the one row that it does not take.
 */
export function afterFault(error: unknown, take: number): number | "wait" | "refuse" {
  const half = Math.floor(take / 2);
  if (half > 0 && faultCodes(error).some((code) => slowCodes.has(code))) return half;
  if (isPassingFault(error)) return "wait";
  return half > 0 ? half : "refuse";
}
