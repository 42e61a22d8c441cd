import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aDecidedAlert, anAnsweredAlert } from "#tests/factories/alert-stages";
import { aSchool } from "#tests/factories/organisations";
import { actionsOf, mailsOf, tracesOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { agreeAction } from "~/domain/alerts/agree-action.server";
import { tickAction } from "~/domain/alerts/tick-action.server";
import { addEvent } from "~/domain/chronology/add-event.server";
import type { EventKind } from "~/domain/chronology/event-kinds";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:30:00Z");
const later = fixedClock("2026-11-24T09:00:00Z");

let teacher: TestPerson;

beforeAll(async () => {
  teacher = await aPerson("vs_teacher", { name: "Finlay Ross" });
});

const action = (alertId: string, changes = {}) => ({
  alertId,
  formKey: randomUUID(),
  what: "Meet Rowan at the gate at 8:45",
  personId: teacher.personId,
  dueOn: "2026-11-24",
  audience: "school_and_virtual_school" as const,
  ...changes,
});

describe("agreeing an action", () => {
  it("names a person and a day, and tells that person where to find it", async () => {
    const { id, reference, lead, learner } = await anAnsweredAlert();
    const input = action(id);
    await agreeAction(lead, input, clock);
    expect(await actionsOf(database, id)).toMatchObject([
      {
        id: input.formKey,
        kind: "agreed",
        what: input.what,
        person_id: teacher.personId,
        due_on: "2026-11-24",
        learner_id: learner?.id,
      },
    ]);
    const { events, audit } = await tracesOf(database, id, "action.agreed");
    expect(events).toMatchObject([
      { summary: "Finlay Ross is to act by 24 November 2026", detail: input.what },
    ]);
    expect(audit).toMatchObject([{ detail: { actionId: input.formKey, namedId: teacher.personId } }]);
    expect(await mailsOf(database, id, "alerts/action-agreed")).toEqual([
      {
        to_person_id: teacher.personId,
        input: { reference, dueOn: "2026-11-24", link: `/alerts/${id}/action/${input.formKey}` },
      },
    ]);
  });

  it("sends no mail to oneself", async () => {
    const { id, lead } = await anAnsweredAlert();
    await agreeAction(lead, action(id, { personId: lead.personId }), clock);
    expect(await mailsOf(database, id, "alerts/action-agreed")).toEqual([]);
  });

  it("stores one action and one mail when the form is sent twice", async () => {
    const { id, lead } = await anAnsweredAlert();
    const input = action(id);
    await Promise.all([agreeAction(lead, input, clock), agreeAction(lead, input, clock)]);
    expect(await actionsOf(database, id)).toHaveLength(1);
    expect(await mailsOf(database, id, "alerts/action-agreed")).toHaveLength(1);
  });

  it("takes today, and refuses yesterday and a slip of the year", async () => {
    const { id, lead } = await anAnsweredAlert();
    await agreeAction(lead, action(id, { dueOn: "2026-11-23" }), clock);
    await expect(agreeAction(lead, action(id, { dueOn: "2026-11-22" }), clock)).rejects.toThrow(
      "Day must be today or later",
    );
    const farAway = agreeAction(lead, action(id, { dueOn: "2062-11-24" }), clock);
    await expect(farAway).rejects.toThrow("Day must be within a year from today");
  });

  it("refuses to name somebody of another school, or who has left", async () => {
    const { id, lead } = await anAnsweredAlert();
    const foreign = await aPerson("designated_manager", { schoolId: (await aSchool()).id });
    const gone = await aPerson("lead", { until: "2026-11-22" });
    for (const { personId } of [foreign, gone]) {
      await expect(agreeAction(lead, action(id, { personId }), clock)).rejects.toThrow(Invalid);
    }
    expect(await actionsOf(database, id)).toEqual([]);
  });

  it("is for the Virtual School only when the Virtual School says so and does it", async () => {
    const { id, lead, raisedBy } = await anAnsweredAlert();
    const own = { audience: "virtual_school_only" } as const;
    await agreeAction(lead, action(id, own), clock);
    expect((await tracesOf(database, id, "action.agreed")).events).toMatchObject([own]);
    await expect(agreeAction(raisedBy, action(id, own), clock)).rejects.toThrow(NotAllowed);
    await expect(
      agreeAction(lead, action(id, { ...own, personId: raisedBy.personId }), clock),
    ).rejects.toThrow(Invalid);
  });
});

describe("ticking an action off", () => {
  async function agreed(changes = {}) {
    const alert = await anAnsweredAlert();
    const input = action(alert.id, changes);
    await agreeAction(alert.lead, input, clock);
    return { ...alert, actionId: input.formKey };
  }

  it("is done by somebody who coordinates", async () => {
    const { id, raisedBy, actionId } = await agreed();
    expect(await tickAction(raisedBy, { actionId }, later)).toEqual({ alertId: id, seesAlert: true });
    expect(await actionsOf(database, id)).toMatchObject([
      { done_at: later.now(), done_by: raisedBy.personId },
    ]);
    const { events, audit } = await tracesOf(database, id, "action.ticked");
    expect(events).toMatchObject([
      { summary: `Action ticked off by ${raisedBy.name}`, detail: "Meet Rowan at the gate at 8:45" },
    ]);
    expect(audit).toMatchObject([{ person_id: raisedBy.personId, detail: { actionId } }]);
  });

  it("is done by the person named, who need not see the alert", async () => {
    const { id, actionId, learner } = await agreed();
    expect(await tickAction(teacher, { actionId }, later)).toEqual({ alertId: id, seesAlert: false });
    expect(await actionsOf(database, id)).toMatchObject([{ done_by: teacher.personId }]);
    const { events, audit } = await tracesOf(database, id, "action.ticked");
    expect(events).toMatchObject([{ person_id: teacher.personId, learner_id: learner?.id }]);
    expect(audit).toHaveLength(1);
  });

  it("is done once when the button is pressed twice", async () => {
    const { id, actionId } = await agreed();
    await Promise.allSettled([
      tickAction(teacher, { actionId }, later),
      tickAction(teacher, { actionId }, later),
    ]);
    await tickAction(teacher, { actionId }, later);
    expect((await tracesOf(database, id, "action.ticked")).events).toHaveLength(1);
  });

  it("tells the second of two people that it is done", async () => {
    const { lead, raisedBy, actionId } = await agreed();
    await tickAction(lead, { actionId }, later);
    await expect(tickAction(raisedBy, { actionId }, later)).rejects.toThrow(Conflict);
  });

  it("is out of reach for everybody else", async () => {
    const { actionId } = await agreed();
    const others = [
      await aPerson("vs_teacher"),
      await aPerson("administrator"),
      await aPerson("designated_manager", { schoolId: (await aSchool()).id }),
    ];
    for (const other of others)
      await expect(tickAction(other, { actionId }, later)).rejects.toThrow(NotFound);
  });

  it("is not the way to end a check: that is done by recording what was found", async () => {
    const { id, lead } = await aDecidedAlert();
    const [check] = await actionsOf(database, id);
    await expect(tickAction(lead, { actionId: String(check?.id) }, later)).rejects.toThrow(Conflict);
  });

  it("lets the person named add no other line to the timeline", async () => {
    const { id, actionId, school } = await agreed();
    const line = {
      at: clock.now(),
      about: { kind: "alert", id },
      learnerId: null,
      schoolId: school.id,
      summary: "Made up",
    };
    const write = (kind: EventKind, personId: string) =>
      asActor(teacher, (tx) =>
        addEvent(tx, { ...line, kind, personId, audience: "school_and_virtual_school" }),
      );
    await expect(write("note.added", teacher.personId)).rejects.toThrow(/row-level security/);
    await expect(write("action.ticked", actionId)).rejects.toThrow(/row-level security/);
  });
});
