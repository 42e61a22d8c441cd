import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { theYearOf } from "#tests/factories/calendars";
import { anExclusion } from "#tests/factories/exclusions";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { exclusionRecord } from "~/domain/exclusions/exclusions.queries.server";
import type { Duty } from "~/domain/exclusions/exclusions.words";
import { planReturn } from "~/domain/exclusions/plan-return.server";
import { recordReturn } from "~/domain/exclusions/record-return.server";
import {
  type PlanReturnInput,
  planReturnSchema,
  type RecordReturnInput,
  recordReturnSchema,
} from "~/domain/exclusions/return-plan.schema";
import { wayBackView } from "~/domain/exclusions/way-back-view.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
/** Excluded on the 24th and 25th, due back on the 26th. */
const clock = fixedClock("2026-11-25T10:00:00Z");
const later = fixedClock("2026-11-30T10:00:00Z");

beforeAll(async () => {
  await starterCodesInDatabase();
  await theYearOf((await theHomeAuthority()).id);
});

const plan = (exclusionId: string, changes: Partial<PlanReturnInput> = {}): PlanReturnInput => ({
  exclusionId,
  keyAdult: "Mx Kerr, guidance",
  support: "A quiet room after lunch.",
  firstDay: "Mx Kerr is at the gate at 8:45.",
  reviewOn: "2026-12-01",
  told: [],
  ...changes,
});
const step = (exclusionId: string, changes: Partial<RecordReturnInput> = {}): RecordReturnInput => ({
  stepId: crypto.randomUUID(),
  exclusionId,
  kind: "returned",
  happenedOn: "2026-11-26",
  byName: "Mx Kerr",
  ...changes,
});
const planOf = (id: string) =>
  database.superuserQuery(
    "select key_adult, conditions, review_on::text, told_ids, made_by_id, made_at, changed_at from return_plan where exclusion_id = $1",
    [id],
  );
const stepsOf = (id: string) =>
  database.superuserQuery(
    "select kind, happened_on::text, by_name, words from exclusion_step where exclusion_id = $1 order by happened_on",
    [id],
  );
const summaries = async (id: string) =>
  (await database.superuserQuery("select summary from event where about_id = $1 order by sequence", [id]))
    .slice(1)
    .map((event) => event.summary);
async function stateOf(actor: Actor, id: string, duty: Duty): Promise<string | undefined> {
  const { duties } = await asActor(actor, (tx) => exclusionRecord(tx, id, "2026-11-30"));
  return duties.find((each) => each.duty === duty)?.state;
}

describe("the plan for return", () => {
  it("is made once and then changed; the day on which it was made stays", async () => {
    const { id, manager } = await anExclusion();
    expect(await stateOf(manager, id, "plan_return")).toBe("overdue");
    await planReturn(manager, plan(id), clock);
    await planReturn(manager, plan(id), clock);
    await planReturn(manager, plan(id, { conditions: "Stays with his class." }), later);
    expect(await planOf(id)).toEqual([
      {
        key_adult: "Mx Kerr, guidance",
        conditions: "Stays with his class.",
        review_on: "2026-12-01",
        told_ids: [],
        made_by_id: manager.personId,
        made_at: clock.now(),
        changed_at: later.now(),
      },
    ]);
    expect(await summaries(id)).toEqual(["Plan for return made", "Plan for return changed"]);
    expect(await stateOf(manager, id, "plan_return")).toBe("done");
    const audit =
      "select action from audit_line where subject_id = $1 and action like 'return_plan.%' order by at";
    expect(await database.superuserQuery(audit, [id])).toEqual([
      { action: "return_plan.made" },
      { action: "return_plan.changed" },
    ]);
  });

  it("names as told only people who may be told what is decided", async () => {
    const { id, manager, learner } = await anExclusion();
    const carer = await onNotifyList({ learnerId: learner.id, name: "Mx Carer", mayBeTold: ["decision"] });
    const parent = await onNotifyList({ learnerId: learner.id, name: "Mx Parent", relation: "parent" });
    const attempt = planReturn(manager, plan(id, { told: [carer, parent] }), clock);
    await expect(attempt).rejects.toThrow("Select people of the notify list who may be told");
    expect(await planOf(id)).toEqual([]);
    await planReturn(manager, plan(id, { told: [carer] }), clock);
    const record = await asActor(manager, (tx) => exclusionRecord(tx, id, "2026-11-25"));
    expect(wayBackView(record, manager)?.plan).toContainEqual({ key: "Told", value: "Mx Carer" });
  });

  it.each(["2026-11-25", "2026-12-04"])(
    "is reviewed within 7 days after return, so not on %s",
    async (reviewOn) => {
      const { id, manager } = await anExclusion();
      await expect(planReturn(manager, plan(id, { reviewOn }), clock)).rejects.toThrow(
        "Review must be from 26 November 2026, the day of return, to 3 December 2026",
      );
    },
  );

  it("is the school's: not another school's, and not the Virtual School's", async () => {
    const { id, manager } = await anExclusion();
    const other = await aPerson("head_teacher", { schoolId: (await aSchool()).id });
    await expect(planReturn(other, plan(id), clock)).rejects.toThrow(NotFound);
    await expect(planReturn(await aPerson("lead"), plan(id), clock)).rejects.toThrow(NotAllowed);
    await planReturn(manager, plan(id), clock);
    const seen = (actor: Actor) =>
      asActor(actor, (tx) => tx.returnPlan.count({ where: { exclusionId: id } }));
    expect(await seen(other)).toBe(0);
    expect(await seen(await aPerson("vs_teacher"))).toBe(0);
    expect(await seen(await aPerson("lead"))).toBe(1);
  });

  it("needs a key adult, support, and what happens on the first day", () => {
    const empty = { exclusionId: crypto.randomUUID(), keyAdult: " ", support: "", firstDay: "" };
    expect(planReturnSchema.safeParse(empty).error?.issues.map((issue) => issue.message)).toEqual([
      "Enter who the key adult is",
      "Enter what support there is",
      "Enter what happens on the first day",
      "Enter the day on which the plan is reviewed",
    ]);
  });
});

