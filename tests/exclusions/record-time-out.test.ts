import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aLearner, theLearnersMaker } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aTimeOut, partTime, timeOutInput } from "#tests/factories/time-out";
import { aDatabase } from "#tests/support/database";
import { recordTimeOut } from "~/domain/exclusions/record-time-out.server";
import { recordTimeOutSchema } from "~/domain/exclusions/time-out.schema";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-25T10:00:00Z");

const rows = (learnerId: string) =>
  database.superuserQuery(
    `select kind, starts_on::text, starts_at, ends_on::text, ends_at, agreed_openings, entitled_openings, agreed_by,
       review_on::text, why, source, recorded_by_id, alert_id from time_out where learner_id = $1`,
    [learnerId],
  );
const eventsOf = (learnerId: string) =>
  database.superuserQuery(
    "select kind, about_kind, about_id, summary, detail, audience from event where learner_id = $1 and kind like 'time_out.%'",
    [learnerId],
  );

async function aSchoolWithLearner() {
  const school = await aSchool();
  return { school, learner: await aLearner({ school }) };
}

describe("time out of school", () => {
  it("is stored with an event and an audit line", async () => {
    const { id, learner, recorder } = await aTimeOut();
    expect(await rows(learner.id)).toEqual([
      expect.objectContaining({
        kind: "sent_home",
        starts_on: "2026-11-24",
        ends_on: "2026-11-24",
        source: "school",
        recorded_by_id: recorder.personId,
        alert_id: null,
      }),
    ]);
    expect(await eventsOf(learner.id)).toEqual([
      {
        kind: "time_out.recorded",
        about_kind: "time_out",
        about_id: id,
        summary: "Time out of school: sent home, from 24 November 2026",
        detail: "Was too upset to stay.",
        audience: "school_and_virtual_school",
      },
    ]);
    const audit = "select person_id, detail from audit_line where subject_id = $1";
    expect(await database.superuserQuery(audit, [id])).toEqual([
      { person_id: recorder.personId, detail: { timeOutId: id, kind: "sent_home", source: "school" } },
    ]);
  });

  it("keeps the hours of a part-time timetable, and of nothing else", async () => {
    const timetable = await aTimeOut(partTime);
    expect(await rows(timetable.learner.id)).toMatchObject([
      { agreed_openings: 6, entitled_openings: 10, agreed_by: "Mx Invented, carer", review_on: "2026-12-04" },
    ]);
    const home = await aTimeOut({ ...partTime, kind: "sent_home" });
    expect(await rows(home.learner.id)).toMatchObject([
      { agreed_openings: null, entitled_openings: null, agreed_by: null, review_on: null },
    ]);
  });

  it("without a last day has no half of it either", async () => {
    const { learner } = await aTimeOut({ endsOn: undefined });
    expect(await rows(learner.id)).toMatchObject([{ ends_on: null, ends_at: null }]);
  });

  it("is stored once when the form is sent twice, also at once", async () => {
    const { school, learner } = await aSchoolWithLearner();
    const manager = await aPerson("designated_manager", { schoolId: school.id });
    const input = timeOutInput(learner);
    await Promise.all([recordTimeOut(manager, input, clock), recordTimeOut(manager, input, clock)]);
    await recordTimeOut(manager, input, clock);
    expect(await rows(learner.id)).toHaveLength(1);
    expect(await eventsOf(learner.id)).toHaveLength(1);
  });

  it("leaves nothing behind when a part of it fails", async () => {
    const { learner, school } = await aSchoolWithLearner();
    const elsewhere = await anAlert();
    const lead = await aPerson("lead");
    const input = timeOutInput({ ...learner, schoolId: school.id }, { alertId: elsewhere.id });
    await expect(recordTimeOut(lead, input, clock)).rejects.toThrow(
      "Select an alert of the same learner and school",
    );
    expect(await rows(learner.id)).toEqual([]);
  });
});

