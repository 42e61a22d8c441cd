import { type Read, read, readTogether, type Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";
import { Prisma } from "~/platform/generated/prisma/client";
import { type RefList, refLists } from "./reference.schema";

/** One entry of a code list as it is worded on a day. */
export type RefEntry = {
  code: string;
  version: number;
  label: string;
  hint: string | null;
  position: number;
};

const entryColumns = { code: true, version: true, label: true, hint: true, position: true } as const;

/** What a list offers on a day ("2026-11-22"), in its order. */
export function codesOf(tx: Tx, list: RefList, onDay: string): Promise<RefEntry[]> {
  const day = toDateColumn(onDay);
  return tx.refCode.findMany({
    where: { list, validFrom: { lte: day }, OR: [{ validTo: null }, { validTo: { gt: day } }] },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    select: entryColumns,
  });
}

/** A version of a code of a list; days as "2026-11-22", `validTo` the first on which it no longer holds. */
type Version = { list: string; code: string; label: string; validFrom: string; validTo: string | null };

/** Every version of the codes of some lists, for `labelsIn`. */
export const versionsRead = (lists: readonly RefList[]): Read<Version> =>
  read(Prisma.sql`SELECT list, code, label, valid_from AS "validFrom", valid_to AS "validTo" FROM ref_code
    WHERE list = ANY (${lists}) ORDER BY version`);

/** The words for every code of a list, also for codes no longer offered: as worded on the day, else as worded last. */
export function labelsIn(versions: readonly Version[], list: RefList, day: string): Map<string, string> {
  const own = versions.filter((version) => version.list === list);
  const held = own.filter(({ validFrom, validTo }) => validFrom <= day && (!validTo || validTo > day));
  return new Map([...own, ...held].map(({ code, label }) => [code, label]));
}

/** `labelsIn` of one list. */
export async function codeLabels(tx: Tx, list: RefList, day: string): Promise<Map<string, string>> {
  const { versions } = await readTogether(tx, { versions: versionsRead([list]) });
  return labelsIn(versions, list, day);
}

/** The words of every version of a list's codes, by `versionKey`: what a record meant when it was made. */
export async function versionLabels(tx: Tx, list: RefList): Promise<Map<string, string>> {
  const versions = await tx.refCode.findMany({
    where: { list },
    select: { code: true, version: true, label: true },
  });
  return new Map(versions.map((entry) => [versionKey(entry), entry.label]));
}

/** The key of one version in `versionLabels`. */
export const versionKey = ({ code, version }: { code: string; version: number }): string =>
  `${code}@${version}`;

/** An entry as it is worded last; `isOffered` until it is retired. */
export type ListedEntry = RefEntry & { list: string; isOffered: boolean };

/** Every entry of every list as it is worded last, in order; those no longer offered after the others. */
export async function entriesOf(tx: Tx): Promise<ListedEntry[]> {
  const versions = await tx.refCode.findMany({
    distinct: ["list", "code"],
    orderBy: [{ list: "asc" }, { code: "asc" }, { version: "desc" }],
    select: { ...entryColumns, list: true, validTo: true },
  });
  const entries = versions.map(({ validTo, ...entry }) => ({ ...entry, isOffered: validTo === null }));
  return entries.sort((a, b) => Number(b.isOffered) - Number(a.isOffered) || a.position - b.position);
}

/**
 * The list that a URL names.
 * @throws NotFound
 */
export function refListOf(name: string | undefined): RefList {
  const list = refLists.find((each) => each === name);
  if (!list) throw new NotFound("There is no such list.");
  return list;
}

/**
 * One entry as it is worded last, by the list and code in a URL.
 * @throws NotFound
 */
export async function entryOf(tx: Tx, { list, code }: { list?: string; code?: string }): Promise<RefEntry> {
  const entry = await tx.refCode.findFirst({
    where: { list: refListOf(list), code: code?.replaceAll("\0", "") ?? "" },
    orderBy: { version: "desc" },
    select: entryColumns,
  });
  if (!entry) throw new NotFound("There is no such entry.");
  return entry;
}
