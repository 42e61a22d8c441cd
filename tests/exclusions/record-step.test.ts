import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { theYearOf } from "#tests/factories/calendars";
import {
  anExclusion,
  decisionClock as clock,
  educationInput,
  stepInput,
  type TestExclusion,
} from "#tests/factories/exclusions";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { exclusionRecord } from "~/domain/exclusions/exclusions.queries.server";
import { recordStepSchema } from "~/domain/exclusions/exclusions.schema";
import { recordEducation } from "~/domain/exclusions/record-education.server";
import { recordStep } from "~/domain/exclusions/record-step.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();

beforeAll(async () => {
  await theYearOf((await theHomeAuthority()).id);
  await starterCodesInDatabase();
  await aPerson("lead");
});

const stepsOf = (id: string) =>
  database.superuserQuery(
    "select kind, to_char(happened_on, 'YYYY-MM-DD') as day, by_name, method, to_person_ids, to_learner, words from exclusion_step where exclusion_id = $1 order by recorded_at, id",
    [id],
  );
const tracesOf = async (id: string, kind: string) => ({
  events: await database.superuserQuery(
    "select summary, detail from event where about_id = $1 and kind = $2",
    [id, kind],
  ),
  audit: await database.superuserQuery(
    "select person_id, detail from audit_line where subject_id = $1 and action = $2",
    [id, kind],
  ),
});
const dutyOf = async ({ id, manager }: TestExclusion, duty: string, today: string) => {
  const { duties } = await asActor(manager, (tx) => exclusionRecord(tx, id, today));
  return duties.find((each) => each.duty === duty);
};

describe("writing down what was done", () => {
  it("stores who was told, by whom and how, an event and an audit line, and settles the duty", async () => {
    const exclusion = await anExclusion();
    const { id, manager, learner } = exclusion;
    const carer = await onNotifyList({ learnerId: learner.id, name: "Mx Carer", mayBeTold: ["decision"] });
    expect(await dutyOf(exclusion, "tell", "2026-11-24")).toMatchObject({ state: "overdue" });
    await recordStep(manager, stepInput(id, "told", { people: [carer, "learner"], words: undefined }), clock);
    expect(await stepsOf(id)).toEqual([
      {
        kind: "told",
        day: "2026-11-23",
        by_name: "Mx Invented",
        method: "oral",
        to_person_ids: [carer],
        to_learner: true,
        words: null,
      },
    ]);
    expect(await tracesOf(id, "exclusion_step.recorded")).toEqual({
      events: [{ summary: "Told of the decision, 23 November 2026", detail: "By Mx Invented." }],
      audit: [{ person_id: manager.personId, detail: { step: "told", happenedOn: "2026-11-23" } }],
    });
    expect(await dutyOf(exclusion, "tell", "2026-11-24")).toMatchObject({ state: "done" });
  });

  it("is one step when the form is sent twice", async () => {
    const { id, manager } = await anExclusion();
    const input = stepInput(id, "told");
    await recordStep(manager, input, clock);
    await recordStep(manager, input, clock);
    expect(await stepsOf(id)).toHaveLength(1);
    expect((await tracesOf(id, "exclusion_step.recorded")).events).toHaveLength(1);
  });

  it("takes a meeting to come, and drops what its form does not ask", async () => {
    const exclusion = await anExclusion();
    const { id, manager } = exclusion;
    await recordStep(manager, stepInput(id, "meeting_offered", { happenedOn: "2026-11-27" }), clock);
    expect(await stepsOf(id)).toMatchObject([{ day: "2026-11-27", method: null }]);
    expect(await dutyOf(exclusion, "hold_meeting", "2026-11-25")).toMatchObject({ dueOn: "2026-11-27" });
  });

  it("never names somebody as told whom the notify list leaves out, or who is not on it", async () => {
    const { id, manager, learner } = await anExclusion();
    const parent = await onNotifyList({ learnerId: learner.id, name: "Mx Parent", mayBeTold: [] });
    for (const person of [parent, randomUUID()]) {
      await expect(recordStep(manager, stepInput(id, "told", { people: [person] }), clock)).rejects.toThrow(
        "may not be told",
      );
    }
    expect(await stepsOf(id)).toEqual([]);
  });

  it.each([
    ["told before the decision", "told", "2026-11-22", "the day of the decision, or later"],
    ["told tomorrow", "told", "2026-11-24", "Day must be today or earlier"],
    ["a meeting in half a year", "meeting_offered", "2027-05-20", "Day must be within 60 days"],
    ["an appeal's end without its begin", "appeal_confirmed", "2026-11-23", "that an appeal was lodged"],
  ] as const)("%s is refused", async (_case, kind, happenedOn, sentence) => {
    const { id, manager } = await anExclusion();
    await expect(recordStep(manager, stepInput(id, kind, { happenedOn }), clock)).rejects.toThrow(sentence);
    expect(await stepsOf(id)).toEqual([]);
  });

  it("is for the school's own two: a lead may not, another school's people see nothing", async () => {
    const { id } = await anExclusion();
    await expect(recordStep(await aPerson("lead"), stepInput(id, "told"), clock)).rejects.toThrow(NotAllowed);
    const other = await aPerson("head_teacher", { schoolId: (await aSchool()).id });
    await expect(recordStep(other, stepInput(id, "told"), clock)).rejects.toThrow(NotFound);
    expect(await stepsOf(id)).toEqual([]);
  });
});

