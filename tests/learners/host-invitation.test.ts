import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { alertInput, anAlert } from "#tests/factories/alerts";
import { aLearner } from "#tests/factories/learners";
import { anAuthority, aSchool } from "#tests/factories/organisations";
import { atOnce } from "#tests/support/at-once";
import { aDatabase } from "#tests/support/database";
import { actorOf } from "~/domain/accounts/current-actor.server";
import { alertRecord } from "~/domain/alerts/alert-record.queries.server";
import { boardOf } from "~/domain/alerts/alerts.queries.server";
import { nameablePeople } from "~/domain/alerts/nameable-people.queries.server";
import { raiseAlert } from "~/domain/alerts/raise-alert.server";
import { addAction } from "~/domain/chronology/add-action.server";
import { actionsWaitingFor } from "~/domain/chronology/chronology.queries.server";
import { endHostInvitation } from "~/domain/learners/end-host-invitation.server";
import { endSharedEnrolment } from "~/domain/learners/end-shared-enrolment.server";
import { inviteHostSchema } from "~/domain/learners/host-invitation.schema";
import { inviteHost } from "~/domain/learners/invite-host.server";
import { learnerList } from "~/domain/learners/learner-list.queries.server";
import { learnerRecord } from "~/domain/learners/learner-record.queries.server";
import { sharedWithIn, sharedWithReads } from "~/domain/learners/shared-with.queries.server";
import { startEnrolment } from "~/domain/learners/start-enrolment.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor, readTogether } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock(new Date().toISOString());
const today = dayOf(clock.now());
const invitationsOf = async (learnerId: string) =>
  sharedWithIn(await asActor(lead, (tx) => readTogether(tx, sharedWithReads(learnerId, today)))).invitations;
const lead = await aPerson("lead");
const home = await aSchool({}, "Ours");
const elsewhere = await anAuthority({ isHome: false });
const host = await aSchool({ authority: elsewhere }, "Theirs");

let count = 0;
const anInput = (learnerId: string, changes = {}) => {
  count += 1;
  const person = {
    name: "Mx Host",
    email: `host${count}@neighbour.example`,
    role: "designated_manager" as const,
  };
  return { learnerId, schoolId: host.id, ...person, ...changes };
};

async function guestFor(learnerId: string, changes = {}): Promise<Actor> {
  const input = anInput(learnerId, changes);
  await inviteHost(lead, input, clock);
  const [person] = await database.superuserQuery<{ id: string }>("SELECT id FROM person WHERE email = $1", [
    input.email,
  ]);
  const actor = await actorOf(person?.id ?? "", clock.now());
  if (!actor) throw new Error("nobody was let in");
  return actor;
}

const seenBy = (actor: Actor) =>
  asActor(actor, async (tx) =>
    (await learnerList(tx, { day: today, limit: 50 })).learners.map(({ id }) => id).sort(),
  );
const read = (actor: Actor, id: string) => asActor(actor, (tx) => learnerRecord(tx, id, today));
const invitationOf = async (learnerId: string) => {
  const [invitation] = await invitationsOf(learnerId);
  if (!invitation) throw new Error("nobody is invited");
  return invitation;
};

