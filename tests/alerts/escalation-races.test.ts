import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aStaffedArea, type StaffedArea } from "#tests/factories/duty";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aDatabase } from "#tests/support/database";
import { clockOf, stepsOf } from "#tests/support/steps";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { fireDueSteps } from "~/domain/alerts/fire-due-steps.server";
import { recordCall } from "~/domain/alerts/record-call.server";
import { claimMail } from "~/domain/notifications/claim-mail.server";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
const at = (time: string) => fixedClock(`2026-11-23T${time}:00Z`);
const claim = () => claimMail({ owner: randomUUID(), limit: 50, leaseSeconds: 600 });
const upToMs = (most: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * most));

let area: StaffedArea;
let learner: TestLearner;

beforeAll(async () => {
  area = await aStaffedArea();
  learner = await aLearner({ school: area.school });
  await aPerson("head_of_inclusion");
});

const raised = () => anAlert({ school: area.school, learner });
const asking = (id: string) =>
  database.superuserQuery<{ id: string; template: string; state: string; attempts: number }>(
    "select id, template, state, attempts from outbox_mail where about_id = $1 and asks",
    [id],
  );
const linesOf = async (id: string) =>
  (
    await database.superuserQuery<{ kind: string }>(
      "select kind from event where about_id = $1 order by sequence",
      [id],
    )
  ).map((row) => row.kind);

describe("an answer and a step that is due in the same moment", () => {
  it("have one outcome fifty times out of fifty: told before the answer, or not at all", async () => {
    const seen = { told: 0, cancelled: 0 };
    for (let race = 0; race < 50; race += 1) {
      const alert = await raised();
      const answer = upToMs(5).then(() =>
        acknowledgeAlert(area.dutyPerson, { alertId: alert.id, ringWithinMinutes: 15 }, at("10:17")),
      );
      const fired = upToMs(5).then(() => fireDueSteps({ clock: at("10:17"), lanes: 1 }));
      const claimed = upToMs(10).then(claim);
      await answer;
      // Whatever is claimed from here on was not claimed before the answer committed.
      const afterwards = claim();
      const claimedAfter = (await afterwards).map((mail) => mail.id);
      await Promise.all([fired, claimed]);
      const mails = await asking(alert.id);
      expect(mails.filter((mail) => claimedAfter.includes(mail.id))).toEqual([]);
      expect(mails.map((mail) => mail.state)).toEqual(mails.map(() => "dropped"));
      const [first, ...others] = await stepsOf(database, alert.id);
      const wasTold = first?.state === "done";
      seen[wasTold ? "told" : "cancelled"] += 1;
      expect(first?.state).toBe(wasTold ? "done" : "cancelled");
      expect(others.slice(0, 3).map((step) => step.state)).toEqual(["cancelled", "cancelled", "cancelled"]);
      expect(mails.filter((mail) => mail.template === "alerts/alert-reminder")).toHaveLength(wasTold ? 1 : 0);
      const expected = wasTold
        ? ["alert.raised", "alert.reminded", "alert.acknowledged"]
        : ["alert.raised", "alert.acknowledged"];
      expect(await linesOf(alert.id)).toEqual(expected);
      expect(await clockOf(database, alert.id)).toMatchObject({
        acknowledged_at: at("10:17").now(),
        next_step_due_at: at("10:32").now(),
      });
    }
    expect(seen.told + seen.cancelled).toBe(50);
    expect(Math.min(seen.told, seen.cancelled)).toBeGreaterThan(0);
  }, 90_000);

  it("leave nothing to claim: not a row that a worker held, and gave back, when the answer came", async () => {
    const alert = await raised();
    const held = await claimMail({ owner: "held", limit: 50, leaseSeconds: 600 });
    expect(held.some((mail) => mail.template === "alerts/alert-raised")).toBe(true);
    await acknowledgeAlert(area.dutyPerson, { alertId: alert.id, ringWithinMinutes: 15 }, at("10:10"));
    await database.superuserQuery(
      "update outbox_mail set lease_until = now() - interval '1 minute' where about_id = $1",
      [alert.id],
    );
    const later = await claim();
    expect((await asking(alert.id)).filter((mail) => later.some((again) => again.id === mail.id))).toEqual(
      [],
    );
  });
});

describe("a call that is recorded as its promise runs out", () => {
  it("either keeps the promise or closes the alert again, twenty times out of twenty", async () => {
    for (let race = 0; race < 20; race += 1) {
      const alert = await raised();
      await acknowledgeAlert(area.dutyPerson, { alertId: alert.id, ringWithinMinutes: 15 }, at("10:06"));
      const called = upToMs(5).then(() =>
        recordCall(area.dutyPerson, { alertId: alert.id, withWhom: "Mx Tait", text: "Spoke." }, at("10:21")),
      );
      await Promise.all([called, upToMs(5).then(() => fireDueSteps({ clock: at("10:21"), lanes: 2 }))]);
      const clock = await clockOf(database, alert.id);
      expect(clock).toMatchObject({ heard_at: at("10:21").now(), reopened_at: null, next_step_due_at: null });
      expect((await stepsOf(database, alert.id)).filter((step) => step.state === "pending")).toEqual([]);
      const lines = await linesOf(alert.id);
      expect(lines.filter((kind) => kind === "alert.reopened").length).toBeLessThanOrEqual(1);
      expect(lines.lastIndexOf("call.recorded")).toBeGreaterThan(lines.indexOf("alert.reopened"));
    }
  }, 60_000);
});

describe("four workers", () => {
  it("fire each of a hundred due steps once", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 25; index += 1) ids.push((await raised()).id);
    const fired = await Promise.all(
      Array.from({ length: 4 }, () => fireDueSteps({ clock: at("11:02"), lanes: 2 })),
    );
    const ours = fired.flat().filter((step) => ids.includes(step.alertId));
    expect(ours).toHaveLength(100);
    expect(new Set(ours.map((step) => `${step.alertId} ${step.position}`)).size).toBe(100);
    const events = await database.superuserQuery(
      "select count(*)::int as lines from event where about_id = any ($1) and person_id is null",
      [ids],
    );
    expect(events).toEqual([{ lines: 100 }]);
  }, 60_000);
});
