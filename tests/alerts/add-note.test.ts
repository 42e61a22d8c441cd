import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aLearner, theLearnersMaker } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { addNote } from "~/domain/alerts/add-note.server";
import { recordCall } from "~/domain/alerts/record-call.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { timelineOf } from "~/domain/chronology/chronology.queries.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:12:00Z");

const people = {} as Record<
  "manager" | "headTeacher" | "lead" | "teacher" | "virtualHead" | "stranger" | "otherManager",
  TestPerson
>;
let alert: TestAlert;

beforeAll(async () => {
  const school = await aSchool();
  const learner = await aLearner({ school });
  people.manager = await aPerson("designated_manager", { schoolId: school.id, name: "Morag Baird" });
  people.headTeacher = await aPerson("head_teacher", { schoolId: school.id });
  people.lead = await aPerson("lead");
  people.virtualHead = await aPerson("vs_head_teacher");
  people.teacher = await aPerson("vs_teacher");
  people.stranger = await aPerson("vs_teacher");
  people.otherManager = await aPerson("designated_manager", { schoolId: (await aSchool()).id });
  await startCaseload(
    await theLearnersMaker(),
    { learnerId: learner.id, personId: people.teacher.personId },
    fixedClock("2021-08-17T08:00:00Z"),
  );
  alert = await anAlert({ school, learner, raisedBy: people.manager });
});

type Audience = "school_and_virtual_school" | "virtual_school_only";
const note = (who: keyof typeof people, audience: Audience, text: string) =>
  addNote(people[who], { alertId: alert.id, audience, text }, clock);
/** The texts that the database shows somebody on the alert's timeline. */
const textsSeenBy = async (who: keyof typeof people) =>
  (await asActor(people[who], (tx) => timelineOf(tx, alert.id))).map((event) => event.detail).filter(Boolean);
const notesStored = async () =>
  (
    await database.superuserQuery<{ n: number }>(
      "select count(*)::int n from event where kind in ('note.added', 'call.recorded')",
    )
  )[0]?.n;

describe("a note", () => {
  it.each(["manager", "headTeacher", "lead", "teacher", "virtualHead"] as const)(
    "by the %s for the school and the Virtual School is read by both",
    async (who) => {
      const text = `Shared by ${who}`;
      await note(who, "school_and_virtual_school", text);
      expect(await textsSeenBy("manager")).toContain(text);
      expect(await textsSeenBy("teacher")).toContain(text);
      expect(await textsSeenBy("stranger")).toEqual([]);
      expect(await textsSeenBy("otherManager")).toEqual([]);
    },
  );

  it.each(["lead", "teacher", "virtualHead"] as const)(
    "by the %s for the Virtual School only is never shown to the school",
    async (who) => {
      const text = `Kept by ${who}`;
      await note(who, "virtual_school_only", text);
      for (const reader of ["lead", "teacher", "virtualHead"] as const)
        expect(await textsSeenBy(reader)).toContain(text);
      for (const reader of ["manager", "headTeacher", "otherManager", "stranger"] as const)
        expect(await textsSeenBy(reader)).not.toContain(text);
    },
  );

  it.each(["manager", "headTeacher"] as const)(
    "for the Virtual School only is not for the %s to write",
    async (who) => {
      const before = await notesStored();
      await expect(note(who, "virtual_school_only", "Hidden from myself")).rejects.toMatchObject({
        name: "NotAllowed",
      });
      expect(await notesStored()).toBe(before);
    },
  );

  it.each(["stranger", "otherManager"] as const)(
    "by the %s is refused as if there were no alert",
    async (who) => {
      const before = await notesStored();
      await expect(note(who, "school_and_virtual_school", "Nothing to do with me")).rejects.toMatchObject({
        name: "NotFound",
      });
      expect(await notesStored()).toBe(before);
    },
  );

  it("leaves the state as it is, and in the audit its audience but not its words", async () => {
    await note("lead", "virtual_school_only", "Plantednotetext");
    expect(await database.superuserQuery("select state from alert where id = $1", [alert.id])).toEqual([
      { state: "raised" },
    ]);
    const lines = await database.superuserQuery(
      "select * from audit_line where subject_id = $1 and action = 'note.added'",
      [alert.id],
    );
    expect(lines.at(-1)).toMatchObject({ detail: { audience: expect.any(String), state: "raised" } });
    expect(JSON.stringify(lines)).not.toContain("Plantednotetext");
    expect(await database.superuserQuery("select from outbox_mail where template like '%note%'")).toEqual([]);
  });

  it("is still possible after the alert has ended", async () => {
    const ended = await anAlert({ school: alert.school, raisedBy: people.manager });
    await withdrawAlert(people.manager, { alertId: ended.id, reason: "Raised for the wrong child." }, clock);
    await addNote(
      people.manager,
      { alertId: ended.id, audience: "school_and_virtual_school", text: "Afterwards" },
      clock,
    );
    expect(
      await database.superuserQuery("select detail from event where about_id = $1 and kind = 'note.added'", [
        ended.id,
      ]),
    ).toEqual([{ detail: "Afterwards" }]);
    expect(await database.superuserQuery("select state from alert where id = $1", [ended.id])).toEqual([
      { state: "withdrawn" },
    ]);
  });
});

describe("a phone call", () => {
  it("is on the timeline of both, with whom and what was said", async () => {
    await recordCall(
      people.lead,
      { alertId: alert.id, withWhom: "Ms Invented, pastoral care", text: "Nobody answered." },
      clock,
    );
    const said = "With Ms Invented, pastoral care.\nNobody answered.";
    expect(await textsSeenBy("lead")).toContain(said);
    expect(await textsSeenBy("manager")).toContain(said);
    const [line] = await database.superuserQuery(
      "select person_id, detail from audit_line where subject_id = $1 and action = 'call.recorded'",
      [alert.id],
    );
    expect(line).toEqual({ person_id: people.lead.personId, detail: { state: "raised" } });
  });

  it.each(["stranger", "otherManager"] as const)(
    "by the %s is refused as if there were no alert",
    async (who) => {
      await expect(
        recordCall(people[who], { alertId: alert.id, withWhom: "Nobody", text: "Nothing" }, clock),
      ).rejects.toMatchObject({ name: "NotFound" });
    },
  );
});
