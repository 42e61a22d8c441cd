import type { Role } from "~/platform/actor";
import { dutyRoles } from "../duty.policy";
import type { StepWho } from "../escalation-steps";
import type { Fallback, Moment, Rota } from "./rota";

/** Somebody who would be told and is not. */
export type PassedOver = { personId: string } & (
  | { why: "left" | "unreachable" }
  | { why: "away"; until: Date }
);

/** Who is told by a step; with nobody, `personIds` is empty. */
export type Told = { personIds: readonly string[]; passedOver: readonly PassedOver[] };

export type AtArea = { areaId: string; moment: Moment };

/** The role has to be held when they are told and when they answer. */
function holds(rota: Rota, personId: string, roles: readonly Role[], { day, dutyDay }: Moment): boolean {
  const on = (wanted: string) =>
    rota.people
      .get(personId)
      ?.held.some(
        ({ role, from, to }) => roles.includes(role) && from <= wanted && (to === null || wanted <= to),
      );
  return on(day) === true && on(dutyDay) === true;
}

function obstacle(rota: Rota, personId: string, roles: readonly Role[], moment: Moment): PassedOver | null {
  const person = rota.people.get(personId);
  if (!person || !holds(rota, personId, roles, moment)) return { personId, why: "left" };
  const absence = person.absences.find(({ from, until }) => from <= moment.from && moment.from < until);
  if (absence) return { personId, why: "away", until: absence.until };
  return person.isReachable ? null : { personId, why: "unreachable" };
}

const isDuring = ({ from, until }: Fallback, { at, from: answered }: Moment) =>
  (from <= at && at < until) || (from <= answered && answered < until);

const isOnDuty = (who: StepWho) => who === "duty_person" || who === "depute";

/** Who answers in an area, in order: the pair of the day, then whoever was named to stand in. */
function dutyChain(rota: Rota, { areaId, moment }: AtArea) {
  const pair = rota.pairOn(areaId, moment.dutyDay);
  const named = rota.fallbacksOf(areaId).filter((each) => isOnDuty(each.who) && isDuring(each, moment));
  const ids = [...(pair ? [pair.personId, pair.deputeId] : []), ...named.map((each) => each.personId)];
  return [...new Set(ids)].map((personId) => ({
    personId,
    obstacle: obstacle(rota, personId, dutyRoles, moment),
  }));
}

function toldOnDuty(rota: Rota, who: StepWho, place: AtArea): Told {
  let stillBefore = who === "duty_person" ? 0 : 1;
  const passedOver: PassedOver[] = [];
  for (const { personId, obstacle: why } of dutyChain(rota, place)) {
    if (why) passedOver.push(why);
    else if (stillBefore === 0) return { personIds: [personId], passedOver };
    else stillBefore -= 1;
  }
  return { personIds: [], passedOver };
}

function toldByRole(
  rota: Rota,
  who: "vs_head_teacher" | "head_of_inclusion",
  { areaId, moment }: AtArea,
): Told {
  const holders = rota.holdersOf(who).filter((id) => holds(rota, id, [who], moment));
  const named = rota.fallbacksOf(areaId).filter((each) => each.who === who && isDuring(each, moment));
  const passedOver: PassedOver[] = [];
  const able = (ids: readonly string[], roles: readonly Role[]) =>
    ids.filter((id) => {
      const why = obstacle(rota, id, roles, moment);
      if (why) passedOver.push(why);
      return !why;
    });
  const personIds = able(holders, [who]);
  if (personIds.length > 0) return { personIds, passedOver };
  return {
    personIds: [
      ...new Set(
        able(
          named.map((each) => each.personId),
          dutyRoles,
        ),
      ),
    ],
    passedOver,
  };
}

/** Who is told by a step of the escalation, in an area at a moment. */
export function whoIsTold(rota: Rota, who: StepWho, place: AtArea): Told {
  return who === "duty_person" || who === "depute"
    ? toldOnDuty(rota, who, place)
    : toldByRole(rota, who, place);
}
