import { expect, it } from "vitest";
import { delaysIn } from "#tests/alerts/delays";
import { aPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aStaffedArea } from "#tests/factories/duty";
import { aLearner } from "#tests/factories/learners";
import { aDatabase } from "#tests/support/database";
import { auditPromises } from "~/domain/alerts/audit-promises.server";
import { fireDueSteps } from "~/domain/alerts/fire-due-steps.server";
import { fixedClock } from "~/platform/clock";
import { report, size } from "./figures";

const delayed = size("DELAYED", { full: 100, smoke: 16 });

const database = await aDatabase();
const clockAt = (time: string) => fixedClock(`2026-11-23T${time}:00Z`);

/** The alerts that are flagged at a time of day. */
async function flaggedAt(time: string): Promise<string[]> {
  const pause = async () => true;
  const outcome = await auditPromises({ clock: async () => clockAt(time), kind: "minute", pause });
  if (outcome.state !== "done") throw new Error(`the auditor is ${outcome.state}`);
  return outcome.findings.flatMap(({ alertId }) => alertId ?? []);
}

/** Every mail that waits, of these alerts or of all, is accepted. */
const deliver = (ids?: readonly string[]) =>
  database.superuserQuery(
    "update outbox_mail set state = 'accepted', accepted_at = created_at where state = 'queued' and ($1::uuid[] is null or about_id = any ($1))",
    [ids ?? null],
  );

it(`the auditor flags ${delayed} of ${delayed} alerts that were delayed by hand, and none of as many beside them`, async () => {
  const area = await aStaffedArea();
  const learner = await aLearner({ school: area.school });
  const raisedBy = await aPerson("designated_manager", { schoolId: area.school.id });
  const raised: TestAlert[] = [];
  while (raised.length < 2 * delayed) raised.push(await anAlert({ school: area.school, learner, raisedBy }));
  await deliver();
  const ids = raised.map(({ id }) => id);
  const [late, healthy] = [ids.slice(0, delayed), ids.slice(delayed)];
  const ways = delaysIn(database, () => area.dutyPerson.personId);
  for (const [index, id] of late.entries()) await ways[index % ways.length]?.[2](id);

  const before = [...(await flaggedAt("10:10")), ...(await flaggedAt("10:18"))];
  // The worker does what it still can.
  await fireDueSteps({ clock: clockAt("10:17") });
  await deliver(healthy);
  const after = await flaggedAt("10:20");

  const caught = late.filter((id) => before.includes(id) || after.includes(id));
  report({ name: "auditor_flagged", value: caught.length, unit: `of ${delayed} alerts` });
  expect(caught).toEqual(late);
  // At 10:18 nothing has fired yet that was due at 10:17: that is within the grace of a tick.
  expect(healthy.filter((id) => before.includes(id) || after.includes(id))).toEqual([]);
}, 120_000);
