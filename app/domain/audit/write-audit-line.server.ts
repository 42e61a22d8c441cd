import type { Tx } from "~/platform/database.server";

/** Something done or refused. `detail` holds ids, codes and counts: never a name, a date of birth or free text. */
export type AuditEntry = {
  at: Date;
  personId: string | null;
  /** Noun and past participle: `alert.raised`. */
  action: string;
  subject?: { kind: string; id: string };
  detail?: Record<string, string | number | boolean | null | string[]>;
};

/** Adds one line to the audit, in the transaction of the change it tells of. */
export async function writeAuditLine(tx: Tx, entry: AuditEntry): Promise<void> {
  // createMany, because create asks for the row back and the web role may only insert.
  await tx.auditLine.createMany({
    data: [
      {
        at: entry.at,
        personId: entry.personId,
        action: entry.action,
        subjectKind: entry.subject?.kind ?? null,
        subjectId: entry.subject?.id ?? null,
        detail: entry.detail ?? {},
      },
    ],
  });
}
