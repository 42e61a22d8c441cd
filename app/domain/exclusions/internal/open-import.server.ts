import { z } from "zod";
import { type Actor, may } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";
import { cellReader } from "~/platform/intake/mapping";
import { isUuid } from "~/platform/uuid";
import { exclusionsPolicy } from "../exclusions.policy";
import { recordedFields } from "../reconcile.words";
import type { FileRow } from "./judge-rows";
import { recordedRow } from "./recorded-row";

const column = z.string().nullable();

/** A mapping as it is stored with its import. */
const storedMapping = z.object({
  columns: z.record(z.enum(recordedFields), column),
  exclusionCodes: z.array(z.string()),
  absenceCodes: z.array(z.string()),
});
export type StoredMapping = z.infer<typeof storedMapping>;

/** The mapping of an import, as the database holds it. */
export const mappingOf = (stored: unknown): StoredMapping | null =>
  stored === null ? null : storedMapping.parse(stored);

/** @throws NotAllowed unless the actor leads */
export function mustReconcile(actor: Actor): void {
  if (!may(actor, exclusionsPolicy.reconcile))
    throw new NotAllowed("Only leads and the head teacher of the Virtual School can compare exclusions.");
}

export type ImportState = "read" | "mapped" | "applying" | "applied";

/**
 * An import by the id in a URL.
 * @throws NotFound
 */
export async function importOf(tx: Tx, id: string | undefined) {
  const found = isUuid(id) ? await tx.import.findUnique({ where: { id } }) : null;
  if (!found) throw new NotFound("There is no such import.");
  return { ...found, state: found.state as ImportState, mapping: mappingOf(found.mapping) };
}

/** The same, for a change: whoever comes second waits here and then sees what the first one did. */
export async function lockedImport(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT id FROM import WHERE id = ${id}::uuid FOR UPDATE`;
  return importOf(tx, id);
}

type StoredRow = { line: number; cells: readonly string[] };

/** What rows of a file say, read by a mapping. */
export function fileRows(
  rows: readonly StoredRow[],
  { headings, mapping, today }: { headings: readonly string[]; mapping: StoredMapping; today: string },
): FileRow[] {
  const { columns, exclusionCodes, absenceCodes } = mapping;
  const cell = cellReader(headings, columns);
  const meanings = columns.code === null ? null : { exclusion: exclusionCodes, absence: absenceCodes };
  return rows.map(({ line, cells }) => ({
    line,
    read: recordedRow((field) => cell(cells, field), { meanings, today }),
  }));
}
