import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anArea, anAuthority, aSchool, type TestSchool } from "#tests/factories/organisations";
import { atOnce } from "#tests/support/at-once";
import { aDatabase } from "#tests/support/database";
import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { invitePersonSchema } from "~/domain/accounts/accounts.schema";
import { actorOf } from "~/domain/accounts/current-actor.server";
import { invitePerson } from "~/domain/accounts/invite-person.server";
import { roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";

const database = await aDatabase();
const at = new Date("2026-11-23T10:02:00Z");
const clock = fixedClock(at);
let administrator: TestPerson;
let school: TestSchool;

beforeAll(async () => {
  administrator = await aPerson("administrator");
  school = await aSchool();
});

const manager = (changes: Record<string, unknown> = {}) =>
  invitePersonSchema.parse({
    name: "Shona Invented",
    email: "shona@example.org",
    role: "designated_manager",
    schoolId: school.id,
    ...changes,
  });

const auditOf = (id: string) =>
  database.superuserQuery("select * from audit_line where subject_id = $1 order by at", [id]);
const rolesOf = async (id: string) => (await actorOf(id, at))?.memberships;

describe("inviting somebody", () => {
  it("lets them in with their role at their school, from today", async () => {
    const { personId, isNew } = await invitePerson(administrator, manager({ isDepute: "on" }), clock);
    expect(isNew).toBe(true);
    expect(await rolesOf(personId)).toEqual([
      { role: "designated_manager", schoolId: school.id, areaId: null, authorityId: null, isDepute: true },
    ]);
    expect((await actorOf(personId, new Date("2026-11-22T10:00:00Z")))?.memberships).toEqual([]);
    expect(await auditOf(personId)).toMatchObject([
      {
        action: "person.invited",
        person_id: administrator.personId,
        at,
        detail: { role: "designated_manager", schoolId: school.id, isDepute: true, isNew: true },
      },
    ]);
  });

  it("writes no name or address into the audit", async () => {
    const { personId } = await invitePerson(administrator, manager({ email: "audit@example.org" }), clock);
    const [line] = await auditOf(personId);
    expect(JSON.stringify(line)).not.toMatch(/Shona|example/);
  });

  it("gives a further role to whoever has the address, however it is written, and leaves their name", async () => {
    const first = await invitePerson(administrator, manager({ email: "two@example.org" }), clock);
    const second = manager({ email: "TWO@example.org", name: "Somebody Else", role: "head_teacher" });
    expect(await invitePerson(administrator, second, clock)).toEqual({
      personId: first.personId,
      isNew: false,
    });
    expect((await rolesOf(first.personId))?.map((held) => held.role).sort()).toEqual([
      "designated_manager",
      "head_teacher",
    ]);
    expect((await actorOf(first.personId, at))?.name).toBe("Shona Invented");
  });

  it("sent twice at once is one invitation", async () => {
    const input = manager({ email: "twice@example.org" });
    const sent = await Promise.all([1, 2, 3].map(() => invitePerson(administrator, input, clock)));
    expect(new Set(sent.map((answer) => answer.personId)).size).toBe(1);
    expect(await rolesOf(sent[0]?.personId ?? "")).toHaveLength(1);
    expect(await auditOf(sent[0]?.personId ?? "")).toHaveLength(1);
  });

  it("gives a further role once, also when it is sent twice at the very same moment", async () => {
    const person = await aPerson("lead");
    const input = manager({ email: person.email });
    const both = [1, 2].map(() => () => invitePerson(administrator, input, clock));
    await atOnce(database, `select from person where id = '${person.personId}' for update`, both);
    expect((await rolesOf(person.personId))?.map((held) => held.role)).toEqual([
      "lead",
      "designated_manager",
    ]);
    expect(await auditOf(person.personId)).toHaveLength(1);
  });

  it("leaves out a place that the role has no use for", async () => {
    const area = await anArea();
    const input = manager({ email: "lead@example.org", role: "lead", areaId: area.id, isDepute: "on" });
    const { personId } = await invitePerson(administrator, input, clock);
    expect(await rolesOf(personId)).toEqual([
      { role: "lead", schoolId: null, areaId: null, authorityId: null, isDepute: false },
    ]);
  });

  it.each(roles.filter((role) => role !== "administrator"))("is not for the %s", async (role) => {
    const input = manager({ email: `by-${role}@example.org` });
    const actor = await aPerson(role, { schoolId: school.id });
    await expect(invitePerson(actor, input, clock)).rejects.toThrow(NotAllowed);
    expect(await database.superuserQuery("select from person where email = $1", [input.email])).toEqual([]);
  });

  it("is refused at a school or area that does not exist, and nothing is stored", async () => {
    const nowhere = "00000000-0000-4000-8000-000000000000";
    await expect(
      invitePerson(administrator, manager({ email: "no@example.org", schoolId: nowhere }), clock),
    ).rejects.toThrow(Invalid);
    const elsewhere = await anArea(await anAuthority({ isHome: false }));
    const officer = manager({ email: "no@example.org", role: "area_lead_officer", areaId: elsewhere.id });
    await expect(invitePerson(administrator, officer, clock)).rejects.toThrow("Select an area");
    expect(await database.superuserQuery("select from person where email = 'no@example.org'")).toEqual([]);
  });

  it("counts for whom mails are addressed to", async () => {
    await invitePerson(
      administrator,
      manager({ email: "head@example.org", role: "head_teacher", name: "Head" }),
      clock,
    );
    const other = await aSchool();
    const heads = (schoolId: string) =>
      asNobody((tx) => peopleWithRole(tx, ["head_teacher"], { day: "2026-11-23", schoolId }));
    expect((await heads(school.id)).map((person) => person.address)).toContain("head@example.org");
    expect(await heads(other.id)).toEqual([]);
  });
});

describe("the form", () => {
  it.each([
    ["a name", { name: " " }, "Enter their name"],
    ["an address", { email: "shona" }, "Enter an email address in the format name@example.com"],
    ["a role", { role: "king" }, "Select a role"],
    [
      "the school of a designated manager",
      { schoolId: undefined },
      "Select the school at which they hold this role",
    ],
    ["the area of an area lead officer", { role: "area_lead_officer" }, "Select the area they lead"],
  ])("asks for %s", (_what, changes, sentence) => {
    const shona = { name: "Shona", email: "s@example.org", role: "head_teacher", schoolId: school.id };
    const result = invitePersonSchema.safeParse({ ...shona, ...changes });
    expect(result.error?.issues.map((issue) => issue.message)).toContain(sentence);
  });
});