describe("who", () => {
  it.each(["designated_manager", "head_teacher", "lead", "vs_head_teacher"] as const)(
    "%s may",
    async (role) => {
      const { school, learner } = await aSchoolWithLearner();
      const person = await aPerson(
        role,
        role.startsWith("vs") || role === "lead" ? {} : { schoolId: school.id },
      );
      await recordTimeOut(person, timeOutInput(learner), clock);
      expect(await rows(learner.id)).toHaveLength(1);
    },
  );

  it("a Virtual School teacher may for their caseload", async () => {
    const { learner } = await aSchoolWithLearner();
    const teacher = await aPerson("vs_teacher");
    await expect(recordTimeOut(teacher, timeOutInput(learner), clock)).rejects.toThrow(Invalid);
    await startCaseload(
      await theLearnersMaker(),
      { learnerId: learner.id, personId: teacher.personId },
      fixedClock("2021-08-17T08:00:00Z"),
    );
    await recordTimeOut(teacher, timeOutInput(learner), clock);
    expect(await rows(learner.id)).toHaveLength(1);
  });

  it.each(["administrator", "head_of_inclusion", "report_reader"] as const)("%s may not", async (role) => {
    const { learner } = await aSchoolWithLearner();
    await expect(recordTimeOut(await aPerson(role), timeOutInput(learner), clock)).rejects.toThrow(
      NotAllowed,
    );
  });

  it("a school may not for another one, nor for a learner who is not on its roll", async () => {
    const { learner } = await aSchoolWithLearner();
    const other = await aSchool();
    const manager = await aPerson("designated_manager", { schoolId: other.id });
    await expect(recordTimeOut(manager, timeOutInput(learner), clock)).rejects.toThrow(NotAllowed);
    const asOwn = timeOutInput({ ...learner, schoolId: other.id });
    await expect(recordTimeOut(manager, asOwn, clock)).rejects.toThrow(
      "not on the school’s roll on 24 November 2026",
    );
  });

  it("an alert that somebody may not see is not there", async () => {
    const { school, learner } = await aSchoolWithLearner();
    const manager = await aPerson("designated_manager", { schoolId: school.id });
    const { id } = await anAlert();
    await expect(recordTimeOut(manager, timeOutInput(learner, { alertId: id }), clock)).rejects.toThrow(
      NotFound,
    );
  });

  it("another school sees none of it", async () => {
    const { learner } = await aTimeOut();
    const other = await aPerson("designated_manager", { schoolId: (await aSchool()).id });
    const seen = (person: { personId: string }) =>
      asActor(person, (tx) => tx.timeOut.count({ where: { learnerId: learner.id } }));
    expect(await seen(other)).toBe(0);
    expect(await seen(await aPerson("administrator"))).toBe(0);
    expect(await seen(await aPerson("vs_teacher"))).toBe(0);
    expect(await seen(await aPerson("lead"))).toBe(1);
  });
});

describe("a day that cannot be meant is refused", () => {
  it.each([
    [
      "sent home tomorrow",
      { startsOn: "2026-11-26", endsOn: "2026-11-26" },
      "First day must be today or earlier",
    ],
    [
      "beginning in two years",
      { ...partTime, startsOn: "2028-11-26", endsOn: undefined, reviewOn: undefined },
      "Day must be within a year from now",
    ],
    ["ending in two years", { ...partTime, endsOn: "2028-11-26" }, "Day must be within a year from now"],
    ["reviewed in two years", { ...partTime, reviewOn: "2028-11-26" }, "Day must be within a year from now"],
    [
      "before the learner was at the school",
      { startsOn: "2019-11-26" },
      "not on the school’s roll on 26 November 2019",
    ],
  ])("%s", async (_, changes, sentence) => {
    await expect(aTimeOut(changes)).rejects.toThrow(sentence);
  });
});

describe("the form", () => {
  const ids = {
    id: "00000000-0000-4000-8000-000000000001",
    schoolId: "00000000-0000-4000-8000-000000000002",
  };
  const messages = (changes: object) =>
    recordTimeOutSchema
      .safeParse({ ...timeOutInput(ids), ...changes })
      .error?.issues.map((issue) => issue.message);

  it.each([
    ["complete", {}, undefined],
    ["an end before the start", { endsOn: "2026-11-23" }, ["Last day must be the first day or later"]],
    [
      "an end in the morning of an afternoon",
      { startsAt: "afternoon", endsAt: "morning" },
      ["It cannot end in the morning of the day on which it starts in the afternoon"],
    ],
    [
      "a part-time timetable without hours",
      { kind: "part_time", agreedBy: "A carer" },
      [
        "Enter how many half days a week the child is in school",
        "Enter how many half days a full timetable has",
      ],
    ],
    [
      "as many hours as a full timetable",
      { ...partTime, agreedOpenings: 10 },
      ["Half days in school must be fewer than those of a full timetable"],
    ],
    [
      "half a half day",
      { ...partTime, agreedOpenings: 2.5 },
      ["Half days in school must be a whole number of half days"],
    ],
    ["nobody who agreed", { ...partTime, agreedBy: undefined }, ["Enter who agreed to it, or ‘nobody’"]],
    [
      "a review before the start",
      { ...partTime, reviewOn: "2026-11-23" },
      ["Review must be on the first day or later"],
    ],
    ["a temporary exclusion", { kind: "temporary_exclusion" }, ["Select what it was"]],
    ["no reason", { why: " " }, ["Enter why"]],
    ["a day that is none", { startsOn: "2026-02-30" }, ["Enter the first day out of school"]],
  ])("%s", (_, changes, expected) => {
    expect(messages(changes)).toEqual(expected);
  });
});
