import { randomUUID } from "node:crypto";
import type { Tx } from "~/platform/database.server";
import type { Sector } from "./organisations.words";

/** A school to add, or what changes of one; null leaves what is on record, and is not for a new one. */
export type SchoolRow = {
  seedCode: string;
  authorityId: string;
  areaId: string | null;
  name: string | null;
  sector: Sector | null;
  phone: string | null;
};

/**
 * Adds and changes schools by their SEED code, each checked by the caller: two statements however many. For imports: the
 * caller acts for an administrator and writes the audit line.
 * Gives the ids of the schools.
 */
export async function saveSchools(
  tx: Tx,
  { added, changed }: { added: readonly SchoolRow[]; changed: readonly SchoolRow[] },
): Promise<string[]> {
  const news = added.map((row) => ({ ...row, id: randomUUID() }));
  await tx.$executeRaw`
    INSERT INTO school (id, authority_id, area_id, seed_code, name, sector, phone)
    SELECT id, "authorityId", "areaId", "seedCode", name, sector, phone FROM jsonb_to_recordset(${JSON.stringify(news)}::jsonb)
      AS new (id uuid, "authorityId" uuid, "areaId" uuid, "seedCode" text, name text, sector text, phone text)`;
  const known = await tx.$queryRaw<{ id: string }[]>`
    UPDATE school SET area_id = coalesce(new."areaId", area_id), name = coalesce(new.name, school.name),
      sector = coalesce(new.sector, school.sector), phone = coalesce(new.phone, school.phone)
    FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
      AS new ("areaId" uuid, "seedCode" text, name text, sector text, phone text) WHERE seed_code = new."seedCode"
    RETURNING school.id`;
  return [...news, ...known].map(({ id }) => id);
}
