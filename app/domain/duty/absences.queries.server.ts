import { namesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import type { Tx } from "~/platform/database.server";
import { toldRoles } from "./duty.policy";
import { absenceWords } from "./internal/absence-words";

/** A planned absence that is not over; `when` is in words. */
export type ListedAbsence = { id: string; name: string; when: string; isNow: boolean };

/** Absences that are not over, the next one first. */
export async function absencesFrom(tx: Tx, at: Date): Promise<ListedAbsence[]> {
  const rows = await tx.personAbsence.findMany({
    where: { endsAt: { gt: at } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    select: { id: true, personId: true, startsAt: true, endsAt: true },
  });
  const names = await namesOf(
    tx,
    rows.map((row) => row.personId),
  );
  return rows.map(({ id, personId, startsAt, endsAt }) => ({
    id,
    name: names.get(personId) ?? "Somebody",
    when: absenceWords({ from: startsAt, until: endsAt }),
    isNow: startsAt <= at,
  }));
}

/** Who is away at an instant, and until when. */
export async function awayAt(tx: Tx, at: Date): Promise<Map<string, Date>> {
  const rows = await tx.personAbsence.findMany({
    where: { startsAt: { lte: at }, endsAt: { gt: at } },
    select: { personId: true, endsAt: true },
  });
  return new Map(rows.map(({ personId, endsAt }) => [personId, endsAt]));
}

/** Everybody whom a step can tell, by name: whose absence matters. */
export async function peopleOfSteps(tx: Tx, day: string): Promise<{ id: string; name: string }[]> {
  return (await peopleWithRole(tx, toldRoles, { day })).map(({ personId, name }) => ({ id: personId, name }));
}
