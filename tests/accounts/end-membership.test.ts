import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { atOnce } from "#tests/support/at-once";
import { aDatabase } from "#tests/support/database";
import { personOf } from "~/domain/accounts/accounts.queries.server";
import { actorOf } from "~/domain/accounts/current-actor.server";
import { endMembership } from "~/domain/accounts/end-membership.server";
import { invitePerson } from "~/domain/accounts/invite-person.server";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import { roles } from "~/platform/actor";
import { fixedClock, systemClock } from "~/platform/clock";
import { asActor, asNobody } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const administrator = await aPerson("administrator");
const school = await aSchool();
const clock = fixedClock("2026-11-23T10:02:00Z");

const membershipOf = async (person: TestPerson) =>
  (await asNobody((tx) => personOf(tx, person.personId))).roles[0] ?? {
    id: "",
    validFrom: "",
    validTo: null,
  };

async function signedIn(person: TestPerson): Promise<void> {
  const session = [randomUUID(), randomUUID(), person.personId];
  const sql =
    "insert into session (id, token, user_id, expires_at) values ($1, $2, $3, now() + interval '1 hour')";
  await database.superuserQuery(sql, session);
}

const sessionsOf = (person: TestPerson) =>
  database.superuserQuery("select from session where user_id = $1", [person.personId]);

describe("ending a role", () => {
  it("ends it from today, signs the person out everywhere and is in the audit", async () => {
    const manager = await aPerson("designated_manager", { schoolId: school.id });
    const other = await aPerson("designated_manager", { schoolId: school.id });
    for (const person of [manager, manager, other]) await signedIn(person);
    const { id } = await membershipOf(manager);
    expect(await endMembership(administrator, { membershipId: id }, clock)).toBe(manager.personId);
    expect(await membershipOf(manager)).toMatchObject({ validTo: "2026-11-22" });
    expect((await actorOf(manager.personId, clock.now()))?.memberships).toEqual([]);
    expect(await sessionsOf(manager)).toHaveLength(0);
    expect(await sessionsOf(other)).toHaveLength(1);
    expect(
      await database.superuserQuery("select * from audit_line where subject_id = $1", [manager.personId]),
    ).toMatchObject([
      {
        action: "membership.ended",
        person_id: administrator.personId,
        at: clock.now(),
        detail: { membershipId: id, role: "designated_manager", schoolId: school.id, sessionsEnded: 2 },
      },
    ]);
  });

  it("takes the learners out of their sight at once", async () => {
    const manager = await aPerson("designated_manager", { schoolId: school.id });
    const learner = await aLearner({ school });
    const seen = () => asActor(manager, async (tx) => (await learnersByIds(tx, [learner.id])).size);
    expect(await seen()).toBe(1);
    await endMembership(administrator, { membershipId: (await membershipOf(manager)).id }, systemClock);
    expect(await seen()).toBe(0);
  });

  it("on the day it was given leaves it held on no day", async () => {
    const input = {
      name: "Slip",
      email: "slip@example.org",
      role: "head_teacher",
      schoolId: school.id,
      isDepute: false,
    } as const;
    const { personId } = await invitePerson(administrator, input, clock);
    const [role] = (await asNobody((tx) => personOf(tx, personId))).roles;
    await endMembership(administrator, { membershipId: role?.id ?? "" }, clock);
    expect((await asNobody((tx) => personOf(tx, personId))).roles).toMatchObject([
      { validFrom: "2026-11-23", validTo: "2026-11-22" },
    ]);
  });

  it("leaves the person's other roles", async () => {
    const person = await aPerson("lead");
    const input = {
      name: "x",
      email: person.email,
      role: "head_teacher",
      schoolId: school.id,
      isDepute: false,
    } as const;
    await invitePerson(administrator, input, clock);
    await endMembership(administrator, { membershipId: (await membershipOf(person)).id }, clock);
    expect((await actorOf(person.personId, clock.now()))?.memberships.map((held) => held.role)).toEqual([
      "head_teacher",
    ]);
  });

  it.each(roles.filter((role) => role !== "administrator"))("is not for the %s", async (role) => {
    const person = await aPerson("lead");
    const { id } = await membershipOf(person);
    const actor = await aPerson(role, { schoolId: school.id });
    await expect(endMembership(actor, { membershipId: id }, clock)).rejects.toThrow(NotAllowed);
    expect(await membershipOf(person)).toMatchObject({ validTo: null });
  });

  it("says so when it has ended, or never was", async () => {
    const { id } = await membershipOf(await aPerson("lead"));
    await endMembership(administrator, { membershipId: id }, clock);
    await expect(endMembership(administrator, { membershipId: id }, clock)).rejects.toThrow(Conflict);
    await expect(endMembership(administrator, { membershipId: randomUUID() }, clock)).rejects.toThrow(
      NotFound,
    );
  });

  it("is refused for the last administrator, also when two end each other at the same moment", async () => {
    const second = await aPerson("administrator");
    const ids = [(await membershipOf(administrator)).id, (await membershipOf(second)).id];
    const ended = await atOnce(
      database,
      "select from membership where role = 'administrator' for update",
      ids.map((membershipId) => () => endMembership(administrator, { membershipId }, clock)),
    );
    expect(ended.map((end) => end.status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = ended.find((end) => end.status === "rejected");
    expect(refused?.reason).toMatchObject({
      sentence: "This is the last administrator. Invite another one first.",
    });
  });
});
