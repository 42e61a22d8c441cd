import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { anAnsweredAlert } from "#tests/factories/alert-stages";
import { aLearner, theLearnersMaker } from "#tests/factories/learners";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool } from "#tests/factories/organisations";
import { rowsOf, tracesOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { addPersonInvolved } from "~/domain/alerts/add-person-involved.server";
import { offerAdvocacy } from "~/domain/alerts/offer-advocacy.server";
import { tellPerson } from "~/domain/alerts/tell-person.server";
import { addPersonAroundLearner } from "~/domain/learners/add-person-around-learner.server";
import { fixedClock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:30:00Z");

/** An answered alert about a learner whose carer may be told and whose parent may not. */
async function anAlertWithNotifyList() {
  const school = await aSchool();
  const learner = await aLearner({ school });
  const carerId = await onNotifyList({
    learnerId: learner.id,
    name: "Mx Carer",
    mayBeTold: ["decision", "school"],
  });
  const parentId = await onNotifyList({
    learnerId: learner.id,
    name: "Mx Parent",
    relation: "parent",
    mayBeTold: ["school"],
  });
  return { ...(await anAnsweredAlert({ school, learner })), carerId, parentId };
}

describe("adding somebody involved", () => {
  it("stores a name and a role, and keeps the name out of summary and audit", async () => {
    const { id, lead } = await anAlertWithNotifyList();
    const formKey = randomUUID();
    await addPersonInvolved(
      lead,
      { alertId: id, formKey, name: "Mx Advocate", role: "Advocacy worker" },
      clock,
    );
    expect(await rowsOf(database, "alert_person", id)).toMatchObject([
      { id: formKey, name: "Mx Advocate", role: "Advocacy worker", told_at: null, learner_person_id: null },
    ]);
    const { events, audit, alert } = await tracesOf(database, id, "person.involved");
    expect(events).toMatchObject([
      { summary: "Somebody else is involved", detail: "Mx Advocate, Advocacy worker" },
    ]);
    expect(audit).toMatchObject([
      { detail: { state: "coordinating", involvedId: formKey, learnerPersonId: null } },
    ]);
    expect(alert).toMatchObject({ state: "coordinating" });
  });

  it("takes an entry of the notify list by who they are to the learner", async () => {
    const { id, lead, carerId } = await anAlertWithNotifyList();
    await addPersonInvolved(lead, { alertId: id, formKey: randomUUID(), learnerPersonId: carerId }, clock);
    expect(await rowsOf(database, "alert_person", id)).toMatchObject([
      { name: "Mx Carer", role: "Carer", learner_person_id: carerId },
    ]);
  });

  it("stores one person when the form is sent twice, or the same name is typed again", async () => {
    const { id, lead } = await anAlertWithNotifyList();
    const input = { alertId: id, formKey: randomUUID(), name: "Mx Advocate", role: "Advocacy worker" };
    await addPersonInvolved(lead, input, clock);
    await addPersonInvolved(lead, input, clock);
    await addPersonInvolved(lead, { ...input, formKey: randomUUID() }, clock);
    expect(await rowsOf(database, "alert_person", id)).toHaveLength(1);
    expect((await tracesOf(database, id, "person.involved")).events).toHaveLength(1);
  });

  it("refuses somebody who may not be told, chosen or typed", async () => {
    const { id, lead, parentId } = await anAlertWithNotifyList();
    const chosen = { alertId: id, formKey: randomUUID(), learnerPersonId: parentId };
    const typed = { alertId: id, formKey: randomUUID(), name: "mx parent ", role: "Parent" };
    for (const input of [chosen, typed]) {
      await expect(addPersonInvolved(lead, input, clock)).rejects.toThrow(
        /^The notify list says that this person may not be told/,
      );
    }
    expect(await rowsOf(database, "alert_person", id)).toEqual([]);
  });

  it("refuses an entry of another learner's list", async () => {
    const { id, lead } = await anAlertWithNotifyList();
    const { carerId } = await anAlertWithNotifyList();
    const foreign = { alertId: id, formKey: randomUUID(), learnerPersonId: carerId };
    await expect(addPersonInvolved(lead, foreign, clock)).rejects.toThrow(Invalid);
  });
});

describe("telling somebody", () => {
  it("says who told whom and when, once", async () => {
    const { id, raisedBy, carerId } = await anAlertWithNotifyList();
    await tellPerson(raisedBy, { alertId: id, learnerPersonId: carerId }, clock);
    await tellPerson(raisedBy, { alertId: id, learnerPersonId: carerId }, fixedClock("2026-11-23T11:00:00Z"));
    expect(await rowsOf(database, "alert_person", id)).toMatchObject([
      { name: "Mx Carer", told_at: clock.now(), told_by_id: raisedBy.personId },
    ]);
    const { events, audit } = await tracesOf(database, id, "person.told");
    expect(events).toMatchObject([{ summary: "Told: carer", detail: "Mx Carer" }]);
    expect(audit).toMatchObject([{ detail: { learnerPersonId: carerId } }]);
  });

  it("marks somebody who was put on the alert before", async () => {
    const { id, lead, carerId } = await anAlertWithNotifyList();
    await addPersonInvolved(lead, { alertId: id, formKey: randomUUID(), learnerPersonId: carerId }, clock);
    await tellPerson(lead, { alertId: id, learnerPersonId: carerId }, clock);
    expect(await rowsOf(database, "alert_person", id)).toMatchObject([{ told_at: clock.now() }]);
  });

  it("refuses somebody who may not be told, also when that changed since the page was opened", async () => {
    const { id, lead, learner, carerId, parentId } = await anAlertWithNotifyList();
    await expect(tellPerson(lead, { alertId: id, learnerPersonId: parentId }, clock)).rejects.toThrow(
      Invalid,
    );
    const forbidden = {
      learnerId: learner?.id ?? "",
      name: "Mx Carer",
      relation: "carer",
      mayBeTold: [],
    } as const;
    await addPersonAroundLearner(await theLearnersMaker(), { ...forbidden, mayBeTold: [] }, clock);
    await expect(tellPerson(lead, { alertId: id, learnerPersonId: carerId }, clock)).rejects.toThrow(Invalid);
    expect(await rowsOf(database, "alert_person", id)).toEqual([]);
  });

  it("has nobody to tell about a child who is not in the system yet", async () => {
    const { carerId } = await anAlertWithNotifyList();
    const { id, lead } = await anAnsweredAlert({ childName: "Sam Unknown", childStage: "P6" });
    await expect(tellPerson(lead, { alertId: id, learnerPersonId: carerId }, clock)).rejects.toThrow(Invalid);
  });
});

describe("offering advocacy", () => {
  it("records by whom and what the child said, and can be offered again", async () => {
    const { id, lead } = await anAnsweredAlert();
    const offer = { alertId: id, offeredBy: "Mx Advocate, Who Cares", answer: "not_answered" } as const;
    await offerAdvocacy(lead, offer, clock);
    await offerAdvocacy(lead, offer, clock);
    await offerAdvocacy(lead, { ...offer, answer: "accepted" }, clock);
    const { events, audit, alert } = await tracesOf(database, id, "advocacy.offered");
    expect(events.map((event) => event.summary)).toEqual([
      "Advocacy offered: not answered yet",
      "Advocacy offered: accepted",
    ]);
    expect(audit).toMatchObject([{ detail: { answer: "not_answered" } }, { detail: { answer: "accepted" } }]);
    expect(alert).toMatchObject({
      advocacy_offered_by: "Mx Advocate, Who Cares",
      advocacy_answer: "accepted",
    });
  });
});
