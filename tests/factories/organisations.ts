import { randomUUID } from "node:crypto";
import type { Sector } from "~/domain/organisations/organisations.words";
import { asNobody } from "~/platform/database.server";

let made = 0;
const next = () => {
  made += 1;
  return made;
};

type Named = { id: string; name: string };

/** Our own authority, unless said otherwise. */
export async function anAuthority({ name = `Authority ${next()}`, isHome = true } = {}): Promise<Named> {
  const id = randomUUID();
  await asNobody((tx) => tx.authority.create({ data: { id, name, isHome } }));
  return { id, name };
}

/** Our own authority: the one that is there, else a new one. */
export async function theHomeAuthority(): Promise<Named> {
  const found = await asNobody((tx) =>
    tx.authority.findFirst({ where: { isHome: true }, select: { id: true, name: true } }),
  );
  return found ?? anAuthority();
}

/** An area of an authority, our own unless said otherwise. */
export async function anArea(authority?: { id: string }, name = `Area ${next()}`): Promise<Named> {
  const id = randomUUID();
  const authorityId = authority?.id ?? (await theHomeAuthority()).id;
  await asNobody((tx) => tx.area.create({ data: { id, authorityId, name } }));
  return { id, name };
}

export type TestSchool = Named & {
  authorityId: string;
  areaId: string;
  seedCode: string;
  sector: Sector;
  phone: string;
};

/** A secondary school in an area of its own of our own authority, unless said otherwise. */
export async function aSchool(
  place: { area?: { id: string }; authority?: { id: string }; sector?: Sector } = {},
  name = `School ${next()}`,
): Promise<TestSchool> {
  const school = {
    id: randomUUID(),
    authorityId: place.authority?.id ?? (await theHomeAuthority()).id,
    areaId: place.area?.id ?? (await anArea()).id,
    seedCode: String(1_000_000 + next()),
    name,
    sector: place.sector ?? "secondary",
    phone: "0141 496 0100",
  } as const;
  await asNobody((tx) => tx.school.create({ data: school }));
  return school;
}
