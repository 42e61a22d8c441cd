import { randomUUID } from "node:crypto";
import { closeExclusion } from "~/domain/exclusions/close-exclusion.server";
import { considerPoints } from "~/domain/exclusions/consider-points.server";
import { considerPointsSchema } from "~/domain/exclusions/considered.schema";
import { recordExclusionSchema, recordStepSchema } from "~/domain/exclusions/exclusions.schema";
import { planReturn } from "~/domain/exclusions/plan-return.server";
import { recordExclusion } from "~/domain/exclusions/record-exclusion.server";
import { recordReturn } from "~/domain/exclusions/record-return.server";
import { recordStep } from "~/domain/exclusions/record-step.server";
import { recordTimeOut } from "~/domain/exclusions/record-time-out.server";
import { planReturnSchema, recordReturnSchema } from "~/domain/exclusions/return-plan.schema";
import { recordTimeOutSchema } from "~/domain/exclusions/time-out.schema";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import { asActor } from "~/platform/database.server";
import { dayIn2026, type Moment, personOf, type Step } from "./steps";
import { the } from "./world";

/** The exclusion is kept beside the actions of the one it is about. */
const key = "exclusion";
const exclusionIdOf = ({ alert }: Moment): string => the(alert.actions, key);

const placeOf = ({ world, alert }: Moment) => ({
  learnerId: the(world.learners, alert.learner ?? ""),
  schoolId: the(world.schools, alert.school),
});

/** Ids of people of the notify list by name; "learner" is the young person. */
async function peopleNamed(moment: Moment, names: readonly string[]): Promise<string[]> {
  const { learnerId } = placeOf(moment);
  const list = await asActor(moment.actor, (tx) => notifyListOf(tx, learnerId));
  return names.map((name) =>
    name === "learner" ? name : (list.find((entry) => entry.name === name)?.id ?? ""),
  );
}

/** Points of the checklist before excluding: `["needs_assessed", "yes", "At stage 2 in June", "Minutes of 12 June"]`. */
export const checked = (
  at: string,
  by: string,
  points: [code: string, answer: "yes" | "no", comment: string, evidence?: string][],
): Step => ({
  at,
  by,
  act: ({ alert, actor, clock }) => {
    const answers = points.map(([code, considered, comment, evidence]) => ({
      code,
      version: "1",
      considered,
      ...(considered === "yes" ? { comment, evidence } : { whyNot: comment }),
    }));
    const input = { about: { kind: "alert", id: alert.alertId }, points: answers };
    return considerPoints(actor, considerPointsSchema.parse(input), clock);
  },
});

type Excluded = {
  on: string;
  from: string;
  openings: number;
  reason: string;
  incident: string;
  education: string;
};

/** The head teacher's decision, put on record by the head teacher. */
export const excluded = (at: string, { on, from, incident, education, ...rest }: Excluded): Step => ({
  at,
  by: "head",
  act: (moment) => {
    const { world, alert, actor, clock } = moment;
    const exclusionId = randomUUID();
    alert.actions.set(key, exclusionId);
    const decidedBy = personOf(world, alert.school, "head").name;
    const input = recordExclusionSchema.parse({
      ...placeOf(moment),
      ...rest,
      exclusionId,
      ...(alert.alertId ? { alertId: alert.alertId } : {}),
      openings: String(rest.openings),
      ground: "seriously_detrimental",
      decidedOn: dayIn2026(on),
      decidedBy,
      startsOn: dayIn2026(from),
      startsAt: "morning",
      incidentTypes: [`${incident}@1`],
      provision: education,
      educationFrom: dayIn2026(from),
      educationDecidedBy: decidedBy,
    });
    return recordExclusion(actor, input, clock);
  },
});

type Done = { on: string; time?: string; people?: string[]; by: string; words?: string };

/** A step under regulation 4A; people by name. */
export const stepDone = (at: string, kind: string, { on, people = [], by, ...rest }: Done): Step => ({
  at,
  by: "manager",
  act: async (moment) => {
    const { actor, clock } = moment;
    const input = recordStepSchema.parse({
      ...rest,
      stepId: randomUUID(),
      exclusionId: exclusionIdOf(moment),
      kind,
      happenedOn: dayIn2026(on),
      byName: by,
      method: "oral",
      people: await peopleNamed(moment, people),
    });
    return recordStep(actor, input, clock);
  },
});

type Plan = {
  keyAdult: string;
  support: string;
  firstDay: string;
  childWords?: string;
  review: string;
  told: string[];
};

export const returnPlanned = (at: string, { review, told, ...plan }: Plan): Step => ({
  at,
  by: "manager",
  act: async (moment) => {
    const { actor, clock } = moment;
    const people = await peopleNamed(moment, told);
    const input = { ...plan, exclusionId: exclusionIdOf(moment), reviewOn: dayIn2026(review), told: people };
    return planReturn(actor, planReturnSchema.parse(input), clock);
  },
});

type Back = { on: string; by: string; words?: string };

/** "returned", "first_day_checked" or "return_reviewed". */
export const wayBack = (at: string, kind: string, { on, by, ...rest }: Back): Step => ({
  at,
  by: "manager",
  act: (moment) => {
    const ids = { stepId: randomUUID(), exclusionId: exclusionIdOf(moment) };
    const input = { ...rest, ...ids, kind, happenedOn: dayIn2026(on), byName: by };
    return recordReturn(moment.actor, recordReturnSchema.parse(input), moment.clock);
  },
});

export const exclusionClosed = (at: string): Step => ({
  at,
  by: "head",
  act: (moment) => closeExclusion(moment.actor, { exclusionId: exclusionIdOf(moment) }, moment.clock),
});

type TimeOut = {
  kind: "sent_home" | "part_time" | "other_authorised";
  from: string;
  half?: "morning" | "afternoon";
  until?: string;
  why: string;
  source: string;
  /** Half days a week in school, of ten. */
  agreed?: { openings: number; by: string; review: string };
};

export const outOfSchool = (
  at: string,
  by: string,
  { from, half, until, agreed, ...rest }: TimeOut,
): Step => ({
  at,
  by,
  act: (moment) => {
    const timetable = agreed && {
      agreedOpenings: agreed.openings,
      entitledOpenings: 10,
      agreedBy: agreed.by,
      reviewOn: dayIn2026(agreed.review),
    };
    const input = recordTimeOutSchema.parse({
      ...placeOf(moment),
      ...rest,
      ...timetable,
      formKey: randomUUID(),
      alertId: moment.alert.alertId || "none",
      startsOn: dayIn2026(from),
      startsAt: half ?? "morning",
      ...(until ? { endsOn: dayIn2026(until) } : {}),
    });
    return recordTimeOut(moment.actor, input, moment.clock);
  },
});
