import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anArea, anAuthority, aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { sweep } from "~/worker/sweeps.server";
import { clock, queueCode, storedFor } from "./outbox";

const database = await aDatabase();
const currentClock = async () => clock;
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);

async function aDraft(savedAt: string): Promise<string> {
  const { personId } = await aPerson("designated_manager");
  await database.superuserQuery(
    `insert into alert_draft (person_id, form_key, sealed, saved_at) values ($1, $2, 'sealed', now() - $3::interval)`,
    [personId, randomUUID(), savedAt],
  );
  return personId;
}

async function anUnverifiedChild(eraseInDays: number | null): Promise<string> {
  const alertId = randomUUID();
  const authority = await anAuthority();
  const school = await aSchool({ authority, area: await anArea(authority) });
  const { personId } = await aPerson("designated_manager", { schoolId: school.id });
  await database.superuserQuery(
    `insert into alert (id, reference, form_key, form_digest, school_id, state, urgency, decision_already_made, is_child_safe, was_sent_out,
       where_now, with_whom, what_happened, child_view, raised_by_id, raised_at, answer_due_at)
     values ($1, $2, $3, 'x', $4, 'closed', 'today', false, true, false, 'Office', 'Depute', 'What was written', 'not_asked_yet', $5, now(), now())`,
    [alertId, `A-2026-${alertId.slice(0, 4)}`, randomUUID(), school.id, personId],
  );
  await database.superuserQuery(
    "insert into unverified_child (alert_id, school_id, name, stage, erase_after) values ($1, $2, 'Invented Child', 'P6', current_date + $3::int)",
    [alertId, school.id, eraseInDays],
  );
  return alertId;
}

describe("the sweep", () => {
  it("wipes sign-in codes that expired while they waited, and no others", async () => {
    await queueCode("late@example.org", "481516", minutesFromNow(-1));
    await queueCode("waiting@example.org", "234200", minutesFromNow(5));
    await database.superuserQuery("update outbox_mail set next_attempt_at = now() + interval '1 hour'");
    await sweep(currentClock);
    expect(await storedFor(database, "late@example.org")).toMatchObject({
      state: "failed",
      secret: null,
      failed_at: clock.now(),
    });
    expect(await storedFor(database, "waiting@example.org")).toMatchObject({
      state: "queued",
      secret: expect.any(String),
    });
  });

  it("erases drafts after 24 hours", async () => {
    const stale = await aDraft("25 hours");
    const fresh = await aDraft("23 hours");
    await sweep(currentClock);
    const left = await database.superuserQuery("select person_id from alert_draft");
    expect(left).toEqual([{ person_id: fresh }]);
    expect(left).not.toContainEqual({ person_id: stale });
  });

  it("erases what was written about a child who was not for the Virtual School, once it is due, and says so in the audit", async () => {
    const due = await anUnverifiedChild(0);
    const later = await anUnverifiedChild(1);
    const open = await anUnverifiedChild(null);
    await sweep(currentClock);
    const left = await database.superuserQuery<{ alert_id: string }>("select alert_id from unverified_child");
    expect(left.map((row) => row.alert_id).sort()).toEqual([later, open].sort());
    expect(
      await database.superuserQuery("select what_happened, state from alert where id = $1", [due]),
    ).toEqual([{ what_happened: "", state: "closed" }]);
    expect(await database.superuserQuery("select what_happened from alert where id = $1", [open])).toEqual([
      { what_happened: "What was written" },
    ]);
    expect(await database.superuserQuery("select action, person_id, subject_id, at from audit_line")).toEqual(
      [{ action: "unverified_child.erased", person_id: null, subject_id: due, at: clock.now() }],
    );
  });

  it("does nothing more the second time", async () => {
    await sweep(currentClock);
    expect(await database.superuserQuery("select count(*)::int as lines from audit_line")).toEqual([
      { lines: 1 },
    ]);
  });
});
