import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { fromDateColumn } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import type { OrganisationKind } from "./organisation.words";

const columns = {
  id: true,
  kind: true,
  name: true,
  areaId: true,
  contact: true,
  phone: true,
  email: true,
  activeFrom: true,
  activeTo: true,
} as const;

type Row = { kind: string; activeFrom: Date; activeTo: Date | null };
const shown = <R extends Row>({ kind, activeFrom, activeTo, ...row }: R) => ({
  ...row,
  kind: kind as OrganisationKind,
  activeFrom: fromDateColumn(activeFrom),
  activeTo: activeTo && fromDateColumn(activeTo),
});

/** Children's houses and providers by name, also those of before; days as "2026-11-22", the last one included. */
export async function housesAndProviders(tx: Tx) {
  const rows = await tx.organisation.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { ...columns, area: { select: { name: true } } },
  });
  return rows.map(({ area, ...row }) => ({ ...shown(row), area: area?.name ?? null }));
}

export type HouseOrProvider = Awaited<ReturnType<typeof housesAndProviders>>[number];

/**
 * One of them, by the id in a URL.
 * @throws NotFound
 */
export async function organisationOf(tx: Tx, id: string | undefined) {
  const row = isUuid(id) ? await tx.organisation.findUnique({ where: { id }, select: columns }) : null;
  if (!row) throw new NotFound("There is no such house or provider.");
  return shown(row);
}
