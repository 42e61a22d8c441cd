import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Clock } from "~/platform/clock";
import { workerDatabase } from "~/platform/database.server";

/**
 * Erases what was written about children who were found not to be for the Virtual School and whose time is up.
 * The alerts stay, to be counted.
 * @returns ids of the alerts
 */
export function eraseUnverifiedChildren(clock: Clock): Promise<string[]> {
  return workerDatabase().$transaction(async (tx) => {
    // A function of the owner: the worker itself sees no learner's data, and gets ids only.
    const erased = await tx.$queryRaw<
      { id: string }[]
    >`select id::text from app.erase_unverified_children() as id`;
    for (const { id } of erased) {
      await writeAuditLine(tx, {
        at: clock.now(),
        personId: null,
        action: "unverified_child.erased",
        subject: { kind: "alert", id },
      });
    }
    return erased.map(({ id }) => id);
  });
}
