import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { retryMail } from "~/domain/notifications/retry-mail.server";
import type { Actor, Role } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");

function anActor(role: Role): Actor {
  return {
    personId: randomUUID(),
    name: "Morag Invented",
    memberships: [{ role, schoolId: null, areaId: null, authorityId: null, isDepute: false }],
  };
}

async function aStoredMail(columns: Record<string, unknown> = {}): Promise<string> {
  const row = {
    id: randomUUID(),
    created_at: "2026-11-23T09:00:00Z",
    template: "alerts/alert-raised",
    to_address: "ailsa@example.org",
    input: "{}",
    state: "failed",
    attempts: 3,
    failed_at: "2026-11-23T09:01:00Z",
    last_problem: "The mail server said: 550 no",
    ...columns,
  };
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  await database.superuserQuery(
    `insert into outbox_mail (${names.join()}) values (${places.join()})`,
    Object.values(row),
  );
  return row.id;
}

const stored = async (id: string) =>
  (await database.superuserQuery("select * from outbox_mail where id = $1", [id]))[0];
const auditOf = (id: string) =>
  database.superuserQuery("select * from audit_line where subject_id = $1", [id]);

describe("sending a mail again", () => {
  it.each(["lead", "vs_head_teacher", "administrator"] as const)("is for the %s", async (role) => {
    const mailId = await aStoredMail();
    const actor = anActor(role);
    await retryMail(actor, { mailId }, clock);
    expect(await stored(mailId)).toMatchObject({
      state: "queued",
      attempts: 0,
      failed_at: null,
      to_address: "ailsa@example.org",
    });
    expect(await auditOf(mailId)).toMatchObject([
      { action: "mail.retried", person_id: actor.personId, at: clock.now(), subject_kind: "mail" },
    ]);
  });

  it.each(["designated_manager", "head_teacher", "vs_teacher", "partner"] as const)(
    "is not for the %s",
    async (role) => {
      const mailId = await aStoredMail();
      await expect(retryMail(anActor(role), { mailId }, clock)).rejects.toThrow(NotAllowed);
      expect(await stored(mailId)).toMatchObject({ state: "failed" });
      expect(await auditOf(mailId)).toEqual([]);
    },
  );

  it("brings forward one that waits for its next attempt", async () => {
    const mailId = await aStoredMail({
      state: "queued",
      failed_at: null,
      next_attempt_at: "2999-01-01T00:00:00Z",
    });
    await retryMail(anActor("lead"), { mailId }, clock);
    const [row] = await database.superuserQuery(
      "select next_attempt_at <= now() as is_due from outbox_mail where id = $1",
      [mailId],
    );
    expect(row).toEqual({ is_due: true });
  });

  it.each([
    { what: "was accepted", columns: { state: "accepted", failed_at: null } },
    {
      what: "is being sent",
      columns: { state: "queued", failed_at: null, lease_owner: "w1", lease_until: "2999-01-01T00:00:00Z" },
    },
    { what: "held a sign-in code", columns: { template: "accounts/sign-in-code" } },
  ])("is refused for one that $what", async ({ columns }) => {
    const mailId = await aStoredMail(columns);
    const before = await stored(mailId);
    await expect(retryMail(anActor("lead"), { mailId }, clock)).rejects.toThrow(Conflict);
    expect(await stored(mailId)).toEqual(before);
    expect(await auditOf(mailId)).toEqual([]);
  });

  it("says so when there is no such mail", async () => {
    await expect(retryMail(anActor("lead"), { mailId: randomUUID() }, clock)).rejects.toThrow(NotFound);
  });
});
