import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aDecidedAlert } from "#tests/factories/alert-stages";
import { theYearOf } from "#tests/factories/calendars";
import { anExclusion, decisionClock, stepInput } from "#tests/factories/exclusions";
import { aLearner, shareWith } from "#tests/factories/learners";
import { anAuthority, aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { mailsOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { annulExclusion } from "~/domain/exclusions/annul-exclusion.server";
import { recordStep } from "~/domain/exclusions/record-step.server";
import { remindOfDuties } from "~/domain/exclusions/remind-of-duties.server";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
let headOfVirtualSchool: TestPerson;

beforeAll(async () => {
  await theYearOf((await theHomeAuthority()).id);
  await starterCodesInDatabase();
  headOfVirtualSchool = await aPerson("vs_head_teacher");
});

const remindAt = (time: string) => remindOfDuties(fixedClock(`${time}:00Z`));
const dueOf = (id: string) =>
  database.superuserQuery<{ duty: string; day: string }>(
    "select duty, to_char(due_on, 'YYYY-MM-DD') as day from exclusion_due where exclusion_id = $1 order by due_on, duty",
    [id],
  );
const mailsAbout = (id: string) => mailsOf(database, id, "exclusions/duty-due");

/** Decided on Monday 23 November 2026 from an alert, with a head teacher: nobody was told yet. */
async function anExclusionToChase() {
  const alert = await aDecidedAlert({}, { decision: "excluded_temporary", openings: 4 });
  const { learner, school, lead } = alert;
  if (!learner) throw new Error("the alert of the test has a learner");
  const headTeacher = await aPerson("head_teacher", { schoolId: school.id });
  const exclusion = await anExclusion({
    school,
    learner,
    alertId: alert.id,
    manager: alert.raisedBy as TestPerson,
  });
  return { ...exclusion, lead, headTeacher };
}

it("what is owed is written down with each change, and nothing once it is annulled", async () => {
  const { id, manager } = await anExclusionToChase();
  expect((await dueOf(id)).map(({ duty, day }) => `${duty} ${day}`)).toEqual([
    "tell 2026-11-23",
    "plan_return 2026-11-25",
    "check_first_day 2026-11-26",
    "hold_meeting 2026-11-30",
    "offer_meeting 2026-11-30",
    "written_notice 2026-12-01",
    "review_return 2026-12-03",
  ]);
  await recordStep(manager, stepInput(id, "told"), decisionClock);
  await recordStep(manager, stepInput(id, "meeting_offered", { happenedOn: "2026-11-27" }), decisionClock);
  const settled = (await dueOf(id)).map(({ duty, day }) => `${duty} ${day}`);
  expect(settled.slice(0, 3)).toEqual([
    "plan_return 2026-11-25",
    "check_first_day 2026-11-26",
    "hold_meeting 2026-11-27",
  ]);
  const mistake = { exclusionId: id, cause: "mistake", annulledOn: "2026-11-23", why: "A mistake." } as const;
  await annulExclusion(headOfVirtualSchool, mistake, decisionClock);
  expect(await dueOf(id)).toEqual([]);
});

describe("reminders", () => {
  it("go out from the opening of duty hours, once for each duty and stage, and to whoever coordinates once overdue", async () => {
    const { id, manager, headTeacher, lead } = await anExclusionToChase();
    const school = [manager.personId, headTeacher.personId];
    await remindAt("2026-11-23T15:00");
    await remindAt("2026-11-24T08:15");
    expect(await mailsAbout(id)).toEqual([]);

    await remindAt("2026-11-24T09:00");
    await remindAt("2026-11-24T12:00");
    const overdue = await mailsAbout(id);
    expect(overdue.map((mail) => mail.to_person_id).sort()).toEqual([...school, lead.personId].sort());
    expect(overdue[0]?.input).toMatchObject({
      duty: "tell",
      dueOn: "2026-11-23",
      isOverdue: true,
      others: 1,
      link: `/exclusions/${id}`,
    });

    await remindAt("2026-11-25T09:00");
    const dayBefore = (await mailsAbout(id)).filter(({ input }) => input.duty === "check_first_day");
    expect(dayBefore.map((mail) => mail.to_person_id).sort()).toEqual([...school].sort());
    expect(dayBefore[0]?.input).toMatchObject({ dueOn: "2026-11-26", isOverdue: false, others: 0 });

    await remindAt("2026-11-26T09:00");
    const late = (await mailsAbout(id)).filter(({ input }) => input.duty === "plan_return");
    expect(late.map((mail) => mail.to_person_id)).toContain(lead.personId);
    expect(late[0]?.input).toMatchObject({ isOverdue: true });
    expect(await mailsAbout(id)).toHaveLength(3 + 2 + 3);
  });

  it("go at a school of another authority to those who are invited for that learner, and to nobody else there", async () => {
    const authority = await anAuthority({ isHome: false });
    await theYearOf(authority.id);
    const school = await aSchool({ authority });
    const learner = await aLearner({ school });
    const at = { schoolId: school.id };
    const [manager, headTeacher, ended] = [
      await aPerson("designated_manager", at),
      await aPerson("head_teacher", at),
      await aPerson("head_teacher", at),
    ];
    for (const person of [manager, ended]) await shareWith(person, { learner, school });
    await shareWith(headTeacher, { learner: await aLearner({ school }), school });
    const { id } = await anExclusion({ school, learner, manager });
    await database.superuserQuery(
      "update host_invitation set ended_at = now(), ended_by_id = invited_by_id where person_id = $1",
      [ended.personId],
    );
    await remindAt("2026-11-24T09:00");
    const told = (await mailsAbout(id)).map((mail) => mail.to_person_id);
    expect(told).toContain(manager.personId);
    for (const person of [headTeacher, ended]) expect(told).not.toContain(person.personId);
  });

  it("of a Monday's duty go out on the Friday before, and none at the weekend", async () => {
    const { id } = await anExclusionToChase();
    await remindAt("2026-11-27T09:00");
    const before = await mailsAbout(id);
    expect(before[0]?.input).toMatchObject({ duty: "tell", others: 4 });
    expect(await remindAt("2026-11-28T11:00")).toBe(0);
  });

  it("of several workers at once go out once", async () => {
    const { id } = await anExclusionToChase();
    await Promise.all([remindAt("2026-11-24T09:00"), remindAt("2026-11-24T09:00")]);
    expect(await mailsAbout(id)).toHaveLength(3);
  });
});

describe("what is owed", () => {
  const seenBy = async (url: string, personId?: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("BEGIN");
    if (personId) await client.query("SELECT set_config('app.person_id', $1, true)", [personId]);
    const { rows } = await client.query<{ exclusion_id: string }>("SELECT exclusion_id FROM exclusion_due");
    await client.query("ROLLBACK");
    await client.end();
    return new Set(rows.map((row) => row.exclusion_id));
  };

  it("is shown to the worker, to leads and the school, and to nobody else", async () => {
    const ours = await anExclusionToChase();
    const theirs = await anExclusionToChase();
    const both = expect.arrayContaining([ours.id, theirs.id]);
    expect([...(await seenBy(database.workerUrl))]).toEqual(both);
    expect([...(await seenBy(database.webUrl, ours.lead.personId))]).toEqual(both);
    expect([...(await seenBy(database.webUrl, ours.manager.personId))]).toEqual([ours.id]);
    expect(await seenBy(database.webUrl, (await aPerson("vs_teacher")).personId)).toEqual(new Set());
    expect(await seenBy(database.webUrl)).toEqual(new Set());
  });

  it("is changed by the worker only where it notes that somebody was told", async () => {
    const client = new pg.Client({ connectionString: database.workerUrl });
    await client.connect();
    for (const statement of ["UPDATE exclusion_due SET due_on = now()", "DELETE FROM exclusion_due"])
      await expect(client.query(statement)).rejects.toThrow("permission denied");
    await client.end();
  });
});
