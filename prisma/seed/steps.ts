import { randomUUID } from "node:crypto";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { addNote } from "~/domain/alerts/add-note.server";
import { addPersonInvolved } from "~/domain/alerts/add-person-involved.server";
import { agreeAction } from "~/domain/alerts/agree-action.server";
import { assignAlert } from "~/domain/alerts/assign-alert.server";
import { closeAlert } from "~/domain/alerts/close-alert.server";
import { considerOptions } from "~/domain/alerts/consider-options.server";
import type { OptionAnswer } from "~/domain/alerts/coordinate-alert.words";
import type { RecordDecisionInput, RecordFollowUpInput } from "~/domain/alerts/decide-alert.schema";
import { endNotForVirtualSchool } from "~/domain/alerts/end-not-for-virtual-school.server";
import { matchChild } from "~/domain/alerts/match-child.server";
import { offerAdvocacy } from "~/domain/alerts/offer-advocacy.server";
import { recordCall } from "~/domain/alerts/record-call.server";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { recordFollowUp } from "~/domain/alerts/record-follow-up.server";
import { recordMeeting } from "~/domain/alerts/record-meeting.server";
import { tellPerson } from "~/domain/alerts/tell-person.server";
import { tickAction } from "~/domain/alerts/tick-action.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { the, type World } from "./world";

/** One alert of the history while it is played. */
export type Played = {
  alertId: string;
  school: string;
  learner: string | null;
  actions: Map<string, string>;
};

/** The moment in which a step is done. */
export type Moment = { world: World; alert: Played; actor: Actor; clock: Clock };

/**
 * Something done about an alert. `at` is "11-19 10:12", in 2026, as clocks in Scotland show it; `by` is somebody's key,
 * or `manager`, `depute` or `head` of the alert's school.
 */
export type Step = { at: string; by: string; act: (moment: Moment) => Promise<unknown> };

/** "11-19" is a day of 2026, as "2026-11-19". */
export const dayIn2026 = (day: string): string => `2026-${day}`;

/** The person of a key; `manager` is the head teacher where that is one person. */
export function personOf(world: World, school: string, key: string): Actor {
  if (!["manager", "depute", "head"].includes(key)) return the(world.people, key);
  const named = world.people.get(`${school}.${key}`);
  return named ?? the(world.people, `${school}.head`);
}

export const answered = (at: string, by: string, ringWithinMinutes = 15): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) =>
    acknowledgeAlert(actor, { alertId: alert.alertId, ringWithinMinutes }, clock),
});

export const handedTo = (at: string, by: string, to: string): Step => ({
  at,
  by,
  act: ({ world, alert, actor, clock }) =>
    assignAlert(actor, { alertId: alert.alertId, ownerId: the(world.people, to).personId }, clock),
});

export const rang = (at: string, by: string, withWhom: string, text: string): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) => recordCall(actor, { alertId: alert.alertId, withWhom, text }, clock),
});

export const noted = (
  at: string,
  by: string,
  text: string,
  reader: "both" | "virtual_school" = "both",
): Step => {
  const audience = reader === "both" ? "school_and_virtual_school" : "virtual_school_only";
  return {
    at,
    by,
    act: ({ alert, actor, clock }) => addNote(actor, { alertId: alert.alertId, audience, text }, clock),
  };
};

/**
 * Alternatives with an answer and why: `["key_adult", "will_use", "Ms Tait, first thing each day"]`; last, with "not_now", a
 * code of the list reason_not_used.
 */
export const considered = (
  at: string,
  by: string,
  options: [code: string, answer: OptionAnswer, why: string, reason?: string][],
): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) => {
    const answers = options.map(([code, answer, why, reason]) => ({
      code,
      answer,
      ...(answer === "will_use" ? { why } : { reason, whyNot: why }),
    }));
    // As if the page had just been opened: what others answered before is on it.
    return considerOptions(
      actor,
      { alertId: alert.alertId, seen: clock.now().toISOString(), options: answers },
      clock,
    );
  },
});

export const involved = (at: string, by: string, name: string, role: string): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) =>
    addPersonInvolved(actor, { alertId: alert.alertId, formKey: randomUUID(), name, role }, clock),
});

