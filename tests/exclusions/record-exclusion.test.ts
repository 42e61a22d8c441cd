import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aDecidedAlert, anAnsweredAlert } from "#tests/factories/alert-stages";
import { theYearOf } from "#tests/factories/calendars";
import { anExclusion, decisionClock as clock, exclusionInput } from "#tests/factories/exclusions";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool, theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { mailsOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { saveSchoolException } from "~/domain/calendars/save-school-exception.server";
import { recordExclusionSchema } from "~/domain/exclusions/exclusions.schema";
import { recordExclusion } from "~/domain/exclusions/record-exclusion.server";
import { retireRefCode } from "~/domain/reference/retire-ref-code.server";
import { fixedClock } from "~/platform/clock";
import { Conflict, Invalid, NotAllowed } from "~/platform/errors";

const database = await aDatabase();
let school: TestSchool;
let manager: TestPerson;
let headOfVirtualSchool: TestPerson;

beforeAll(async () => {
  await theYearOf((await theHomeAuthority()).id);
  await starterCodesInDatabase();
  school = await aSchool();
  manager = await aPerson("designated_manager", { schoolId: school.id });
  headOfVirtualSchool = await aPerson("vs_head_teacher");
});

const rowsOf = (table: "exclusion_education" | "time_out", id: string) =>
  database.superuserQuery(
    `select *, ${table === "time_out" ? "to_char(starts_on, 'YYYY-MM-DD') || ' ' || starts_at || ' – ' || to_char(ends_on, 'YYYY-MM-DD') || ' ' || ends_at" : `to_char("from", 'YYYY-MM-DD')`} days from ${table} where exclusion_id = $1`,
    [id],
  );
const excluded = async (id: string) => {
  const rows = await database.superuserQuery(
    "select *, to_char(return_due_on, 'YYYY-MM-DD') back from exclusion where id = $1",
    [id],
  );
  return rows[0];
};
const countOf = async (learner: TestLearner) =>
  (await database.superuserQuery("select id from exclusion where learner_id = $1", [learner.id])).length;
const attempt = (learner: TestLearner, changes: Partial<Parameters<typeof recordExclusion>[1]> = {}) =>
  recordExclusion(manager, exclusionInput({ learner, school }, changes), clock);

describe("recording an exclusion", () => {
  it("stores the decision, the first answer on education, the time out, an event and an audit line", async () => {
    const { id, learner } = await anExclusion({ school, manager, motivations: ["not_known@1"] });
    expect(await excluded(id)).toMatchObject({
      reference: expect.stringMatching(/^E-2026-\d{4}$/),
      alert_id: null,
      kind: "temporary",
      ground: "seriously_detrimental",
      decided_by: "Mx Invented, head teacher",
      openings: 4,
      back: "2026-11-26",
      incident_types: ["fighting@1"],
      motivations: ["not_known@1"],
      recorded_by_id: manager.personId,
    });
    expect(await rowsOf("exclusion_education", id)).toMatchObject([
      { provision: "online_or_work_sent", days: "2026-11-24", decided_by: "Mx Invented", why: null },
    ]);
    expect(await rowsOf("time_out", id)).toMatchObject([
      {
        kind: "temporary_exclusion",
        learner_id: learner.id,
        days: "2026-11-24 morning – 2026-11-25 afternoon",
      },
    ]);
    expect(
      await database.superuserQuery(
        "select kind, summary, detail, learner_id from event where about_id = $1",
        [id],
      ),
    ).toEqual([
      {
        kind: "exclusion.recorded",
        summary:
          "Excluded for 4 half days from 24 November 2026, decided on 23 November 2026; due back on 26 November 2026",
        detail: "Decided by Mx Invented, head teacher.\nA chair was thrown in class.",
        learner_id: learner.id,
      },
    ]);
    expect(
      await database.superuserQuery("select action, detail from audit_line where subject_id = $1", [id]),
    ).toMatchObject([{ action: "exclusion.recorded", detail: { openings: 4, alertId: null } }]);
  });

  it("keeps “none so far” with who decided and why, from the day of the decision", async () => {
    const { id } = await anExclusion({
      school,
      manager,
      provision: "none_so_far",
      educationFrom: undefined,
      educationWhy: "The base is full.",
    });
    expect(await rowsOf("exclusion_education", id)).toMatchObject([
      { provision: "none_so_far", days: "2026-11-23", why: "The base is full." },
    ]);
  });

  it("counts half days by the school's own calendar, its own closures included", async () => {
    const own = await aSchool();
    const exception = { schoolId: own.id, day: "2026-11-25", name: "Burst pipes", openings: 0 as const };
    await saveSchoolException(headOfVirtualSchool, exception, clock);
    const { id } = await anExclusion({ school: own });
    expect(await excluded(id)).toMatchObject({ back: "2026-11-27" });
  });

  it("is one exclusion when the form is sent twice, also at the same moment", async () => {
    const learner = await aLearner({ school });
    const input = exclusionInput({ learner, school });
    const both = await Promise.all([
      recordExclusion(manager, input, clock),
      recordExclusion(manager, input, clock),
    ]);
    expect(both).toEqual([{ id: input.exclusionId }, { id: input.exclusionId }]);
    expect(await countOf(learner)).toBe(1);
  });

  it("tells the leads and the head of the Virtual School, with reference and link alone", async () => {
    const lead = await aPerson("lead");
    const { id } = await anExclusion({ school, manager });
    const mails = await mailsOf(database, id, "exclusions/exclusion-recorded");
    const { reference } = (await excluded(id)) ?? {};
    expect(mails.map((mail) => mail.to_person_id)).toEqual(
      expect.arrayContaining([lead.personId, headOfVirtualSchool.personId]),
    );
    for (const { input } of mails) expect(input).toEqual({ reference, link: `/exclusions/${id}` });
  });
});

describe("who may record", () => {
  it("the head teacher of the school, too", async () => {
    const headTeacher = await aPerson("head_teacher", { schoolId: school.id });
    const { id } = await anExclusion({ school, manager: headTeacher });
    expect(await excluded(id)).toMatchObject({ recorded_by_id: headTeacher.personId });
  });

  it.each(["lead", "vs_teacher", "vs_head_teacher", "administrator"] as const)("not a %s", async (role) => {
    const learner = await aLearner({ school });
    const recording = recordExclusion(await aPerson(role), exclusionInput({ learner, school }), clock);
    await expect(recording).rejects.toThrow(NotAllowed);
    expect(await countOf(learner)).toBe(0);
  });

  it("nobody of another school", async () => {
    const learner = await aLearner({ school });
    const other = await aPerson("head_teacher", { schoolId: (await aSchool()).id });
    await expect(recordExclusion(other, exclusionInput({ learner, school }), clock)).rejects.toThrow(
      NotAllowed,
    );
    const ofAnother = await aLearner({ school: await aSchool() });
    await expect(attempt(ofAnother)).rejects.toThrow("not on the school’s roll");
    expect([await countOf(learner), await countOf(ofAnother)]).toEqual([0, 0]);
  });
});

describe("days that cannot be", () => {
  it.each([
    ["decided tomorrow", { decidedOn: "2026-11-24" }, "Day must be today or earlier"],
    ["a slip of the year", { decidedOn: "2025-11-20", startsOn: "2025-11-20" }, "within the last year"],
    ["a start before the decision", { startsOn: "2026-11-20" }, "the day of the decision or later"],
    ["a Saturday", { startsOn: "2026-11-28" }, "The school is closed on 28 November 2026"],
    ["a day beyond the calendar", { startsOn: "2027-08-30" }, "calendar does not reach this day"],
    ["more half days than the calendar holds", { openings: 380 }, "does not hold so many half days"],
  ])("%s is refused", async (_case, changes, sentence) => {
    const learner = await aLearner({ school });
    const recording = attempt(learner, changes);
    await expect(recording).rejects.toThrow(Invalid);
    await expect(recording).rejects.toThrow(sentence);
    expect(await countOf(learner)).toBe(0);
  });

  it("the afternoon of a half day is refused", async () => {
    const own = await aSchool();
    const exception = { schoolId: own.id, day: "2026-11-24", name: "Half day", openings: 1 as const };
    await saveSchoolException(headOfVirtualSchool, exception, clock);
    await expect(anExclusion({ school: own, startsAt: "afternoon" })).rejects.toThrow("in the morning only");
  });
});

describe("a second exclusion of the same learner", () => {
  it("is refused when it overlaps, with the days of the first", async () => {
    const { learner } = await anExclusion({ school, manager });
    await expect(attempt(learner, { startsOn: "2026-11-25", startsAt: "afternoon" })).rejects.toThrow(
      "excluded already from 24 November 2026 to 25 November 2026",
    );
    expect(await countOf(learner)).toBe(1);
  });

  it("is taken from the opening after the first one's last", async () => {
    const { learner } = await anExclusion({ school, manager, openings: 3 });
    await attempt(learner, { startsOn: "2026-11-25", startsAt: "afternoon" });
    expect(await countOf(learner)).toBe(2);
  });

  it("sent at the same moment is refused too", async () => {
    const learner = await aLearner({ school });
    const both = await Promise.allSettled([attempt(learner), attempt(learner)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await countOf(learner)).toBe(1);
  });
});

describe("from an alert", () => {
  const excludedOn = { decision: "excluded_temporary", openings: 4 } as const;
  const fromAlert = (
    alert: { id: string; learner: TestLearner | null; school: TestSchool },
    learner = alert.learner,
  ) => exclusionInput({ learner: learner ?? { id: "" }, school: alert.school }, { alertId: alert.id });

  it("is linked to it, and whoever coordinates it is told", async () => {
    const alert = await aDecidedAlert({}, excludedOn);
    const otherLead = await aPerson("lead");
    const { id } = await recordExclusion(alert.raisedBy, fromAlert(alert), clock);
    expect(await excluded(id)).toMatchObject({ alert_id: alert.id });
    const told = (await mailsOf(database, id, "exclusions/exclusion-recorded")).map(
      (mail) => mail.to_person_id,
    );
    expect(told).toEqual(expect.arrayContaining([alert.lead.personId, headOfVirtualSchool.personId]));
    expect(told).not.toContain(otherLead.personId);
  });

  it("is refused a second time, naming the first", async () => {
    const alert = await aDecidedAlert({}, excludedOn);
    const { id } = await recordExclusion(alert.raisedBy, fromAlert(alert), clock);
    const { reference } = (await excluded(id)) ?? {};
    const again = recordExclusion(alert.raisedBy, fromAlert(alert), clock);
    await expect(again).rejects.toThrow(Conflict);
    await expect(again).rejects.toThrow(String(reference));
  });

  it("is refused for another learner, and while the alert says nothing of an exclusion", async () => {
    const alert = await aDecidedAlert({}, excludedOn);
    const other = await aLearner({ school: alert.school });
    await expect(recordExclusion(alert.raisedBy, fromAlert(alert, other), clock)).rejects.toThrow(
      "about another learner",
    );
    const undecided = await anAnsweredAlert();
    await expect(recordExclusion(undecided.raisedBy, fromAlert(undecided), clock)).rejects.toThrow(
      "Record the head teacher’s decision to exclude on the alert first",
    );
  });
});

it("an entry that was retired meanwhile is refused in a sentence", async () => {
  const administrator = await aPerson("administrator");
  const retired = { list: "incident_type", code: "spitting", version: 1 } as const;
  await retireRefCode(administrator, retired, fixedClock("2026-11-20T09:00:00Z"));
  const learner = await aLearner({ school });
  await expect(attempt(learner, { incidentTypes: ["spitting@1"] })).rejects.toThrow("not offered any more");
  await expect(attempt(learner, { provision: "nothing_of_ours" })).rejects.toThrow("not offered any more");
  expect(await countOf(learner)).toBe(0);
});

describe("the form", () => {
  const ids = {
    learner: { id: "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01" },
    school: { id: "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f02" },
  };
  const messages = (changes: Record<string, unknown>) =>
    recordExclusionSchema
      .safeParse({ ...exclusionInput(ids), openings: "4", ...changes })
      .error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);

  it.each([
    [{ ground: undefined }, "ground: Select the ground"],
    [{ openings: undefined }, "openings: Enter the length in half days"],
    [{ openings: "1.5" }, "openings: Length must be a whole number of half days"],
    [{ openings: "0" }, "openings: Length must be at least 1 half day"],
    [{ incidentTypes: [] }, "incidentTypes: Select at least one incident type"],
    [{ provision: "none_so_far" }, "educationWhy: Enter why there is none so far"],
    [{ educationFrom: undefined }, "educationFrom: Enter the day from which there is education"],
  ])("%j: %s", (changes, message) => {
    expect(messages(changes)).toContain(message);
  });
});
