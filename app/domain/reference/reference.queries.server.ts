import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";
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

/**
 * The words for every code of a list, also for codes no longer offered: as worded on the day, else as worded last.
 */
export async function codeLabels(tx: Tx, list: RefList, onDay: string): Promise<Map<string, string>> {
  const day = toDateColumn(onDay);
  const versions = await tx.refCode.findMany({
    where: { list },
    orderBy: { version: "asc" },
    select: { code: true, label: true, validFrom: true, validTo: true },
  });
  const holds = (entry: (typeof versions)[number]) =>
    entry.validFrom <= day && (!entry.validTo || entry.validTo > day);
  const latest = new Map(versions.map((entry) => [entry.code, entry.label]));
  return new Map([...latest, ...versions.filter(holds).map((entry) => [entry.code, entry.label] as const)]);
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