describe("the way back", () => {
  it("is written down step by step, each once", async () => {
    const { id, manager } = await anExclusion();
    const back = step(id);
    await recordReturn(manager, back, later);
    await recordReturn(manager, back, later);
    await recordReturn(
      manager,
      step(id, { kind: "first_day_checked", words: "Calm. He ate with Aila." }),
      later,
    );
    await recordReturn(
      manager,
      step(id, { kind: "return_reviewed", happenedOn: "2026-11-30", words: "The quiet room helps." }),
      later,
    );
    expect((await stepsOf(id)).map(({ kind, happened_on, words }) => [kind, happened_on, words])).toEqual(
      expect.arrayContaining([
        ["returned", "2026-11-26", null],
        ["first_day_checked", "2026-11-26", "Calm. He ate with Aila."],
        ["return_reviewed", "2026-11-30", "The quiet room helps."],
      ]),
    );
    expect(await summaries(id)).toEqual([
      "Back in school, 26 November 2026",
      "First day back checked, 26 November 2026",
      "Plan for return reviewed, 30 November 2026",
    ]);
    expect(await stateOf(manager, id, "check_first_day")).toBe("done");
    expect(await stateOf(manager, id, "review_return")).toBe("done");
  });

  it.each([
    ["to come", { happenedOn: "2026-12-01" }, "Day must be today or earlier"],
    [
      "before the exclusion",
      { happenedOn: "2026-11-23" },
      "Day must be 24 November 2026, the first day out of school, or later",
    ],
    [
      "of a check before the return",
      { kind: "first_day_checked" as const, words: "x" },
      "Record first that the young person is back in school",
    ],
  ])("refuses a day %s", async (_, changes, sentence) => {
    const { id, manager } = await anExclusion();
    await expect(recordReturn(manager, step(id, changes), later)).rejects.toThrow(sentence);
    expect(await stepsOf(id)).toEqual([]);
  });

  it("refuses a review before the return", async () => {
    const { id, manager } = await anExclusion();
    await recordReturn(manager, step(id), later);
    const review = step(id, { kind: "return_reviewed", happenedOn: "2026-11-25", words: "x" });
    await expect(recordReturn(manager, review, later)).rejects.toThrow(
      "Day must be 26 November 2026, the day of return, or later",
    );
  });

  it("that came later than it was due asks for the days between", async () => {
    const { id, manager } = await anExclusion();
    const late = async () => {
      const record = await asActor(manager, (tx) => exclusionRecord(tx, id, "2026-11-30"));
      return wayBackView(record, manager)?.late;
    };
    expect(await late()).toBeNull();
    await recordReturn(manager, step(id, { happenedOn: "2026-11-30" }), later);
    expect(await late()).toBe(
      "Due back on 26 November 2026, and back on 30 November 2026. Record the days between as time out of school.",
    );
    await recordReturn(manager, step(id), later);
    expect(await late()).toBeNull();
  });

  it("is the school's to record", async () => {
    const { id } = await anExclusion();
    const other = await aPerson("designated_manager", { schoolId: (await aSchool()).id });
    await expect(recordReturn(other, step(id), later)).rejects.toThrow(NotFound);
    await expect(recordReturn(await aPerson("vs_head_teacher"), step(id), later)).rejects.toThrow(NotAllowed);
  });

  it("asks how a check went", () => {
    const messages = (changes: Partial<RecordReturnInput>) =>
      recordReturnSchema
        .safeParse(step(crypto.randomUUID(), changes))
        .error?.issues.map((issue) => issue.message);
    expect(messages({})).toBeUndefined();
    expect(messages({ kind: "first_day_checked" })).toEqual(["Enter how it went"]);
  });
});
