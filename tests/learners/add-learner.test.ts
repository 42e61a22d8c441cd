import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { addLearner } from "~/domain/learners/add-learner.server";
import { learnerRecord } from "~/domain/learners/learner-record.queries.server";
import { addLearnerSchema } from "~/domain/learners/learners.schema";
import { roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const at = new Date("2026-11-23T10:02:00Z");
const clock = fixedClock(at);
const lead = await aPerson("lead");
const school = await aSchool();
const home = await theHomeAuthority();

const input = (changes: Record<string, unknown> = {}) =>
  addLearnerSchema.parse({
    learnerId: randomUUID(),
    givenName: "Maria",
    familyName: "Invented",
    knownAs: "Shona",
    dateOfBirth: "2013-05-11",
    stage: "S2",
    schoolId: school.id,
    enrolledOn: "2025-08-18",
    category: "house",
    startedOn: "2024-02-12",
    legalBasis: "supervision_order",
    homeAuthorityId: home.id,
    source: "social_work",
    ...changes,
  });

const learners = () => database.superuserQuery("select id from learner");

describe("adding a learner", () => {
  it.each(["lead", "vs_head_teacher"] as const)(
    "is for the %s: learner, school and care period, under the name they want",
    async (role) => {
      const actor = await aPerson(role);
      const id = await addLearner(actor, input(), clock);
      expect(await asActor(actor, (tx) => learnerRecord(tx, id, "2026-11-23"))).toMatchObject({
        name: "Shona (Maria) Invented",
        stage: "S2",
        dateOfBirth: "2013-05-11",
        enrolments: [{ school: school.name, isShared: false, startedOn: "2025-08-18", endedOn: null }],
        care: {
          periods: [
            { category: "house", startedOn: "2024-02-12", endedOn: null, legalBasis: "supervision_order" },
          ],
        },
      });
    },
  );

  it("is an event for the school and a line in the audit, without a name", async () => {
    const id = await addLearner(lead, input(), clock);
    const events = await database.superuserQuery("select * from event where about_id = $1", [id]);
    expect(events).toMatchObject([
      {
        kind: "learner.added",
        about_kind: "learner",
        learner_id: id,
        school_id: school.id,
        person_id: lead.personId,
        at,
        audience: "school_and_virtual_school",
      },
    ]);
    const audit = await database.superuserQuery("select * from audit_line where subject_id = $1", [id]);
    expect(audit).toMatchObject([
      {
        action: "learner.added",
        person_id: lead.personId,
        at,
        detail: { schoolId: school.id, hasScn: false },
      },
    ]);
    expect(JSON.stringify([events, audit])).not.toMatch(/Maria|Shona|2013/);
  });

  it("says nothing of the kind of care experience where a school or the audit can read it", async () => {
    const id = await addLearner(lead, input(), clock);
    const written = await database.superuserQuery(
      "select summary as text from event where about_id = $1 union all select detail::text from audit_line where subject_id = $1",
      [id],
    );
    expect(JSON.stringify(written)).not.toMatch(/house|supervision/);
  });

  it.each(["unaccompanied", "interrupted", "edge_of_care"])(
    "who is known for another reason, %s, begins with that and with no care period",
    async (scope) => {
      const id = await addLearner(lead, input({ category: scope }), clock);
      const { care } = await asActor(lead, (tx) => learnerRecord(tx, id, "2026-11-23"));
      expect(care).toMatchObject({
        periods: [],
        scopes: [{ scope, startedOn: "2024-02-12", homeAuthority: home.name }],
      });
    },
  );

  it("sent twice at once adds one", async () => {
    const same = input();
    expect(await Promise.all([addLearner(lead, same, clock), addLearner(lead, same, clock)])).toEqual([
      same.learnerId,
      same.learnerId,
    ]);
    expect(
      await database.superuserQuery("select from event where about_id = $1", [same.learnerId]),
    ).toHaveLength(1);
    expect(
      await database.superuserQuery("select from school_enrolment where learner_id = $1", [same.learnerId]),
    ).toHaveLength(1);
  });

  it.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))(
    "is not for the %s",
    async (role) => {
      const before = await learners();
      const actor = await aPerson(role, { schoolId: school.id });
      await expect(addLearner(actor, input(), clock)).rejects.toThrow(NotAllowed);
      expect(await learners()).toEqual(before);
    },
  );

  it.each([
    ["a school that does not exist", { schoolId: randomUUID() }, "Select their school"],
    ["an authority that does not exist", { homeAuthorityId: randomUUID() }, "Select the home authority"],
    ["a kind of care experience that is not in the list", { category: "camp" }, "Select the kind"],
    ["a date of birth to come", { dateOfBirth: "2026-11-24" }, "Date of birth must be in the past"],
  ])("is refused for %s, and nothing is stored", async (_what, changes, sentence) => {
    const before = await learners();
    await expect(addLearner(lead, input(changes), clock)).rejects.toThrow(sentence);
    expect(await learners()).toEqual(before);
  });

  it("is refused for an SCN that another learner has", async () => {
    await addLearner(lead, input({ scn: "123456789" }), clock);
    await expect(addLearner(lead, input({ scn: "123456789" }), clock)).rejects.toThrow(Invalid);
  });
});

it.each(["00000000-0000-4000-8000-000000000000", "somebody", ""])("finds no learner under %j", async (id) => {
  await expect(asActor(lead, (tx) => learnerRecord(tx, id, "2026-11-23"))).rejects.toThrow(NotFound);
});