/** Somebody of the learner's notify list, by name. */
export const told = (at: string, by: string, name: string): Step => ({
  at,
  by,
  act: async ({ world, alert, actor, clock }) => {
    const learnerId = the(world.learners, alert.learner ?? "");
    const list = await asActor(actor, (tx) => notifyListOf(tx, learnerId));
    const entry = list.find((person) => person.name === name);
    return tellPerson(actor, { alertId: alert.alertId, learnerPersonId: entry?.id ?? "" }, clock);
  },
});

export const advocacy = (
  at: string,
  by: string,
  offeredBy: string,
  answer: "accepted" | "declined" | "not_answered",
): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) =>
    offerAdvocacy(actor, { alertId: alert.alertId, offeredBy, answer }, clock),
});

type Meeting = { kind: "call" | "in_person" | "online"; from: string; with: string[]; notes: string };

/** A meeting of the same day, recorded after it was held. */
export const met = (at: string, by: string, { from, with: attendees, ...meeting }: Meeting): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) => {
    const when = { day: dayIn2026(at.slice(0, 5)), time: from };
    return recordMeeting(
      actor,
      { alertId: alert.alertId, formKey: randomUUID(), ...meeting, ...when, attendees },
      clock,
    );
  },
});

type Agreed = { as: string; what: string; who: string; due: string; reader?: "both" | "virtual_school" };

export const agreed = (at: string, by: string, { as, what, who, due, reader = "both" }: Agreed): Step => ({
  at,
  by,
  act: ({ world, alert, actor, clock }) => {
    const formKey = randomUUID();
    alert.actions.set(as, formKey);
    const audience = reader === "both" ? "school_and_virtual_school" : "virtual_school_only";
    const { personId } = personOf(world, alert.school, who);
    return agreeAction(
      actor,
      { alertId: alert.alertId, formKey, what, personId, dueOn: dayIn2026(due), audience },
      clock,
    );
  },
});

export const ticked = (at: string, by: string, as: string): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) => tickAction(actor, { actionId: the(alert.actions, as) }, clock),
});

type Decided = Pick<RecordDecisionInput, "decision" | "reason"> & {
  openings?: number;
  on?: string;
  by?: string;
  says?: string;
};

/** Recorded by the head teacher, unless `by` says otherwise; decided on the same day, unless `on` does. */
export const decided = (at: string, { by = "head", on, says, ...input }: Decided): Step => ({
  at,
  by,
  act: ({ world, alert, actor, clock }) => {
    const child = says
      ? { childView: "in_their_words" as const, childWords: says }
      : { childView: "not_asked_yet" as const };
    const decidedBy = personOf(world, alert.school, "head").name;
    const decidedOn = dayIn2026(on ?? at.slice(0, 5));
    return recordDecision(actor, { alertId: alert.alertId, decidedOn, decidedBy, ...input, ...child }, clock);
  },
});

type Found = Pick<RecordFollowUpInput, "check" | "finding" | "source"> & {
  on?: string;
  openings?: number;
  note?: string;
};

export const foundOut = (at: string, by: string, { on, ...found }: Found): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) => {
    const happened = on ? { happenedOn: dayIn2026(on) } : {};
    return recordFollowUp(
      actor,
      { alertId: alert.alertId, formKey: randomUUID(), ...found, ...happened },
      clock,
    );
  },
});

export const closed = (at: string, by: string, learningNote: string): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) => closeAlert(actor, { alertId: alert.alertId, learningNote }, clock),
});

export const withdrawn = (at: string, by: string, reason: string): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) => withdrawAlert(actor, { alertId: alert.alertId, reason }, clock),
});

export const matched = (at: string, by: string, learner: string): Step => ({
  at,
  by,
  act: ({ world, alert, actor, clock }) => {
    alert.learner = learner;
    return matchChild(actor, { alertId: alert.alertId, learnerId: the(world.learners, learner) }, clock);
  },
});

export const notForUs = (at: string, by: string, advice: string): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) => endNotForVirtualSchool(actor, { alertId: alert.alertId, advice }, clock),
});
