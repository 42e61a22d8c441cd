import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";
import type { TellApartInput } from "./duplicates.schema";
import { pairOf } from "./internal/pair-of";
import { learnersPolicy } from "./learners.policy";
import { learnersByIds } from "./learners.queries.server";

/**
 * Says that two records are of two people, so that they are not suggested as duplicates again; or takes that back.
 * Neither record changes. Pressed again, nothing happens.
 * @throws NotAllowed; NotFound
 */
export function tellApart(
  actor: Actor,
  { oneId, otherId, press }: TellApartInput,
  clock: Clock,
): Promise<void> {
  return asActor(actor, async (tx) => {
    if (!may(actor, learnersPolicy.compare)) throw new NotAllowed("Your role does not include this.");
    if ((await learnersByIds(tx, [oneId, otherId])).size < 2) throw new NotFound("There is no such learner.");
    const { personId } = actor;
    const at = clock.now();
    const pair = pairOf(oneId, otherId);
    const isApart = press === "two_people";
    const said = { ...pair, toldApartById: personId, toldApartAt: at };
    const { count } = isApart
      ? await tx.learnerToldApart.createMany({ data: [said], skipDuplicates: true })
      : await tx.learnerToldApart.deleteMany({ where: pair });
    if (count === 0) return;
    const action = isApart ? "learner.told_apart" : "learner.suggested_again";
    const subject = { kind: "learner", id: pair.lowerId };
    await writeAuditLine(tx, { at, personId, action, subject, detail: { otherId: pair.higherId } });
  });
}
