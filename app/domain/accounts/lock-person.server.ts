import type { Tx } from "~/platform/database.server";

/** Locks a person until the transaction ends: whoever else gives or takes their roles waits, and then finds what was done. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
}
