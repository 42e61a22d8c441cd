import type { ChannelKind } from "~/domain/notifications/channels.words";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { fromDateColumn } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import type { PhonePurpose, Sector } from "./organisations.words";

/** A school as other rooms use it. */
export type School = {
  id: string;
  name: string;
  sector: Sector;
  seedCode: string;
  phone: string;
  authorityId: string;
  areaId: string;
};

const schoolColumns = {
  id: true,
  name: true,
  sector: true,
  seedCode: true,
  phone: true,
  authorityId: true,
  areaId: true,
} as const;

type SchoolRow = Omit<School, "sector"> & { sector: string };
const asSchool = (row: SchoolRow): School => ({ ...row, sector: row.sector as Sector });

/** The school, or null when there is none. */
export async function schoolById(tx: Tx, id: string): Promise<School | null> {
  const row = await tx.school.findUnique({ where: { id }, select: schoolColumns });
  return row && asSchool(row);
}

/**
 * A school by the id in a URL.
 * @throws NotFound
 */
export async function schoolOf(tx: Tx, id: string | undefined): Promise<School> {
  const school = isUuid(id) ? await schoolById(tx, id) : null;
  if (!school) throw new NotFound("There is no such school.");
  return school;
}

const day = (column: Date | null): string | null => column && fromDateColumn(column);

/**
 * A school with what its form asks; days as "2026-11-22", null when not known.
 * @throws NotFound
 */
export async function schoolToChange(tx: Tx, id: string | undefined) {
  const columns = { ...schoolColumns, roll: true, rollOn: true, closedOn: true };
  const row = isUuid(id) ? await tx.school.findUnique({ where: { id }, select: columns }) : null;
  if (!row) throw new NotFound("There is no such school.");
  return { ...asSchool(row), roll: row.roll, rollOn: day(row.rollOn), closedOn: day(row.closedOn) };
}

/** Which schools a list shows; null: no matter which. */
export type WantedSchools = {
  authorityId: string | null;
  areaId: string | null;
  sector: Sector | null;
  isClosed: boolean;
};

/** Schools by name with where they are, how many pupils, and the last day of a closed one; days as "2026-11-22". */
export async function schoolList(tx: Tx, { authorityId, areaId, sector, isClosed }: WantedSchools) {
  const rows = await tx.school.findMany({
    where: {
      ...(authorityId ? { authorityId } : {}),
      ...(areaId ? { areaId } : {}),
      ...(sector ? { sector } : {}),
      closedOn: isClosed ? { not: null } : null,
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      sector: true,
      seedCode: true,
      phone: true,
      roll: true,
      rollOn: true,
      closedOn: true,
      areaId: true,
      authorityId: true,
    },
  });
  return rows.map((row) => ({
    ...row,
    sector: row.sector as Sector,
    rollOn: day(row.rollOn),
    closedOn: day(row.closedOn),
  }));
}

export type ListedSchool = Awaited<ReturnType<typeof schoolList>>[number];

/** An open school of an area, the first by name; null when the area has none. */
export async function firstSchoolOf(tx: Tx, areaId: string): Promise<School | null> {
  const row = await tx.school.findFirst({
    where: { areaId, closedOn: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: schoolColumns,
  });
  return row && asSchool(row);
}

/** Schools by id, for every id that exists; one query. */
export async function schoolsByIds(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, School>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await tx.school.findMany({ where: { id: { in: wanted } }, select: schoolColumns });
  return new Map(rows.map((row) => [row.id, asSchool(row)]));
}

/** The schools of an authority, by name. */
export function schoolsOfAuthority(
  tx: Tx,
  authorityId: string,
): Promise<{ id: string; name: string; seedCode: string }[]> {
  return tx.school.findMany({
    where: { authorityId },
    orderBy: { name: "asc" },
    select: { id: true, name: true, seedCode: true },
  });
}

/** Every school by name, with the area that answers for it. */
export function schoolsByName(tx: Tx): Promise<{ id: string; name: string; areaId: string }[]> {
  return tx.school.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, areaId: true },
  });
}

/** Every open school with the area that answers for it. */
export function schoolPlaces(tx: Tx): Promise<{ id: string; areaId: string }[]> {
  return tx.school.findMany({ where: { closedOn: null }, select: { id: true, areaId: true } });
}

/**
 * The id of the Virtual School's own authority, whose calendar the duty clock keeps.
 * @throws when the installation has none yet
 */
