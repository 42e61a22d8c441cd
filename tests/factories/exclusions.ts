import { randomUUID } from "node:crypto";
import { addCalendarDays, weekdayOf } from "~/domain/calendars/calendars.clocks";
import type {
  RecordEducationInput,
  RecordExclusionInput,
  RecordStepInput,
} from "~/domain/exclusions/exclusions.schema";
import type { StepKind } from "~/domain/exclusions/exclusions.words";
import { recordExclusion } from "~/domain/exclusions/record-exclusion.server";
import type { Actor } from "~/platform/actor";
import { type Clock, fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import { aPerson, type TestPerson } from "./accounts";
import { aLearner, type TestLearner } from "./learners";
import { aSchool, type TestSchool } from "./organisations";

/** The day on which the exclusions of the tests are decided: a Monday in term, 14:00. */
export const decisionClock = fixedClock("2026-11-23T14:00:00Z");

type Of = { learner: { id: string }; school: { id: string } };

/** What somebody of the school records of four half days from the Tuesday on, complete; with lists as they start. */
export function exclusionInput(
  { learner, school }: Of,
  changes: Partial<RecordExclusionInput> = {},
): RecordExclusionInput {
  return {
    exclusionId: randomUUID(),
    learnerId: learner.id,
    schoolId: school.id,
    ground: "seriously_detrimental",
    decidedOn: "2026-11-23",
    decidedBy: "Mx Invented, head teacher",
    startsOn: "2026-11-24",
    startsAt: "morning",
    openings: 4,
    reason: "A chair was thrown in class.",
    incidentTypes: ["fighting@1"],
    motivations: [],
    provision: "online_or_work_sent",
    educationFrom: "2026-11-24",
    educationDecidedBy: "Mx Invented",
    ...changes,
  };
}

const openDay = (day: string): string => (weekdayOf(day) <= 5 ? day : openDay(addCalendarDays(day, 1)));

/** Days of an exclusion that is decided on a day and begins on it, or on the Monday after a weekend. */
export const daysFrom = (decidedOn: string) => ({
  decidedOn,
  startsOn: openDay(decidedOn),
  educationFrom: decidedOn,
});

export type TestExclusion = {
  id: string;
  school: TestSchool;
  learner: TestLearner;
  manager: Actor;
};

/** An exclusion that is on record: decided on 23 November 2026 for the 24th and 25th, back on the 26th. */
export async function anExclusion(
  given: {
    school?: TestSchool;
    learner?: TestLearner;
    manager?: TestPerson;
    clock?: Clock;
  } & Partial<RecordExclusionInput> = {},
): Promise<TestExclusion> {
  const { school: givenSchool, learner: givenLearner, manager: givenManager, clock, ...changes } = given;
  const school = givenSchool ?? (await aSchool());
  const learner = givenLearner ?? (await aLearner({ school }));
  const manager = givenManager ?? (await aPerson("designated_manager", { schoolId: school.id }));
  const input = exclusionInput({ learner, school }, changes);
  const { id } = await recordExclusion(manager, input, clock ?? decisionClock);
  return { id, school, learner, manager };
}

/** What somebody of the school writes down of one step, complete: said to the young person. */
export function stepInput(
  exclusionId: string,
  kind: RecordStepInput["kind"],
  changes: Partial<RecordStepInput> = {},
): RecordStepInput {
  return {
    stepId: randomUUID(),
    exclusionId,
    kind,
    happenedOn: "2026-11-23",
    time: "14:30",
    byName: "Mx Invented",
    method: "oral",
    people: ["learner"],
    words: "In the head teacher’s room.",
    ...changes,
  };
}

/** An answer on education meanwhile, complete. */
export function educationInput(
  exclusionId: string,
  changes: Partial<RecordEducationInput> = {},
): RecordEducationInput {
  return {
    educationId: randomUUID(),
    exclusionId,
    provision: "home_tuition",
    educationFrom: "2026-11-25",
    educationDecidedBy: "Mx Invented",
    ...changes,
  };
}

/** The way back, done in time: a plan, the return, the check of the first day and the review. */
export async function backInSchool({ id, manager }: TestExclusion): Promise<void> {
  const at = new Date("2026-11-25T09:00:00Z");
  const step = (kind: StepKind, day: string) => ({
    id: randomUUID(),
    exclusionId: id,
    kind,
    happenedOn: toDateColumn(day),
    byName: "Mx Invented",
    recordedById: manager.personId,
    recordedAt: at,
  });
  const plan = {
    exclusionId: id,
    keyAdult: "Mx Kerr",
    support: "A quiet room.",
    firstDay: "Met at the gate.",
    reviewOn: toDateColumn("2026-12-01"),
    madeById: manager.personId,
    madeAt: at,
    changedAt: at,
  };
  await asActor(manager, async (tx) => {
    await tx.returnPlan.createMany({ data: [plan] });
    await tx.exclusionStep.createMany({
      data: [
        step("returned", "2026-11-26"),
        step("first_day_checked", "2026-11-26"),
        step("return_reviewed", "2026-12-01"),
      ],
    });
  });
}
