import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { alertInput, anAlert } from "#tests/factories/alerts";
import { aLearner, type TestLearner, theLearnersMaker } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { raiseAlert } from "~/domain/alerts/raise-alert.server";
import { saveDutyTurn } from "~/domain/duty/save-duty-turn.server";
import { startEnrolment } from "~/domain/learners/start-enrolment.server";
import { type Actor, type Role, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
/** A Monday, in duty hours. */
const clock = fixedClock("2026-11-23T10:02:00Z");

let school: TestSchool;
let elsewhere: TestSchool;
let learner: TestLearner;
let manager: Actor;

beforeAll(async () => {
  school = await aSchool();
  elsewhere = await aSchool();
  learner = await aLearner({ school });
  manager = await aPerson("designated_manager", { schoolId: school.id });
});

const input = (changes = {}) => alertInput(school.id, { learnerId: learner.id, ...changes });
const stored = async (id: string) =>
  (await database.superuserQuery("select * from alert where id = $1", [id]))[0];
const countAlerts = async () =>
  (await database.superuserQuery<{ n: number }>("select count(*)::int n from alert"))[0]?.n;

/** Who got which mail about an alert: "alerts/alert-raised to <person id>". */
async function mailsAbout(alertId: string): Promise<string[]> {
  const rows = await database.superuserQuery<{ mail: string }>(
    "select template || ' to ' || to_person_id as mail from outbox_mail where about_id = $1 order by 1",
    [alertId],
  );
  return rows.map((row) => row.mail);
}

describe("who raises an alert", () => {
  it.each<[string, Role, boolean]>([
    ["the designated manager", "designated_manager", false],
    ["a depute of the designated manager", "designated_manager", true],
    ["the head teacher", "head_teacher", false],
  ])("%s of the school", async (_who, role, isDepute) => {
    const actor = await aPerson(role, { schoolId: school.id, isDepute });
    const { id, reference } = await raiseAlert(actor, input(), clock);
    expect(reference).toMatch(/^A-2026-\d{4,}$/);
    expect(await stored(id)).toMatchObject({
      state: "raised",
      school_id: school.id,
      learner_id: learner.id,
      raised_by_id: actor.personId,
      raised_at: clock.now(),
      acknowledged_at: null,
    });
  });

  it.each(["designated_manager", "head_teacher"] as const)("never a %s of another school", async (role) => {
    const actor = await aPerson(role, { schoolId: elsewhere.id });
    const before = await countAlerts();
    await expect(raiseAlert(actor, input(), clock)).rejects.toMatchObject({
      name: "NotAllowed",
      sentence: "You can raise an alert for your own school only.",
    });
    expect(await countAlerts()).toBe(before);
  });

  it.each(roles.filter((role) => !["designated_manager", "head_teacher"].includes(role)))(
    "never a %s",
    async (role) => {
      await expect(raiseAlert(await aPerson(role), input(), clock)).rejects.toMatchObject({
        name: "NotAllowed",
      });
    },
  );

  it("nobody whose role has ended, though an open page still says they hold it", async () => {
    const gone = await aPerson("designated_manager", { schoolId: school.id, until: "2025-06-30" });
    const before = await countAlerts();
    await expect(
      raiseAlert(gone, input({ learnerId: undefined, childName: "A Child", childStage: "S2" }), clock),
    ).rejects.toThrow();
    expect(await countAlerts()).toBe(before);
  });
});

describe("the learner", () => {
  it.each([
    ["of another school", async () => (await aLearner({ school: elsewhere })).id],
    ["who does not exist", async () => randomUUID()],
    [
      "who has left for another school",
      async () => {
        const left = await aLearner({ school });
        const move = {
          learnerId: left.id,
          schoolId: elsewhere.id,
          kind: "main" as const,
          startedOn: "2021-08-17",
        };
        await startEnrolment(await theLearnersMaker(), move, clock);
        return left.id;
      },
    ],
  ])("%s is refused beside the field", async (_which, learnerId) => {
    const before = await countAlerts();
    await expect(raiseAlert(manager, input({ learnerId: await learnerId() }), clock)).rejects.toMatchObject({
      name: "Invalid",
      field: "learnerId",
      sentence: "Select a learner of your school",
    });
    expect(await countAlerts()).toBe(before);
  });

  it.each(["triggers", "whoKnows"])("a code that no list ever had is refused beside %s", async (field) => {
    const before = await countAlerts();
    await expect(raiseAlert(manager, input({ [field]: ["made_up"] }), clock)).rejects.toMatchObject({
      name: "Invalid",
      field,
      sentence: "Select from the list",
    });
    expect(await countAlerts()).toBe(before);
  });

  it("a code that was retired while the form was open is taken", async () => {
    await starterCodesInDatabase();
    const [code] = await database.superuserQuery<{ code: string }>(
      "update ref_code set valid_to = '2026-11-20' where list = 'trigger' and code = (select min(code) from ref_code where list = 'trigger') returning code",
    );
    const { id } = await raiseAlert(manager, input({ triggers: [code?.code] }), clock);
    expect(await stored(id)).toMatchObject({ triggers: [code?.code] });
  });

  it("who shares their time here can be raised for here", async () => {
    const shared = await aLearner({ school: elsewhere });
    const share = {
      learnerId: shared.id,
      schoolId: school.id,
      kind: "shared" as const,
      startedOn: "2021-08-17",
    };
    await startEnrolment(await theLearnersMaker(), share, clock);
    await expect(raiseAlert(manager, input({ learnerId: shared.id }), clock)).resolves.toMatchObject({
      isRepeat: false,
    });
  });

  it("who is not in the system yet is never refused: kept apart as unverified", async () => {
    const child = {
      learnerId: undefined,
      childName: "Not Inlist",
      childStage: "P4",
      childDateOfBirth: "2017-03-09",
    } as const;
    const { id } = await raiseAlert(manager, input(child), clock);
    expect(await stored(id)).toMatchObject({ learner_id: null, state: "raised" });
    expect(
      await database.superuserQuery(
        "select name, stage, date_of_birth::text, school_id from unverified_child where alert_id = $1",
        [id],
      ),
    ).toEqual([{ name: "Not Inlist", stage: "P4", date_of_birth: "2017-03-09", school_id: school.id }]);
    expect(await database.superuserQuery("select learner_id from event where about_id = $1", [id])).toEqual([
      { learner_id: null },
    ]);
  });

  it("chosen from the list counts, not a name typed before", async () => {
    const { id } = await raiseAlert(manager, input({ childName: "Typed Before", childStage: "P4" }), clock);
    expect(await stored(id)).toMatchObject({ learner_id: learner.id });
    expect(await database.superuserQuery("select from unverified_child where alert_id = $1", [id])).toEqual(
      [],
    );
  });
});

describe("urgency and the time for an answer", () => {
  it.each<[string, object, string, string]>([
    ["today", { decisionExpected: "today" }, "today", "2026-11-23T10:32:00.000Z"],
    [
      "today, in eight minutes",
      { decisionExpected: "today", decisionTime: "10:10" },
      "today",
      "2026-11-23T10:32:00.000Z",
    ],
    ["not known", { decisionExpected: "not_known" }, "today", "2026-11-23T10:32:00.000Z"],
    [
      "tomorrow",
      { decisionExpected: "another_day", decisionDay: "2026-11-24" },
      "two_school_days",
      "2026-11-23T12:02:00.000Z",
    ],
    [
      "on Friday",
      { decisionExpected: "another_day", decisionDay: "2026-11-27" },
      "later",
      "2026-11-24T10:02:00.000Z",
    ],
    [
      "made already",
      { decisionMade: "yes", decisionExpected: undefined },
      "today",
      "2026-11-23T10:32:00.000Z",
    ],
    [
      "made already, with an answer left over from before",
      { decisionMade: "yes", decisionExpected: "another_day", decisionDay: "2026-12-11" },
      "today",
      "2026-11-23T10:32:00.000Z",
    ],
    [
      "today, with a day left over from before",
      { decisionExpected: "today", decisionDay: "2026-11-20" },
      "today",
      "2026-11-23T10:32:00.000Z",
    ],
  ])("a decision expected %s", async (_when, changes, urgency, due) => {
    const { id } = await raiseAlert(manager, input(changes), clock);
    expect(await stored(id)).toMatchObject({ urgency, answer_due_at: new Date(due) });
  });

  it("a day that has passed is refused beside the field", async () => {
    const yesterday = input({ decisionExpected: "another_day", decisionDay: "2026-11-22" });
    await expect(raiseAlert(manager, yesterday, clock)).rejects.toMatchObject({
      name: "Invalid",
      field: "decisionDay",
    });
  });

  it("a decision already made is a fact of the alert", async () => {
    const { id } = await raiseAlert(
      manager,
      input({ decisionMade: "yes", decisionExpected: undefined }),
      clock,
    );
    expect(
      await database.superuserQuery(
        "select kind, happened_on::text, source, person_id from alert_fact where alert_id = $1",
        [id],
      ),
    ).toEqual([
      {
        kind: "decision_preceded_alert",
        happened_on: "2026-11-23",
        source: "alert_form",
        person_id: manager.personId,
      },
    ]);
    const { id: other } = await raiseAlert(manager, input(), clock);
    expect(await database.superuserQuery("select from alert_fact where alert_id = $1", [other])).toEqual([]);
  });
});

describe("who is told", () => {
  it("with no rota every lead and the Virtual School head teacher; then whoever is on duty; the head teacher a copy", async () => {
    const place = await aSchool();
    const someone = await aLearner({ school: place });
    const [raiser, headTeacher] = [
      await aPerson("designated_manager", { schoolId: place.id }),
      await aPerson("head_teacher", { schoolId: place.id }),
    ];
    await aPerson("head_teacher", { schoolId: elsewhere.id });
    await aPerson("lead", { until: "2025-06-30" });
    const leads = await database.superuserQuery<{ id: string }>(
      "select person_id as id from membership where role in ('lead', 'vs_head_teacher') and valid_to is null order by 1",
    );
    const alert = { school: place, learner: someone, raisedBy: raiser };
    const first = await anAlert(alert);
    expect(await mailsAbout(first.id)).toEqual(
      [
        ...leads.map((each) => `alerts/alert-raised to ${each.id}`),
        `alerts/alert-raised-copy to ${headTeacher.personId}`,
      ].sort(),
    );

    const [onDuty, depute] = [await aPerson("lead"), await aPerson("lead")];
    const turn = { areaId: place.areaId, weekday: 1, personId: onDuty.personId, deputeId: depute.personId };
    await saveDutyTurn(onDuty, turn, clock);
    const second = await anAlert(alert);
    expect(await mailsAbout(second.id)).toEqual([
      `alerts/alert-raised to ${onDuty.personId}`,
      `alerts/alert-raised-copy to ${headTeacher.personId}`,
    ]);
    expect(await stored(second.id)).toMatchObject({
      duty_person_id: onDuty.personId,
      duty_depute_id: depute.personId,
    });

    const third = await anAlert({ ...alert, raisedBy: headTeacher });
    expect(await mailsAbout(third.id)).toEqual([`alerts/alert-raised to ${onDuty.personId}`]);

    await saveDutyTurn(onDuty, { ...turn, personId: depute.personId, deputeId: onDuty.personId }, clock);
    expect(await stored(second.id)).toMatchObject({
      duty_person_id: onDuty.personId,
      duty_depute_id: depute.personId,
    });
  });

  it("by mails that say a reference, the urgency, when an answer is due and a link, and nothing else", async () => {
    const { id, reference } = await anAlert({ school, learner, raisedBy: manager });
    await aPerson("lead");
    const rows = await database.superuserQuery<{ input: unknown }>(
      "select input from outbox_mail where about_id = $1 and template = 'alerts/alert-raised'",
      [id],
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.input).toEqual({
        reference,
        urgency: "today",
        answerDueAt: "2026-11-23T10:32:00.000Z",
        link: `/alerts/${id}`,
        isPractice: false,
      });
    }
  });
});

describe("odd text", () => {
  it.each([
    ["half of a pair of surrogates", "before \ud83d after", "before \ufffd after"],
    ["text from right to left, with marks that turn it", "\u202eabc\u202c مرحبا", "\u202eabc\u202c مرحبا"],
    ["a word of 10,000 characters", "x".repeat(10_000), "x".repeat(10_000)],
  ])("%s does not keep an alert from being stored", async (_what, typed, kept) => {
    const { id } = await raiseAlert(manager, input({ whatHappened: typed }), clock);
    expect(await stored(id)).toMatchObject({ what_happened: kept });
  });
});
