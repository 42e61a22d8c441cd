import { relationInWords } from "~/domain/learners/learners.words";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import type { Tx } from "~/platform/database.server";
import { formatDayTime } from "~/platform/format";
import type { AdvocacyAnswer } from "./coordinate-alert.words";
import { mayBeToldOfDecision } from "./internal/notify-list";

/**
 * Who is involved, and the people around the learner with whether they may be told and were; phone numbers of those
 * who may.
 */
export async function peopleForms(tx: Tx, alert: { id: string; learnerId: string | null }) {
  const involved = await tx.alertPerson.findMany({
    where: { alertId: alert.id },
    orderBy: { name: "asc" },
    select: { id: true, name: true, role: true, learnerPersonId: true, toldAt: true },
  });
  const notifyList = alert.learnerId ? await notifyListOf(tx, alert.learnerId) : [];
  const advocacy = await tx.alert.findUnique({
    where: { id: alert.id },
    select: { advocacyOfferedBy: true, advocacyAnswer: true },
  });
  return {
    involved: involved.map(({ id, name, role, toldAt }) => ({
      id,
      name,
      role,
      toldAt: toldAt && formatDayTime(toldAt),
    })),
    around: notifyList.map((entry) => {
      const mayBeTold = mayBeToldOfDecision(entry);
      const known = involved.find((person) => person.learnerPersonId === entry.id);
      return {
        id: entry.id,
        name: entry.name,
        relation: relationInWords(entry.relation),
        phone: mayBeTold ? entry.phone : null,
        mayBeTold,
        isInvolved: known !== undefined,
        toldAt: known?.toldAt ? formatDayTime(known.toldAt) : null,
      };
    }),
    advocacy: {
      offeredBy: advocacy?.advocacyOfferedBy ?? undefined,
      answer: (advocacy?.advocacyAnswer ?? undefined) as AdvocacyAnswer | undefined,
    },
  };
}

export type PeopleForms = Awaited<ReturnType<typeof peopleForms>>;