describe("the person who is invited", () => {
  it("sees that learner, and no other on the roll of the same school", async () => {
    const [learner, other] = [await aLearner({ school: host }), await aLearner({ school: host })];
    const guest = await guestFor(learner.id);
    expect(await seenBy(guest)).toEqual([learner.id]);
    expect((await read(guest, learner.id)).enrolments).toMatchObject([{ school: "Theirs" }]);
    await expect(read(guest, other.id)).rejects.toThrow(NotFound);
  });

  it("sees of the record what a designated manager sees: not how or since when they are looked after", async () => {
    const learner = await aLearner({ school: host });
    const record = await read(await guestFor(learner.id), learner.id);
    expect(record.care).toEqual({ periods: [], scopes: [] });
    expect(record.teachers).toEqual([]);
  });

  it("raises an alert about that learner and follows it, and sees none about another", async () => {
    const learner = await aLearner({ school: host });
    const guest = await guestFor(learner.id);
    const other = await anAlert({ school: host });
    const { id } = await raiseAlert(guest, alertInput(host.id, { learnerId: learner.id }), clock);
    const board = await asActor(guest, boardOf);
    expect(board.unanswered.map((alert) => alert.id)).toEqual([id]);
    expect(await asActor(guest, (tx) => alertRecord(tx, id, today))).toMatchObject({ alert: { id } });
    await expect(asActor(guest, (tx) => alertRecord(tx, other.id, today))).rejects.toThrow(NotFound);
    expect(
      await asActor(guest, (tx) =>
        tx.event.findMany({ where: { learnerId: learner.id }, orderBy: { sequence: "desc" } }),
      ),
    ).toMatchObject([{ kind: "alert.raised" }, { kind: "host.invited" }, { kind: "learner.added" }]);
  });

  it("raises none about another learner of the school, or a child who is not known", async () => {
    const guest = await guestFor((await aLearner({ school: host })).id);
    const other = await aLearner({ school: host });
    const child = { childName: "Somebody New", childStage: "S2" as const };
    for (const who of [{ learnerId: other.id }, child])
      await expect(raiseAlert(guest, alertInput(host.id, who), clock)).rejects.toThrow(Invalid);
  });

  it("sees nothing of what happened at the school before", async () => {
    const before = await anAlert({ school: home });
    const learner = before.learner ?? (await aLearner({ school: home }));
    const move = { learnerId: learner.id, schoolId: host.id, kind: "main" as const, startedOn: today };
    await startEnrolment(lead, move, clock);
    const guest = await guestFor(learner.id);
    expect(await seenBy(guest)).toEqual([learner.id]);
    await expect(asActor(guest, (tx) => alertRecord(tx, before.id, today))).rejects.toThrow(NotFound);
    const events = await asActor(guest, (tx) => tx.event.findMany({ where: { learnerId: learner.id } }));
    expect(events.map(({ kind }) => kind).sort()).toEqual(["enrolment.started", "host.invited"]);
  });

  it("is told by a mail that says nothing of the learner, once", async () => {
    const learner = await aLearner({ school: host, givenName: "Unusual", familyName: "Nameworthy" });
    const input = anInput(learner.id);
    await inviteHost(lead, input, clock);
    await inviteHost(lead, input, clock);
    const mails = await database.superuserQuery(
      "SELECT template, input FROM outbox_mail WHERE to_address = $1",
      [input.email],
    );
    expect(mails).toEqual([
      { template: "learners/host-invited", input: { link: `/learners/${learner.id}` } },
    ]);
    expect(await invitationsOf(learner.id)).toHaveLength(1);
  });

  it("is told of an alert about that learner, and the head teacher who was not invited is not", async () => {
    const learner = await aLearner({ school: host });
    const guest = await guestFor(learner.id);
    const invited = await guestFor(learner.id, { role: "head_teacher" });
    const other = await guestFor((await aLearner({ school: host })).id, { role: "head_teacher" });
    const { id } = await raiseAlert(guest, alertInput(host.id, { learnerId: learner.id }), clock);
    const copies = await database.superuserQuery(
      "SELECT to_person_id FROM outbox_mail WHERE template = 'alerts/alert-raised-copy' AND about_id = $1",
      [id],
    );
    expect(copies).toEqual([{ to_person_id: invited.personId }]);
    const named = await asActor(guest, (tx) =>
      nameablePeople(tx, { schoolId: host.id, learnerId: learner.id, day: today }),
    );
    const ids = named.school.map(({ personId }) => personId);
    expect(ids.sort()).toEqual([guest.personId, invited.personId].sort());
    expect(ids).not.toContain(other.personId);
  });

  it("is let in for two learners, and sees both", async () => {
    const [one, two] = [await aLearner({ school: host }), await aLearner({ school: host })];
    const email = "twice@neighbour.example";
    await guestFor(one.id, { email });
    expect(await seenBy(await guestFor(two.id, { email }))).toEqual([one.id, two.id].sort());
  });
});