describe("education meanwhile", () => {
  it("keeps every answer; the latest holds", async () => {
    const exclusion = await anExclusion({
      provision: "none_so_far",
      educationFrom: undefined,
      educationWhy: "The base is full.",
    });
    const { id, manager } = exclusion;
    expect(await dutyOf(exclusion, "education", "2026-11-24")).toMatchObject({ state: "overdue" });
    const input = educationInput(id);
    await recordEducation(manager, input, fixedClock("2026-11-24T09:00:00Z"));
    await recordEducation(manager, input, fixedClock("2026-11-24T09:00:00Z"));
    expect(await dutyOf(exclusion, "education", "2026-11-25")).toMatchObject({
      state: "done_late",
      doneOn: "2026-11-25",
    });
    expect(await tracesOf(id, "exclusion_education.recorded")).toEqual({
      events: [{ summary: "Education meanwhile: tuition at home", detail: "Decided by Mx Invented." }],
      audit: [{ person_id: manager.personId, detail: { provision: "home_tuition" } }],
    });
    const none = { provision: "none_so_far", educationWhy: "The tutor left." };
    await recordEducation(manager, educationInput(id, none), fixedClock("2026-11-25T09:00:00Z"));
    expect(await dutyOf(exclusion, "education", "2026-11-25")).toMatchObject({ state: "overdue" });
  });

  it("is refused from a day before the decision, and to anybody but the school", async () => {
    const { id, manager } = await anExclusion();
    await expect(
      recordEducation(manager, educationInput(id, { educationFrom: "2026-11-20" }), clock),
    ).rejects.toThrow("the day of the decision or later");
    const lead = await aPerson("lead");
    await expect(recordEducation(lead, educationInput(id), clock)).rejects.toThrow(NotAllowed);
  });
});

it.each([
  ["told", { people: [] }, "people: Select at least one person"],
  ["told", { method: undefined }, "method: Select how they were told"],
  ["meeting_offered", { time: undefined }, "time: Enter the time"],
  ["meeting_offered", { time: "25:00" }, "time: Time must be like 14:05"],
  ["written_notice", { words: undefined }, "words: Answer “Reasons, and conditions if there are any”"],
] as const)("the form of %s with %j: %s", (kind, changes, message) => {
  const input = { ...stepInput(randomUUID(), kind), ...changes };
  const issues = recordStepSchema.safeParse(input).error?.issues;
  expect(issues?.map((issue) => `${issue.path.join(".")}: ${issue.message}`)).toEqual([message]);
});
