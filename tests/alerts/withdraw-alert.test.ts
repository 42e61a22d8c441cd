import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAnsweredAlert } from "#tests/factories/alert-stages";
import { anAlert } from "#tests/factories/alerts";
import { actionsOf, mailsOf, tracesOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { addNote } from "~/domain/alerts/add-note.server";
import { agreeAction } from "~/domain/alerts/agree-action.server";
import { alertRecord } from "~/domain/alerts/alert-record.queries.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T12:00:00Z");
const today = dayOf(clock.now());
const reason = "Raised for another child by mistake.";

describe("withdrawing an alert", () => {
  it("ends it without an outcome, and tells whoever coordinates", async () => {
    const { id, reference, raisedBy, lead } = await anAnsweredAlert();
    await withdrawAlert(raisedBy, { alertId: id, reason }, clock);
    const { events, audit, alert } = await tracesOf(database, id, "alert.withdrawn");
    expect(alert).toMatchObject({
      state: "withdrawn",
      end_reason: "withdrawn_by_school",
      ended_at: clock.now(),
    });
    expect(events).toMatchObject([{ summary: `Alert withdrawn by ${raisedBy.name}`, detail: reason }]);
    expect(audit).toMatchObject([
      { person_id: raisedBy.personId, detail: { state: "withdrawn", droppedActions: 0 } },
    ]);
    expect(await mailsOf(database, id, "alerts/alert-withdrawn")).toEqual([
      { to_person_id: lead.personId, input: { reference, link: `/alerts/${id}` } },
    ]);
    expect((await asActor(lead, (tx) => alertRecord(tx, id, today))).outcome).toBeNull();
  });

  it("tells a lead also when nobody has answered", async () => {
    const { id, raisedBy } = await anAlert();
    await withdrawAlert(raisedBy, { alertId: id, reason }, clock);
    expect(await mailsOf(database, id, "alerts/alert-withdrawn")).toHaveLength(1);
  });

  it("drops open actions, also those that the school does not see", async () => {
    const { id, raisedBy, lead } = await anAnsweredAlert();
    const teacher = await aPerson("vs_teacher");
    const action = {
      alertId: id,
      formKey: randomUUID(),
      what: "Ring social work",
      personId: teacher.personId,
      dueOn: "2026-11-24",
    };
    await agreeAction(lead, { ...action, audience: "virtual_school_only" }, clock);
    expect((await asActor(raisedBy, (tx) => alertRecord(tx, id, today))).actions).toEqual([]);
    await withdrawAlert(raisedBy, { alertId: id, reason }, clock);
    expect(await actionsOf(database, id)).toMatchObject([{ dropped_at: clock.now(), done_at: null }]);
    expect((await tracesOf(database, id, "alert.withdrawn")).audit).toMatchObject([
      { detail: { droppedActions: 1 } },
    ]);
  });

  it("leaves room for notes", async () => {
    const { id, raisedBy } = await anAnsweredAlert();
    await withdrawAlert(raisedBy, { alertId: id, reason }, clock);
    await addNote(raisedBy, { alertId: id, audience: "school_and_virtual_school", text: "Sorry." }, clock);
    expect((await tracesOf(database, id, "note.added")).events).toHaveLength(1);
  });
});

describe("dropping open actions", () => {
  it("touches no alert out of the actor's sight", async () => {
    const { id, lead } = await anAnsweredAlert();
    const action = {
      alertId: id,
      formKey: randomUUID(),
      what: "Ring home",
      personId: lead.personId,
      dueOn: "2026-11-24",
    };
    await agreeAction(lead, { ...action, audience: "school_and_virtual_school" }, clock);
    const stranger = await aPerson("designated_manager");
    const [answer] = await asActor(
      stranger,
      (tx) => tx.$queryRaw<{ n: number }[]>`select app.drop_open_actions(${id}::uuid, now()) as n`,
    );
    expect(answer?.n).toBe(0);
    expect(await actionsOf(database, id)).toMatchObject([{ dropped_at: null }]);
  });
});