it("a role at a school of another authority shows nobody by itself", async () => {
  const learner = await aLearner({ school: host });
  const manager = await aPerson("designated_manager", { schoolId: host.id });
  expect(await seenBy(manager)).toEqual([]);
  await expect(read(manager, learner.id)).rejects.toThrow(NotFound);
});

describe("it ends", () => {
  it("with the last day on the school's main roll", async () => {
    const learner = await aLearner({ school: host });
    const guest = await guestFor(learner.id);
    await startEnrolment(
      lead,
      { learnerId: learner.id, schoolId: home.id, kind: "main", startedOn: today },
      clock,
    );
    expect(await seenBy(guest)).toEqual([]);
    await expect(read(guest, learner.id)).rejects.toThrow(NotFound);
    expect(await invitationOf(learner.id)).toMatchObject({ isRunning: false });
  });

  it("the day after a shared enrolment's last day", async () => {
    const learner = await aLearner({ school: home });
    const shared = {
      learnerId: learner.id,
      schoolId: host.id,
      kind: "shared" as const,
      startedOn: "2026-01-05",
    };
    await startEnrolment(lead, shared, clock);
    const guest = await guestFor(learner.id);
    const { enrolments } = await read(lead, learner.id);
    const enrolmentId = enrolments.find(({ isShared }) => isShared)?.id ?? "";
    await endSharedEnrolment(lead, { learnerId: learner.id, enrolmentId }, clock);
    expect(await seenBy(guest)).toEqual([learner.id]);
    await database.superuserQuery("UPDATE school_enrolment SET ended_on = ended_on - 1 WHERE id = $1", [
      enrolmentId,
    ]);
    expect(await seenBy(guest)).toEqual([]);
  });

  it("at once when it is taken back; the role goes with the last learner, and the sessions with it", async () => {
    const [one, two] = [await aLearner({ school: host }), await aLearner({ school: host })];
    const email = "taken@neighbour.example";
    await guestFor(one.id, { email });
    const guest = await guestFor(two.id, { email });
    const takeBack = async ({ id: learnerId }: { id: string }) =>
      endHostInvitation(lead, { learnerId, invitationId: (await invitationOf(learnerId)).id }, clock);
    await takeBack(one);
    expect(await seenBy(guest)).toEqual([two.id]);
    expect((await actorOf(guest.personId, clock.now()))?.memberships).toHaveLength(1);
    await takeBack(two);
    expect(await seenBy(guest)).toEqual([]);
    expect((await actorOf(guest.personId, clock.now()))?.memberships).toEqual([]);
    const lines = await database.superuserQuery(
      "SELECT action FROM audit_line WHERE subject_id = ANY ($1) OR detail->>'personId' = $2 ORDER BY action",
      [[one.id, two.id, guest.personId], guest.personId],
    );
    expect(lines.map(({ action }) => action)).toEqual([
      "host.invitation_ended",
      "host.invitation_ended",
      "host.invited",
      "host.invited",
      "learner.added",
      "learner.added",
      "membership.ended",
      "person.invited",
    ]);
  });
});

