import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { maySeeAlert } from "~/domain/alerts/alerts.queries.server";
import { assignAlert } from "~/domain/alerts/assign-alert.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";

const database = await aDatabase();
/** Before today, because row-level security asks whose caseload it is today. */
const clock = fixedClock("2026-02-10T10:06:00Z");

let school: TestSchool;
let learner: TestLearner;
let manager: TestPerson;
let lead: TestPerson;

beforeAll(async () => {
  school = await aSchool();
  learner = await aLearner({ school });
  manager = await aPerson("designated_manager", { schoolId: school.id });
  lead = await aPerson("lead");
});

const raised = (changes = {}) =>
  anAlert({ school, learner, raisedBy: manager, at: "2026-02-10T10:02:00Z", ...changes });
const assign = (actor: TestPerson, alert: TestAlert, owner: TestPerson) =>
  assignAlert(actor, { alertId: alert.id, ownerId: owner.personId }, clock);
const ownerOf = async (alert: TestAlert) =>
  (
    await database.superuserQuery<{ owner_id: string | null }>("select owner_id from alert where id = $1", [
      alert.id,
    ])
  )[0]?.owner_id;
const caseloadOf = (person: TestPerson) =>
  database.superuserQuery(
    "select learner_id, started_on::text, ended_on from caseload where person_id = $1",
    [person.personId],
  );
const isSeenBy = (actor: TestPerson, alert: TestAlert) => asActor(actor, (tx) => maySeeAlert(tx, alert.id));

describe("naming who coordinates", () => {
  it("puts the learner on a Virtual School teacher's caseload, once, and tells the teacher", async () => {
    const [alert, teacher] = [await raised(), await aPerson("vs_teacher", { name: "Euan Teacher" })];
    expect(await isSeenBy(teacher, alert)).toBe(false);
    await assign(lead, alert, teacher);
    expect(await ownerOf(alert)).toBe(teacher.personId);
    expect(await isSeenBy(teacher, alert)).toBe(true);
    await assign(lead, alert, teacher);
    expect(await caseloadOf(teacher)).toEqual([
      { learner_id: learner.id, started_on: "2026-02-10", ended_on: null },
    ]);
    const [first] = await database.superuserQuery(
      "select to_address, input from outbox_mail where about_id = $1 and template = 'alerts/alert-assigned'",
      [alert.id],
    );
    expect(first).toEqual({
      to_address: teacher.email,
      input: { reference: alert.reference, link: `/alerts/${alert.id}` },
    });
    const [event] = await database.superuserQuery(
      "select summary, person_id from event where about_id = $1 and kind = 'alert.assigned'",
      [alert.id],
    );
    expect(event).toEqual({ summary: "Euan Teacher coordinates from now on", person_id: lead.personId });
    const [line] = await database.superuserQuery(
      "select person_id, detail from audit_line where subject_id = $1 and action = 'alert.assigned'",
      [alert.id],
    );
    expect(line).toEqual({
      person_id: lead.personId,
      detail: { state: "raised", ownerId: teacher.personId },
    });
  });

  it("shows an unverified child's alert to the teacher who coordinates it, without a caseload", async () => {
    const [alert, teacher] = [
      await raised({ learner: undefined, childName: "Not Inlist", childStage: "P3" }),
      await aPerson("vs_teacher"),
    ];
    await assign(lead, alert, teacher);
    expect(await caseloadOf(teacher)).toEqual([]);
    expect(await isSeenBy(teacher, alert)).toBe(true);
  });

  it("gives a lead no caseload, and does not mail whoever takes it themselves", async () => {
    const alert = await raised();
    await assign(lead, alert, lead);
    expect(await ownerOf(alert)).toBe(lead.personId);
    expect(await caseloadOf(lead)).toEqual([]);
    expect(
      await database.superuserQuery(
        "select from outbox_mail where about_id = $1 and template = 'alerts/alert-assigned'",
        [alert.id],
      ),
    ).toEqual([]);
  });

  it.each([
    ["somebody who has left", () => aPerson("lead", { until: "2025-06-30" })],
    ["the school's own designated manager", async () => manager],
    ["an administrator", () => aPerson("administrator")],
  ])("refuses %s beside the field", async (_who, person) => {
    const alert = await raised();
    await expect(assign(lead, alert, await person())).rejects.toMatchObject({
      name: "Invalid",
      field: "ownerId",
    });
    expect(await ownerOf(alert)).toBeNull();
  });

  it.each([
    ["the designated manager", async () => manager, "NotAllowed"],
    [
      "a Virtual School teacher who coordinates it",
      async (alert: TestAlert) => {
        const teacher = await aPerson("vs_teacher");
        await assign(lead, alert, teacher);
        return teacher;
      },
      "NotAllowed",
    ],
    [
      "a designated manager of another school",
      async () => aPerson("designated_manager", { schoolId: (await aSchool()).id }),
      "NotFound",
    ],
  ])("is not for %s", async (_who, person, refusal) => {
    const alert = await raised();
    const actor = await person(alert);
    const before = await ownerOf(alert);
    await expect(assign(actor, alert, lead)).rejects.toMatchObject({ name: refusal });
    expect(await ownerOf(alert)).toBe(before);
  });

  it("is over once the alert has ended", async () => {
    const alert = await raised();
    await withdrawAlert(manager, { alertId: alert.id, reason: "Raised for the wrong child." }, clock);
    await expect(assign(lead, alert, lead)).rejects.toMatchObject({ name: "Conflict" });
    expect(await ownerOf(alert)).toBeNull();
  });
});
