import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aStaffedArea, type StaffedArea } from "#tests/factories/duty";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aDatabase } from "#tests/support/database";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { addNote } from "~/domain/alerts/add-note.server";
import { alertRecord } from "~/domain/alerts/alert-record.queries.server";
import { boardOf, maySeeAlert } from "~/domain/alerts/alerts.queries.server";
import { assignAlert } from "~/domain/alerts/assign-alert.server";
import { fireDueSteps } from "~/domain/alerts/fire-due-steps.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";

const database = await aDatabase();
const at = (time: string) => fixedClock(`2026-11-23T${time}:00Z`);

let area: StaffedArea;
let learner: TestLearner;
let inclusion: TestPerson;

beforeAll(async () => {
  area = await aStaffedArea();
  learner = await aLearner({ school: area.school });
  inclusion = await aPerson("head_of_inclusion", { name: "Fiona Abernethy" });
});

const raised = () => anAlert({ school: area.school, learner });
const sees = (id: string, who = inclusion) => asActor(who, (tx) => maySeeAlert(tx, id));

/** Nobody has answered, so the Head of Inclusion was told at 11:02. */
async function escalated() {
  const alert = await raised();
  await fireDueSteps({ clock: at("11:02") });
  return alert;
}

describe("the Head of Inclusion", () => {
  it("sees an alert once it was escalated to them, and no other", async () => {
    const early = await raised();
    expect(await sees(early.id)).toBe(false);
    const alert = await escalated();
    const later = await raised();
    expect(await sees(alert.id)).toBe(true);
    expect(await sees(later.id)).toBe(false);
    const { unanswered } = await asActor(inclusion, boardOf);
    expect(unanswered.map((each) => each.id)).toContain(alert.id);
    expect(unanswered.map((each) => each.id)).not.toContain(later.id);
  });

  it("is not told whose it is, nor what the Virtual School keeps to itself", async () => {
    const alert = await escalated();
    await addNote(
      area.dutyPerson,
      { alertId: alert.id, audience: "virtual_school_only", text: "Ours alone." },
      at("11:05"),
    );
    const record = await asActor(inclusion, (tx) => alertRecord(tx, alert.id, "2026-11-23"));
    expect(record.learner).toBeNull();
    expect(record.events.map((event) => event.summary)).toContain(
      "Nobody has answered yet. Fiona Abernethy, Head of Inclusion, was told",
    );
    expect(record.events.filter((event) => event.audience === "virtual_school_only")).toEqual([]);
  });

  it("may answer it; coordinating stays with the Virtual School", async () => {
    const alert = await escalated();
    await acknowledgeAlert(inclusion, { alertId: alert.id, ringWithinMinutes: 15 }, at("11:06"));
    const [row] = await database.superuserQuery(
      "select state, acknowledged_by_id, owner_id from alert where id = $1",
      [alert.id],
    );
    expect(row).toEqual({ state: "acknowledged", acknowledged_by_id: inclusion.personId, owner_id: null });
    const mails = await database.superuserQuery(
      "select distinct state from outbox_mail where about_id = $1 and asks",
      [alert.id],
    );
    expect(mails).toEqual([{ state: "dropped" }]);
  });

  it("does not steer it", async () => {
    const alert = await escalated();
    const assigning = assignAlert(
      inclusion,
      { alertId: alert.id, ownerId: area.dutyPerson.personId },
      at("11:06"),
    );
    await expect(assigning).rejects.toMatchObject({ name: "NotAllowed" });
  });

  it("sees it no more once the role has ended", async () => {
    const alert = await escalated();
    await database.superuserQuery("update membership set valid_to = '2025-06-30' where person_id = $1", [
      inclusion.personId,
    ]);
    expect(await sees(alert.id)).toBe(false);
  });
});
