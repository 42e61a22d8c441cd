import { learnerNamed } from "~/domain/learners/learners.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { dayOf, formatDay } from "~/platform/format";
import { timeOutLabels } from "./exclusions.words";
import { timeOutById } from "./time-out.queries.server";

type Visit = { actor: Actor; clock: Clock; params: Record<string, string | undefined> };

/**
 * What the heading of a page about one time out needs, and what is on record of its end and its review.
 * @throws NotFound when there is none, or none for this actor
 */
export function openTimeOut({ actor, clock, params }: Visit) {
  const today = dayOf(clock.now());
  return asActor(actor, async (tx) => {
    const { id, kind, startsOn, endsOn, endsAt, reviewOn, learnerId } = await timeOutById(
      tx,
      params.id,
      today,
    );
    return {
      timeOut: { id, endsOn, endsAt, reviewOn },
      learner: await learnerNamed(tx, learnerId),
      what: `${timeOutLabels[kind]}, from ${formatDay(startsOn)}.`,
      today,
    };
  });
}
