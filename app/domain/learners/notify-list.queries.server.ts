import type { Tx } from "~/platform/database.server";
import { fromDateColumn } from "~/platform/format";
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

/**
 * The people around a learner and what each may be told today. The only way to that list: every letter, form and list
 * asks here, so what is forbidden, over, or under non-disclosure is left out everywhere.
 */
export async function notifyListOf(tx: Tx, learnerId: string): Promise<NotifyEntry[]> {
  const people = await tx.learnerPerson.findMany({
    where: { learnerId },
    orderBy: [{ relation: "asc" }, { name: "asc" }],
  });
  const flag = { learnerId, kind: "non_disclosure", liftedAt: null };
  const isNonDisclosure = (await tx.learnerFlag.count({ where: flag })) > 0;
  // The day on which the database decides who sees what.
  const [now] = await tx.$queryRaw<{ day: string }[]>`SELECT app.today()::text AS day`;
  const day = now?.day ?? "";
  return people.map(({ learnerId: _, ...person }) => {
    const entry = { ...person, fromOn: dayIn(person.fromOn), untilOn: dayIn(person.untilOn) };
    return { ...entry, mayBeTold: toldNow(entry, { day, isNonDisclosure }), isAround: isAround(entry, day) };
  });
}

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