describe("what was agreed with somebody of a host school", () => {
  const agreedWith = async (guest: Actor, learner: { id: string }) => {
    const alert = await raiseAlert(guest, alertInput(host.id, { learnerId: learner.id }), clock);
    const action = {
      kind: "agreed" as const,
      what: "Ring their carer",
      personId: guest.personId,
      dueOn: today,
    };
    const where = { about: { kind: "alert", id: alert.id }, learnerId: learner.id, schoolId: host.id };
    const made = {
      audience: "school_and_virtual_school" as const,
      createdAt: clock.now(),
      createdBy: lead.personId,
    };
    await asActor(lead, (tx) => addAction(tx, { ...action, ...where, ...made }));
  };
  const waitingFor = async (guest: Actor) =>
    (await asActor(guest, (tx) => actionsWaitingFor(tx, guest.personId))).length;

  it("is theirs while they are invited, and not after; what was agreed about others stays", async () => {
    const [one, two] = [await aLearner({ school: host }), await aLearner({ school: host })];
    const email = "agreed@neighbour.example";
    await guestFor(one.id, { email });
    const guest = await guestFor(two.id, { email });
    for (const learner of [one, two]) await agreedWith(guest, learner);
    expect(await waitingFor(guest)).toBe(2);
    const invitationId = (await invitationOf(one.id)).id;
    await endHostInvitation(lead, { learnerId: one.id, invitationId }, clock);
    expect(await waitingFor(guest)).toBe(1);
  });

  it("is theirs no more once the learner has left the school", async () => {
    const learner = await aLearner({ school: host });
    const guest = await guestFor(learner.id);
    await agreedWith(guest, learner);
    const move = { learnerId: learner.id, schoolId: home.id, kind: "main" as const, startedOn: today };
    await startEnrolment(lead, move, clock);
    expect(await waitingFor(guest)).toBe(0);
  });
});

it("who is invited for a learner is said only to somebody who sees that learner", async () => {
  const learner = await aLearner({ school: host });
  const guest = await guestFor(learner.id);
  const invitedFor = (actor: Actor) =>
    asActor(
      actor,
      (tx) => tx.$queryRaw<{ id: string }[]>`
        SELECT app.invited_people(${learner.id}::uuid, ${host.id}::uuid) AS id`,
    );
  for (const actor of [lead, guest]) expect(await invitedFor(actor)).toEqual([{ id: guest.personId }]);
  const manager = await aPerson("designated_manager", { schoolId: home.id });
  for (const actor of [
    await aPerson("vs_teacher"),
    manager,
    await guestFor((await aLearner({ school: host })).id),
  ])
    expect(await invitedFor(actor)).toEqual([]);
});

it("taken back for one learner while they are let in for another, they are in for the other", async () => {
  const [one, two] = [await aLearner({ school: host }), await aLearner({ school: host })];
  const email = "while@neighbour.example";
  const guest = await guestFor(one.id, { email });
  const invitationId = (await invitationOf(one.id)).id;
  const results = await atOnce(database, "lock table membership in exclusive mode", [
    () => endHostInvitation(lead, { learnerId: one.id, invitationId }, clock),
    () => inviteHost(lead, anInput(two.id, { email }), clock),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  expect(await seenBy(guest)).toEqual([two.id]);
});

describe("nobody is invited", () => {
  it.each(["designated_manager", "vs_teacher", "administrator"] as const)("by the %s", async (role) => {
    const learner = await aLearner({ school: host });
    const actor = await aPerson(role, role === "designated_manager" ? { schoolId: home.id } : {});
    await expect(inviteHost(actor, anInput(learner.id), clock)).rejects.toThrow(NotAllowed);
  });

  it("to a school of our own authority, or one where the learner is not", async () => {
    const learner = await aLearner({ school: home });
    for (const schoolId of [home.id, host.id])
      await expect(inviteHost(lead, anInput(learner.id, { schoolId }), clock)).rejects.toThrow(Invalid);
  });

  it("at a private address", () => {
    const input = (email: string) => inviteHostSchema.safeParse(anInput(lead.personId, { email }));
    expect(input("somebody@gmail.com").error?.issues[0]?.message).toMatch(
      /^Enter the address they have at work/,
    );
    expect(input("Somebody@Neighbour.example").data?.email).toBe("somebody@neighbour.example");
  });
});
