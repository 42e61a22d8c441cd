import type { Channel } from "~/domain/notifications/channels.words";
import {
  allowedChannels,
  homeAreas,
  schoolsByIds,
} from "~/domain/organisations/organisations.queries.server";
import type { Role } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { fromDateColumn, toDateColumn } from "~/platform/format";
import type { Prisma } from "~/platform/generated/prisma/client";
import { isUuid } from "~/platform/uuid";
import { channelsInUse } from "./internal/channels-in-use";
import { heldOn } from "./internal/held-on";

/** Somebody to write to: the address they sign in with, and every channel they are told by. Not for a browser. */
export type Address = { personId: string; name: string; address: string; channels: Channel[] };

const addressColumns = {
  id: true,
  name: true,
  email: true,
  channels: { select: { kind: true, isOn: true, address: true, signingKey: true } },
} as const satisfies Prisma.PersonSelect;

type AddressRow = Prisma.PersonGetPayload<{ select: typeof addressColumns }>;

async function withChannels(tx: Tx, people: AddressRow[]): Promise<Address[]> {
  if (people.length === 0) return [];
  const allowed = await allowedChannels(tx);
  return people.map((person) => ({
    personId: person.id,
    name: person.name,
    address: person.email,
    channels: channelsInUse(person, allowed),
  }));
}

/** Names by id, for every id that exists. */
export async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const people = await tx.person.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true },
  });
  return new Map(people.map((person) => [person.id, person.name]));
}

/** Addresses and channels of these people, without those who hold no role on that day: whoever left is not written to. */
export async function addressesOf(tx: Tx, ids: readonly (string | null)[], day: string): Promise<Address[]> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const people = await tx.person.findMany({
    where: { id: { in: wanted }, memberships: { some: heldOn(day) } },
    orderBy: { id: "asc" },
    select: addressColumns,
  });
  return withChannels(tx, people);
}

/** Everybody who holds one of the roles on a day, at one school if named; by name. */
export async function peopleWithRole(
  tx: Tx,
  roles: readonly Role[],
  on: { day: string; schoolId?: string },
): Promise<Address[]> {
  const people = await tx.person.findMany({
    where: {
      memberships: {
        some: {
          role: { in: [...roles] },
          ...(on.schoolId ? { schoolId: on.schoolId } : {}),
          ...heldOn(on.day),
        },
      },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: addressColumns,
  });
  return withChannels(tx, people);
}

/** Does somebody hold one of the roles on a day? */
export async function personHolds(
  tx: Tx,
  personId: string,
  roles: readonly Role[],
  day: string,
): Promise<boolean> {
  return (await tx.membership.count({ where: { personId, role: { in: [...roles] }, ...heldOn(day) } })) > 0;
}

/** Roles that somebody holds at some time. Days as "2026-11-22", the last one included. */
export type Holder = {
  personId: string;
  name: string;
  held: { role: Role; from: string; to: string | null }[];
};

/** Everybody who holds one of the roles on any of the days from `from` to `to`, by name. Under the worker's role too. */
export async function holdersOf(
  tx: Tx,
  roles: readonly Role[],
  { from, to }: { from: string; to: string },
): Promise<Holder[]> {
  const some = {
    role: { in: [...roles] },
    validFrom: { lte: toDateColumn(to) },
    OR: [{ validTo: null }, { validTo: { gte: toDateColumn(from) } }],
  };
  const people = await tx.person.findMany({
    where: { memberships: { some } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      memberships: { where: some, select: { role: true, validFrom: true, validTo: true } },
    },
  });
  return people.map(({ id, name, memberships }) => ({
    personId: id,
    name,
    held: memberships.map((held) => ({
      role: held.role as Role,
      from: fromDateColumn(held.validFrom),
      to: held.validTo && fromDateColumn(held.validTo),
    })),
  }));
}

/** A role somebody holds, held or will hold; days as "2026-11-22", the last day included. `place` is a school or an area. */
export type ListedRole = {
  id: string;
  role: Role;
  isDepute: boolean;
  place: string | null;
  validFrom: string;
  validTo: string | null;
};

/** Somebody who was invited. */
export type ListedPerson = {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  roles: ListedRole[];
};

const personColumns = {
  id: true,
  name: true,
  email: true,
  phone: true,
  memberships: {
    orderBy: [{ validFrom: "asc" }, { id: "asc" }],
    select: {
      id: true,
      role: true,
      isDepute: true,
      schoolId: true,
      areaId: true,
      validFrom: true,
      validTo: true,
    },
  },
} as const satisfies Prisma.PersonSelect;

type PersonRow = Prisma.PersonGetPayload<{ select: typeof personColumns }>;

async function withPlaces(tx: Tx, rows: PersonRow[]): Promise<ListedPerson[]> {
  const held = rows.flatMap((row) => row.memberships);
  const schools = await schoolsByIds(
    tx,
    held.map((role) => role.schoolId),
  );
  const areas = new Map((await homeAreas(tx)).map((area) => [area.id, area.name]));
  return rows.map(({ memberships, ...person }) => ({
    ...person,
    roles: memberships.map(({ schoolId, areaId, ...role }) => ({
      ...role,
      role: role.role as Role,
      place: (schoolId && schools.get(schoolId)?.name) ?? (areaId && areas.get(areaId)) ?? null,
      validFrom: fromDateColumn(role.validFrom),
      validTo: role.validTo && fromDateColumn(role.validTo),
    })),
  }));
}

/** Everybody by name, at most `limit`, after the person with the id `after`; roles as of all times. Three queries. */
export async function peopleList(
  tx: Tx,
  page: { after: string | null; limit: number },
): Promise<ListedPerson[]> {
  const rows = await tx.person.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    ...(page.after ? { cursor: { id: page.after }, skip: 1 } : {}),
    take: page.limit,
    select: personColumns,
  });
  return withPlaces(tx, rows);
}

/**
 * One person with all their roles, oldest first. Three queries.
 * @throws NotFound
 */
export async function personOf(tx: Tx, id: string | undefined): Promise<ListedPerson> {
  const row = isUuid(id) ? await tx.person.findUnique({ where: { id }, select: personColumns }) : null;
  const [person] = await withPlaces(tx, row ? [row] : []);
  if (!person) throw new NotFound("There is no such person.");
  return person;
}

/** Was anybody invited yet? */
export async function hasPeople(tx: Tx): Promise<boolean> {
  return (await tx.person.count()) > 0;
}
