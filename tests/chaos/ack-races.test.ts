import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aStaffedArea } from "#tests/factories/duty";
import { aLearner } from "#tests/factories/learners";
import { aDatabase } from "#tests/support/database";
import { stepsOf } from "#tests/support/steps";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { fireDueSteps } from "~/domain/alerts/fire-due-steps.server";
import { claimMail } from "~/domain/notifications/claim-mail.server";
import { fixedClock } from "~/platform/clock";
import { report, size } from "./figures";

const races = size("RACES", { full: 200, smoke: 20 });
const database = await aDatabase();
const due = fixedClock("2026-11-23T10:17:00Z");

const claim = () => claimMail({ owner: randomUUID(), limit: 50, leaseSeconds: 600 });
const within = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * milliseconds));

const asking = (id: string) =>
  database.superuserQuery<{ id: string; template: string; state: string }>(
    "select id, template, state from outbox_mail where about_id = $1 and asks",
    [id],
  );

const recorded = async (sql: string, id: string) =>
  (await database.superuserQuery<{ kind: string }>(sql, [id])).map(({ kind }) => kind);

type Outcome = { wasTold: boolean; faults: string[] };

/** What steps, mails, timeline and audit trail say of one race: all of them the same. */
async function outcomeOf(id: string, claimedAfter: ReadonlySet<string>): Promise<Outcome> {
  const mails = await asking(id);
  const [first, ...others] = await stepsOf(database, id);
  const events = await recorded("select kind from event where about_id = $1 order by sequence", id);
  const audit = await recorded(
    "select action as kind from audit_line where subject_id = $1 and subject_kind = 'alert'",
    id,
  );
  const wasTold = first?.state === "done";
  const reminded = wasTold ? 1 : 0;
  const expected = ["alert.raised", ...(wasTold ? ["alert.reminded"] : []), "alert.acknowledged"];
  const checks: Record<string, boolean> = {
    "a row was claimed after the answer committed": mails.every((mail) => !claimedAfter.has(mail.id)),
    "a row was left in the queue": mails.every((mail) => mail.state === "dropped"),
    "the step is neither done nor cancelled": wasTold || first?.state === "cancelled",
    "a later step of the first clock was fired": others
      .slice(0, 3)
      .every((step) => step.state === "cancelled"),
    "mails and step disagree":
      mails.filter((mail) => mail.template === "alerts/alert-reminder").length === reminded,
    "timeline and step disagree": events.join() === expected.join(),
    "audit trail and step disagree": audit.filter((kind) => kind === "alert.reminded").length === reminded,
    "not answered once": audit.filter((kind) => kind === "alert.acknowledged").length === 1,
  };
  return { wasTold, faults: Object.keys(checks).filter((name) => !checks[name]) };
}

it(
  `an answer and a step due within the same 5 ms have one outcome, ${races} times out of ${races}`,
  async () => {
    const area = await aStaffedArea();
    const learner = await aLearner({ school: area.school });
    const raisedBy = await aPerson("designated_manager", { schoolId: area.school.id });
    const outcomes: Outcome[] = [];
    for (let race = 0; race < races; race += 1) {
      const { id } = await anAlert({ school: area.school, learner, raisedBy });
      const answered = within(5).then(() =>
        acknowledgeAlert(area.dutyPerson, { alertId: id, ringWithinMinutes: 15 }, due),
      );
      const fired = within(5).then(() => fireDueSteps({ clock: due, lanes: 1 }));
      const claimed = within(10).then(claim);
      await answered;
      // Begun after the commit: what it gets was not claimed before.
      const after = claim();
      const claimedAfter = new Set((await after).map((mail) => mail.id));
      await Promise.all([fired, claimed]);
      for (const late of await claim()) claimedAfter.add(late.id);
      outcomes.push(await outcomeOf(id, claimedAfter));
    }
    const wrong = outcomes.filter(({ faults }) => faults.length > 0);
    const told = outcomes.filter(({ wasTold }) => wasTold).length;
    report({ name: "ack_race_wrong", value: wrong.length, unit: "races" });
    expect(wrong).toEqual([]);
    // Races that always end the same way are none.
    expect(Math.min(told, races - told)).toBeGreaterThan(0);
  },
  20_000 + races * 500,
);
