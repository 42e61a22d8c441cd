import { read, readTogether, type Tx } from "~/platform/database.server";
import { fromDateColumn } from "~/platform/format";
import { Prisma } from "~/platform/generated/prisma/client";
import { isUuid } from "~/platform/uuid";
import { isAround, toldNow } from "./internal/told-now";
import type { ParentalAnswer, Relation, Telling } from "./learners.words";

/** One entry of the notify list. `mayBeTold` is what counts now; days as "2026-11-22", the last one included. */
export type NotifyEntry = {
  id: string;
  name: string;
  relation: string;
  phone: string | null;
  email: string | null;
  parentalResponsibilities: string | null;
  mayBeTold: string[];
  mayNotBeTold: string[];
  fromOn: string | null;
  untilOn: string | null;
  isAround: boolean;
};

const dayIn = (column: Date | null) => column && fromDateColumn(column);

type PersonRow = Omit<NotifyEntry, "isAround">;

/** What the notify list is made of: who is around, whether whereabouts are hidden, and the day on which the database decides who sees what. */
export const notifyListReads = (learnerId: string) => ({
  people: read<PersonRow>(Prisma.sql`SELECT p.id, p.name, p.relation, p.phone, p.email,
      p.parental_responsibilities AS "parentalResponsibilities", p.may_be_told AS "mayBeTold", p.may_not_be_told AS "mayNotBeTold",
      p.from_on AS "fromOn", p.until_on AS "untilOn"
    FROM learner_person p WHERE p.learner_id = ${learnerId}::uuid ORDER BY p.relation, p.name`),
  notToldOf: read<{ id: string }>(Prisma.sql`SELECT f.id FROM learner_flag f
    WHERE f.learner_id = ${learnerId}::uuid AND f.kind = 'non_disclosure' AND f.lifted_at IS NULL`),
  today: read<{ day: string }>(Prisma.sql`SELECT app.today() AS day`),
});

type Known = { people: PersonRow[]; notToldOf: { id: string }[]; today: { day: string }[] };

/** The people around a learner and what each may be told today, of what `notifyListReads` found. */
export function notifyListIn({ people, notToldOf, today }: Known): NotifyEntry[] {
  const day = today[0]?.day ?? "";
  const isNonDisclosure = notToldOf.length > 0;
  return people.map((person) => ({
    ...person,
    mayBeTold: toldNow(person, { day, isNonDisclosure }),
    isAround: isAround(person, day),
  }));
}

/**
 * The people around a learner and what each may be told today. This, or its two halves, is the only way to that list:
 * every letter, form and list asks here, so what is forbidden, over, or under non-disclosure is left out everywhere.
 */
export const notifyListOf = async (tx: Tx, learnerId: string): Promise<NotifyEntry[]> =>
  notifyListIn(await readTogether(tx, notifyListReads(learnerId)));

/** Somebody of the list as their form shows them, with what was ticked and not what counts now; undefined for nobody. */
export async function personAround(tx: Tx, learnerId: string, id: string | null) {
  const person =
    isUuid(id ?? "") && id ? await tx.learnerPerson.findFirst({ where: { id, learnerId } }) : null;
  if (!person) return undefined;
  return {
    name: person.name,
    relation: person.relation as Relation,
    phone: person.phone ?? undefined,
    email: person.email ?? undefined,
    parentalResponsibilities: (person.parentalResponsibilities ?? undefined) as ParentalAnswer | undefined,
    mayBeTold: person.mayBeTold as Telling[],
    mayNotBeTold: person.mayNotBeTold as Telling[],
    fromOn: dayIn(person.fromOn) ?? undefined,
    untilOn: dayIn(person.untilOn) ?? undefined,
  };
}
