import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aDecidedAlert } from "#tests/factories/alert-stages";
import { anAlert } from "#tests/factories/alerts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { mailsOf, tracesOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { clockOf } from "#tests/support/steps";
import { markDuplicate } from "~/domain/alerts/mark-duplicate.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:20:00Z");

let school: TestSchool;
let learner: TestLearner;
let manager: TestPerson;
let lead: TestPerson;

beforeAll(async () => {
  school = await aSchool();
  learner = await aLearner({ school });
  manager = await aPerson("designated_manager", { schoolId: school.id });
  lead = await aPerson("lead", { name: "Isla Grant" });
});

const raised = () => anAlert({ school, learner, raisedBy: manager });
const mark = (actor: TestPerson, alertId: string, firstId: string) =>
  markDuplicate(actor, { alertId, firstId }, clock);

describe("an alert that repeats another one", () => {
  it("ends, points to the first, and tells whoever raised it; the first goes on", async () => {
    const first = await raised();
    const second = await raised();
    await mark(lead, second.id, first.id);
    const { events, audit, alert } = await tracesOf(database, second.id, "alert.duplicate");
    expect(alert).toMatchObject({
      state: "duplicate",
      end_reason: "duplicate",
      duplicate_of_id: first.id,
      ended_at: clock.now(),
    });
    expect(events.map((event) => event.summary)).toEqual([`Repeats ${first.reference}, which goes on`]);
    expect(audit).toMatchObject([
      { person_id: lead.personId, detail: { state: "duplicate", duplicateOfId: first.id } },
    ]);
    expect(await clockOf(database, second.id)).toMatchObject({
      ended_at: clock.now(),
      next_step_due_at: null,
    });
    const repeated = await tracesOf(database, first.id, "alert.repeated");
    expect(repeated.events.map((event) => event.summary)).toEqual([
      `${second.reference} repeats this alert and has ended`,
    ]);
    expect(repeated.alert).toMatchObject({ state: "raised", ended_at: null });
    expect((await clockOf(database, first.id)).next_step_due_at).not.toBeNull();
    expect(await mailsOf(database, second.id, "alerts/alert-duplicate")).toEqual([
      {
        to_person_id: manager.personId,
        input: { reference: second.reference, firstReference: first.reference, link: `/alerts/${first.id}` },
      },
    ]);
  });

  it.each([
    ["itself", async (id: string) => id],
    ["an alert of another school", async () => (await anAlert()).id],
    [
      "an alert about another learner",
      async () => (await anAlert({ school, learner: await aLearner({ school }) })).id,
    ],
    [
      "one that was withdrawn",
      async () => {
        const other = await raised();
        await withdrawAlert(manager, { alertId: other.id, reason: "Raised by mistake." }, clock);
        return other.id;
      },
    ],
  ])("is not said to repeat %s", async (_, firstOf) => {
    const alert = await raised();
    await expect(mark(lead, alert.id, await firstOf(alert.id))).rejects.toMatchObject({
      name: "Invalid",
      field: "firstId",
    });
    expect(await clockOf(database, alert.id)).toMatchObject({ ended_at: null });
  });

  it("may be about a child who is not matched yet", async () => {
    const first = await anAlert({ school, raisedBy: manager, childName: "Sam Unknown", childStage: "P6" });
    const second = await raised();
    await mark(lead, second.id, first.id);
    expect((await tracesOf(database, second.id, "alert.duplicate")).alert).toMatchObject({
      state: "duplicate",
    });
  });

  it("is no longer one once a decision is on record", async () => {
    const first = await raised();
    const decided = await aDecidedAlert({ school, learner });
    await expect(mark(lead, decided.id, first.id)).rejects.toMatchObject({ name: "Conflict" });
  });

  it.each([
    ["the designated manager", () => Promise.resolve(manager), "NotAllowed"],
    ["a lead's teacher without the learner", () => aPerson("vs_teacher"), "NotFound"],
  ])("is not for %s to say", async (_, person, refusal) => {
    const [first, second] = [await raised(), await raised()];
    await expect(mark(await person(), second.id, first.id)).rejects.toMatchObject({ name: refusal });
  });

  it("is not the first of the one it repeats: of two who say so at once, one is told to look again", async () => {
    for (let race = 0; race < 10; race += 1) {
      const [one, other] = [await raised(), await raised()];
      const results = await Promise.allSettled([mark(lead, one.id, other.id), mark(lead, other.id, one.id)]);
      const open = await database.superuserQuery(
        "select id from alert where id = any ($1) and ended_at is null",
        [[one.id, other.id]],
      );
      expect(open.length).toBeGreaterThanOrEqual(1);
      for (const result of results)
        if (result.status === "rejected") expect(result.reason.name).toMatch(/Conflict|Invalid/);
    }
  });
});