export async function homeAuthorityId(tx: Tx): Promise<string> {
  const home = await tx.authority.findFirst({ where: { isHome: true }, select: { id: true } });
  if (!home) throw new Error("no authority is marked as the Virtual School's own");
  return home.id;
}

/** The channels that our own authority lets people use; e-mail while there is no authority yet. */
export async function allowedChannels(tx: Tx): Promise<ChannelKind[]> {
  const home = await tx.authority.findFirst({ where: { isHome: true }, select: { allowedChannels: true } });
  return (home?.allowedChannels ?? ["email"]) as ChannelKind[];
}

/** The areas of our own authority, by name: each has a lead on duty. */
export function homeAreas(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.area.findMany({
    where: { authority: { isHome: true } },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
}

/**
 * An area of ours by the id in a URL.
 * @throws NotFound
 */
export async function areaOf(tx: Tx, id: string | undefined): Promise<{ id: string; name: string }> {
  const area = (await homeAreas(tx)).find((each) => each.id === id);
  if (!area) throw new NotFound("There is no such area.");
  return area;
}

/** Every authority by name, our own first. */
export function authorityNames(tx: Tx): Promise<{ id: string; name: string; isHome: boolean }[]> {
  return tx.authority.findMany({
    orderBy: [{ isHome: "desc" }, { name: "asc" }],
    select: { id: true, name: true, isHome: true },
  });
}

/** All authorities as the choices of a form, our own first. */
export async function authorityChoices(tx: Tx): Promise<{ value: string; label: string }[]> {
  return (await authorityNames(tx)).map(({ id, name }) => ({ value: id, label: name }));
}

/**
 * An authority by the id in a URL.
 * @throws NotFound
 */
export async function authorityOf(
  tx: Tx,
  id: string | undefined,
): Promise<{ id: string; name: string; isHome: boolean }> {
  const select = { id: true, name: true, isHome: true };
  const authority = isUuid(id) ? await tx.authority.findUnique({ where: { id }, select }) : null;
  if (!authority) throw new NotFound("There is no such education authority.");
  return authority;
}

/** A number to ring, with who answers it. */
export type Phone = { id: string; label: string; number: string };

/**
 * The numbers to show for a purpose at a school of this authority, in their order. An authority that has entered none
 * gets ours, so that the card is never empty.
 */
export async function phoneNumbersOf(tx: Tx, authorityId: string, purpose: PhonePurpose): Promise<Phone[]> {
  const numbers = await tx.phoneNumber.findMany({
    where: { purpose, OR: [{ authorityId }, { authority: { isHome: true } }] },
    orderBy: [{ position: "asc" }],
    select: { id: true, label: true, number: true, authorityId: true },
  });
  const own = numbers.filter((phone) => phone.authorityId === authorityId);
  return (own.length > 0 ? own : numbers).map(({ authorityId: _whose, ...phone }) => phone);
}

/** The phone number at the place that a URL names, `?purpose=…&position=…`; null for an empty place. */
export async function phoneAt(tx: Tx, authorityId: string, place: URLSearchParams) {
  const numbers = await tx.phoneNumber.findMany({
    where: { authorityId },
    select: { purpose: true, label: true, number: true, position: true },
  });
  // Compared here: a URL may hold what a column cannot.
  const isThere = (phone: { purpose: string; position: number }) =>
    phone.purpose === place.get("purpose") && String(phone.position) === place.get("position");
  return numbers.find(isThere) ?? null;
}

/** All authorities with their areas, open schools and phone numbers, our own first; names only, no people. */
export function organisations(tx: Tx) {
  return tx.authority.findMany({
    orderBy: [{ isHome: "desc" }, { name: "asc" }],
    select: {
      id: true,
      name: true,
      isHome: true,
      allowedChannels: true,
      areas: { orderBy: { name: "asc" }, select: { id: true, name: true } },
      schools: {
        where: { closedOn: null },
        orderBy: { name: "asc" },
        select: { id: true, name: true },
      },
      phoneNumbers: {
        orderBy: [{ purpose: "asc" }, { position: "asc" }],
        select: { id: true, purpose: true, label: true, number: true, position: true },
      },
    },
  });
}

/** Is there an education authority with this id? */
export async function authorityExists(tx: Tx, id: string): Promise<boolean> {
  return (await tx.authority.count({ where: { id } })) > 0;
}

/** An authority as `organisations` gives it. */
export type ListedAuthority = Awaited<ReturnType<typeof organisations>>[number];
