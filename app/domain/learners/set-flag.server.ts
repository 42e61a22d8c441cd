import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { dayOf, toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { dayBefore } from "./internal/day-before";
import { keepLinksApart } from "./internal/keep-links-apart.server";
import { learnersPolicy } from "./learners.policy";
import { flagKinds } from "./learners.words";
import type { SetFlagInput } from "./notify-list.schema";

type Names = { learnerId: string; givenName: string; familyName: string };

/** A name from before is taken out of the learner's row, so that no list, letter or search can show it. */
async function setNamesApart(tx: Tx, { learnerId, ...names }: Names, day: string): Promise<void> {
  const now = await tx.learner.findUniqueOrThrow({ where: { id: learnerId } });
  const { givenName, familyName } = now;
  if (givenName === names.givenName && familyName === names.familyName) return;
  const until = dayBefore(toDateColumn(day));
  await tx.learnerEarlierName.createMany({ data: [{ learnerId, givenName, familyName, until }] });
  const said = { knownAs: null, nameAsSaid: null, pronunciation: null };
  await tx.learner.update({
    where: { id: learnerId },
    data: { ...names, ...said, version: now.version + 1 },
  });
}

/**
 * Sets a flag that every letter, list and search obeys from now on. One that stands already is left as it is.
 * @throws NotAllowed; NotFound
 */
export function setFlag(actor: Actor, input: SetFlagInput, clock: Clock): Promise<void> {
  const { learnerId, flagId: id, kind, why } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.setFlag, clock }, async (tx, _, at) => {
    if ((await tx.learnerFlag.count({ where: { learnerId, kind, liftedAt: null } })) > 0) return null;
    const set = { setById: actor.personId, setAt: at };
    const { count } = await tx.learnerFlag.createMany({
      data: [{ id, learnerId, kind, ...set }],
      skipDuplicates: true,
    });
    if (count === 0) return null;
    await tx.learnerFlagReason.createMany({ data: [{ flagId: id, learnerId, why }] });
    if (input.kind === "adoption") {
      const { givenName, familyName } = input;
      await setNamesApart(tx, { learnerId, givenName, familyName }, dayOf(at));
      await keepLinksApart(tx, learnerId);
    }
    return {
      kind: "flag.set",
      summary: `${flagKinds[kind]}: flag set`,
      audience: kind === "adoption" ? "virtual_school_only" : "school_and_virtual_school",
      audit: { flagId: id },
    };
  });
}
