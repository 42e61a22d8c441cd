import { randomUUID } from "node:crypto";
import type { Tx } from "~/platform/database.server";

/** The person with this address, made if there is none. The name and number of somebody who is here already stay theirs. */
export async function personAt(
  tx: Tx,
  { email, name, phone }: { email: string; name: string; phone?: string },
  at: Date,
): Promise<{ id: string; isNew: boolean }> {
  const data = { id: randomUUID(), email, name, phone: phone ?? null, createdAt: at, updatedAt: at };
  const { count } = await tx.person.createMany({ data: [data], skipDuplicates: true });
  if (count === 1) return { id: data.id, isNew: true };
  const { id } = await tx.person.findUniqueOrThrow({ where: { email }, select: { id: true } });
  return { id, isNew: false };
}
