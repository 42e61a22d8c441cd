import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAnsweredAlert, decisionInput } from "#tests/factories/alert-stages";
import { anAlert } from "#tests/factories/alerts";
import { theYearOf } from "#tests/factories/calendars";
import { anAuthority, aSchool } from "#tests/factories/organisations";
import { actionsOf, factsOf, mailsOf, rowsOf, tracesOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { assignAlert } from "~/domain/alerts/assign-alert.server";
import { recordDecisionSchema } from "~/domain/alerts/decide-alert.schema";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { saveSchoolException } from "~/domain/calendars/save-school-exception.server";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T14:00:00Z");

let headOfVirtualSchool: TestPerson;

beforeAll(async () => {
  headOfVirtualSchool = await aPerson("vs_head_teacher");
});

const facts = async (id: string) =>
  (await factsOf(database, id)).map(({ kind, day, openings }) => [kind, day, openings]);
const toldOfDecision = async (id: string) =>
  (await mailsOf(database, id, "alerts/alert-decided")).map((mail) => mail.to_person_id).sort();

const excluded = { decision: "excluded_temporary", openings: 4 } as const;

describe("recording the decision", () => {
  it("stores it as the head teacher made it, with what the child says", async () => {
    const { id, raisedBy } = await anAnsweredAlert();
    const child = { childView: "in_their_words", childWords: "I want to stay." } as const;
    await recordDecision(raisedBy, decisionInput(id, child), clock);
    expect(await rowsOf(database, "alert_decision", id)).toMatchObject([
      {
        decision: "not_excluded",
        decided_by: "Mx Invented, head teacher",
        recorded_by_id: raisedBy.personId,
        recorded_at: clock.now(),
        openings: null,
        reason: "A plan was found.",
        child_view: "in_their_words",
        child_words: "I want to stay.",
      },
    ]);
    const { events, audit, alert } = await tracesOf(database, id, "decision.recorded");
    expect(events).toMatchObject([
      {
        summary: "Decision: not excluded, decided on 23 November 2026",
        detail: "Decided by Mx Invented, head teacher.\nA plan was found.\nThe child says: I want to stay.",
      },
    ]);
    expect(audit).toEqual([
      {
        at: clock.now(),
        person_id: raisedBy.personId,
        detail: { state: "decided", decision: "not_excluded", decidedOn: "2026-11-23", openings: null },
      },
    ]);
    expect(alert).toMatchObject({ state: "decided", decided_at: clock.now(), ended_at: null });
  });

  it.each([
    ["not_excluded", {}, ["decision_not_excluded", "2026-11-23", null]],
    ["no_longer_considered", {}, ["decision_no_longer_considered", "2026-11-23", null]],
    ["excluded_temporary", { openings: 4 }, ["excluded", "2026-11-23", 4]],
  ] as const)("leaves the fact of %s", async (decision, changes, fact) => {
    const { id, raisedBy } = await anAnsweredAlert();
    await recordDecision(raisedBy, decisionInput(id, { decision, ...changes }), clock);
    expect(await facts(id)).toEqual([fact]);
  });

  it("drops a length that was typed beside another decision", async () => {
    const { id, raisedBy } = await anAnsweredAlert();
    await recordDecision(raisedBy, decisionInput(id, { openings: 4 }), clock);
    expect(await rowsOf(database, "alert_decision", id)).toMatchObject([{ openings: null }]);
  });

  it("is possible before anybody has answered: the app never blocks", async () => {
    const { id, raisedBy } = await anAlert();
    await recordDecision(raisedBy, decisionInput(id), clock);
    expect((await tracesOf(database, id, "decision.recorded")).alert).toMatchObject({
      state: "decided",
      acknowledged_at: null,
    });
  });
});

describe("the day of the decision", () => {
  it("before the alert also leaves the fact that the alert came too late, once", async () => {
    const earlier = { decidedOn: "2026-11-20", ...excluded };
    const { id, raisedBy } = await anAnsweredAlert();
    await recordDecision(raisedBy, decisionInput(id, earlier), clock);
    expect(await facts(id)).toEqual([
      ["decision_preceded_alert", "2026-11-20", null],
      ["excluded", "2026-11-20", 4],
    ]);
    const saidWhenRaised = await anAnsweredAlert({ decisionMade: "yes" });
    await recordDecision(saidWhenRaised.raisedBy, decisionInput(saidWhenRaised.id, earlier), clock);
    const kinds = (await facts(saidWhenRaised.id)).map(([kind]) => kind);
    expect(kinds).toEqual(["excluded", "decision_preceded_alert"]);
  });

  it.each([
    ["tomorrow", "2026-11-24", "Day must be today or earlier"],
    ["a slip of the year", "2025-11-20", "Day must be within the year before the alert"],
  ])("cannot be %s", async (_case, decidedOn, sentence) => {
    const { id, raisedBy } = await anAnsweredAlert();
    const attempt = recordDecision(raisedBy, decisionInput(id, { decidedOn }), clock);
    await expect(attempt).rejects.toThrow(Invalid);
    await expect(attempt).rejects.toThrow(sentence);
    expect(await rowsOf(database, "alert_decision", id)).toEqual([]);
  });
});

describe("the checks after a decision", () => {
  it("are two actions of whoever coordinates, 10 and 30 school days later", async () => {
    const { id, raisedBy, lead } = await anAnsweredAlert();
    await recordDecision(raisedBy, decisionInput(id), clock);
    expect(await actionsOf(database, id)).toMatchObject([
      { kind: "follow_up_10", due_on: "2026-12-07", person_id: lead.personId },
      { kind: "follow_up_30", due_on: "2027-01-04", person_id: lead.personId },
    ]);
  });

  it("are counted on the calendar of the school's own authority", async () => {
    const authority = await anAuthority({ isHome: false });
    const term = { name: "Term", startsOn: toDateColumn("2026-08-17"), endsOn: toDateColumn("2027-06-24") };
    const closedDays = ["2026-11-30", "2026-12-01"].map((day) => toDateColumn(day));
    await asNobody(async (tx) => {
      await tx.term.create({ data: { authorityId: authority.id, ...term } });
      await tx.closedDay.createMany({
        data: closedDays.map((day) => ({
          authorityId: authority.id,
          day,
          name: "Holiday",
          closesSchools: true,
          closesDuty: true,
        })),
      });
    });
    const { id, raisedBy } = await anAnsweredAlert({ school: await aSchool({ authority }) });
    await recordDecision(raisedBy, decisionInput(id), clock);
    const [first] = await actionsOf(database, id);
    expect(first).toMatchObject({ due_on: "2026-12-09" });
    expect(first?.what).not.toContain("assumed");
  });

  it("leave out the days on which the host school alone was closed; a change later leaves them as they are", async () => {
    const authority = await anAuthority({ isHome: false });
    await theYearOf(authority.id);
    const school = await aSchool({ authority });
    const close = (day: string) =>
      saveSchoolException(
        headOfVirtualSchool,
        { schoolId: school.id, day, name: "Burst pipes", openings: 0 },
        clock,
      );
    const dueOn = async (id: string) => (await actionsOf(database, id)).map((action) => action.due_on);
    await close("2026-11-25");
    await close("2026-11-26");
    const { id, raisedBy } = await anAnsweredAlert({ school });
    await recordDecision(raisedBy, decisionInput(id), clock);
    expect(await dueOn(id)).toEqual(["2026-12-09", "2027-01-20"]);
    await close("2026-11-27");
    expect(await dueOn(id)).toEqual(["2026-12-09", "2027-01-20"]);
  });

  it("say so where the calendar does not reach that far", async () => {
    const { id, raisedBy } = await anAnsweredAlert();
    await recordDecision(raisedBy, decisionInput(id), clock);
    expect((await actionsOf(database, id))[0]?.what).toContain("The day is assumed");
  });

  it("wait for a lead when nobody coordinates", async () => {
    const { id, raisedBy } = await anAlert();
    await recordDecision(raisedBy, decisionInput(id), clock);
    const [{ person_id: personId } = { person_id: null }] = await actionsOf(database, id);
    const roles = await database.superuserQuery<{ role: string }>(
      "select role from membership where person_id = $1",
      [personId],
    );
    expect(["lead", "vs_head_teacher"]).toContain(roles[0]?.role);
  });
});

describe("who is told of the decision", () => {
  it("whoever coordinates, with a mail that does not say what was decided", async () => {
    const { id, reference, raisedBy, lead } = await anAnsweredAlert();
    const owner = await aPerson("vs_teacher");
    await assignAlert(lead, { alertId: id, ownerId: owner.personId }, clock);
    await recordDecision(raisedBy, decisionInput(id), clock);
    expect(await mailsOf(database, id, "alerts/alert-decided")).toEqual([
      { to_person_id: owner.personId, input: { reference, link: `/alerts/${id}` } },
    ]);
  });

  it("after an exclusion also the Virtual School head teacher, once", async () => {
    const { id, raisedBy, lead } = await anAnsweredAlert();
    await recordDecision(raisedBy, decisionInput(id, excluded), clock);
    const told = await toldOfDecision(id);
    expect(told).toEqual(expect.arrayContaining([lead.personId, headOfVirtualSchool.personId]));
    expect(new Set(told).size).toBe(told.length);
  });
});

describe("two decisions at the same moment", () => {
  it("one wins, and the other person is told who and what", async () => {
    const { id, raisedBy, school } = await anAnsweredAlert();
    const headTeacher = await aPerson("head_teacher", { schoolId: school.id });
    const attempts = await Promise.allSettled([
      recordDecision(raisedBy, decisionInput(id), clock),
      recordDecision(headTeacher, decisionInput(id, excluded), clock),
    ]);
    const refused = attempts.filter((attempt) => attempt.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(Conflict);
    expect(refused[0]?.reason.sentence).toMatch(
      /recorded the decision on 23 November 2026, 14:00: (not excluded|excluded, temporary)\./,
    );
    expect(await rowsOf(database, "alert_decision", id)).toHaveLength(1);
    expect(await facts(id)).toHaveLength(1);
    expect(await actionsOf(database, id)).toHaveLength(2);
    expect((await tracesOf(database, id, "decision.recorded")).events).toHaveLength(1);
  });
});

describe("the form", () => {
  const messages = (changes: Record<string, unknown>) =>
    recordDecisionSchema
      .safeParse({ ...decisionInput("5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01"), ...changes })
      .error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);

  it.each([
    [{ decision: "excluded_temporary" }, "openings: Enter the length in half days"],
    [{ decision: "removed_from_register" }, "decision: Select what the head teacher decided"],
    [{ childView: "in_their_words" }, "childWords: Enter what the child says, or select ‘Not asked yet’"],
    [{ decidedBy: " " }, "decidedBy: Enter the name of the head teacher who decided"],
    [{ reason: undefined }, "reason: Enter why"],
  ])("%j: %s", (changes, message) => {
    expect(messages(changes)).toContain(message);
  });

  it("does not ask for the child's view", () => {
    expect(
      recordDecisionSchema.safeParse({
        ...decisionInput("5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01"),
        childView: undefined,
      }).data,
    ).toMatchObject({
      childView: "not_asked_yet",
    });
  });
});
