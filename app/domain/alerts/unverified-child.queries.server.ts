import { schoolById } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { formatDay, fromDateColumn } from "~/platform/format";

/** What the school typed about a child who is not in the system; null once matched or erased. */
export async function unverifiedChildOf(tx: Tx, alertId: string) {
  const child = await tx.unverifiedChild.findUnique({
    where: { alertId },
    select: { name: true, stage: true, dateOfBirth: true, schoolId: true, eraseAfter: true },
  });
  if (!child) return null;
  const school = await schoolById(tx, child.schoolId);
  return {
    name: child.name,
    stage: child.stage,
    born: child.dateOfBirth && formatDay(fromDateColumn(child.dateOfBirth)),
    school: school?.name ?? "",
    eraseAfter: child.eraseAfter && formatDay(fromDateColumn(child.eraseAfter)),
  };
}
