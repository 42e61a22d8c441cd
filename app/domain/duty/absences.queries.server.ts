import { namesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import type { Tx } from "~/platform/database.server";
import { dayOf, formatDay, formatTime } from "~/platform/format";
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

/** People to choose from; who is away now says so: "Priya Nair (away until 25 November 2026)". */
export async function choicesOfPeople(
  tx: Tx,
  people: readonly { personId: string; name: string }[],
  at: Date,
): Promise<{ value: string; label: string }[]> {
  const away = await awayAt(tx, at);
  return people.map(({ personId, name }) => {
    const until = away.get(personId);
    return { value: personId, label: until ? `${name} (away until ${untilWords(until, at)})` : name };
  });
}

const untilWords = (until: Date, at: Date): string =>
  dayOf(until) === dayOf(at) ? formatTime(until) : formatDay(new Date(until.getTime() - 1));

/** Everybody whom a step can tell, by name: whose absence matters. */
export async function peopleOfSteps(tx: Tx, day: string): Promise<{ id: string; name: string }[]> {
  return (await peopleWithRole(tx, toldRoles, { day })).map(({ personId, name }) => ({ id: personId, name }));
}
