import { z } from "zod";
import { type Actor, may } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";
import type { Mapping } from "~/platform/intake/mapping";
import { isUuid } from "~/platform/uuid";
import { type ImportKindName, type ImportState, isAboutLearners } from "../imports.words";
import { recordsPolicy } from "../records.policy";

const storedMapping = z.record(z.string(), z.string().nullable());

/** May the actor bring in files of this kind? */
export const mayImport = (actor: Actor, kind: ImportKindName): boolean =>
  may(actor, isAboutLearners(kind) ? recordsPolicy.importLearners : recordsPolicy.importSchools);

/** @throws NotAllowed */
export function mustImport(actor: Actor, kind: ImportKindName): void {
  if (!mayImport(actor, kind)) throw new NotAllowed("Your role does not bring in such files.", { kind });
}

/** A mapping as it is stored with its import. */
export const mappingOf = (stored: unknown): Mapping<string> | null =>
  stored === null ? null : storedMapping.parse(stored);

/**
 * An import of the actor's own by the id in a URL.
 * @throws NotFound
 */
export async function recordImportOf(tx: Tx, id: string | undefined) {
  const found = isUuid(id) ? await tx.recordImport.findUnique({ where: { id } }) : null;
  if (!found) throw new NotFound("There is no such import.");
  return {
    ...found,
    kind: found.kind as ImportKindName,
    state: found.state as ImportState,
    mapping: mappingOf(found.mapping),
  };
}

export type OpenImport = Awaited<ReturnType<typeof recordImportOf>>;

/** The same, for a change: whoever comes second waits here and then sees what the first one did. */
export async function lockedRecordImport(tx: Tx, id: string): Promise<OpenImport> {
  await tx.$queryRaw`SELECT id FROM record_import WHERE id = ${id}::uuid FOR UPDATE`;
  return recordImportOf(tx, id);
}
