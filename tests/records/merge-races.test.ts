import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { alertInput } from "#tests/factories/alerts";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { atOnce } from "#tests/support/at-once";
import { aDatabase } from "#tests/support/database";
import { digestsOf } from "#tests/support/digests";
import { raiseAlert } from "~/domain/alerts/raise-alert.server";
import { addVoice } from "~/domain/learners/add-voice.server";
import { mergeLearners } from "~/domain/records/merge-learners.server";
import { undoMerge } from "~/domain/records/undo-merge.server";
import { Conflict, NotFound } from "~/platform/errors";
import { merge, mergeClock, mergeInput, undo, undoPlanned } from "./merging";

const database = await aDatabase();
const lead = await aPerson("lead");
const head = await aPerson("vs_head_teacher");
const school = await aSchool();
const manager = await aPerson("designated_manager", { schoolId: school.id });

/** A merge locks the lower id first: the record to set aside. */
async function aPair() {
  const [one, other] = [await aLearner({ school }), await aLearner({ school })];
  return one.id < other.id ? { kept: other, merged: one } : { kept: one, merged: other };
}
/** On behalf of the lead: policies bind the owner, who runs it. */
const lockOf = ({ id }: { id: string }) =>
  `set local app.person_id = '${lead.personId}'; select from learner where id = '${id}' for update`;
const tablesOf = async (id: string) => {
  const sql = "select distinct table_name as name from app.learner_rows($1, $1) order by 1";
  return (await database.superuserQuery(sql, [id])).map(({ name }) => name);
};
const eventsOf = async (id: string, kind: string) =>
  (await database.superuserQuery("select from event where learner_id = $1 and kind = $2", [id, kind])).length;
const reasonOf = (settled: PromiseSettledResult<unknown> | undefined) =>
  settled?.status === "rejected" ? settled.reason : null;

/** Resolves once something waits for a lock: the merge, which has the record to set aside by then. */
async function mergeWaits(): Promise<void> {
  const waiting =
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while ((await database.superuserQuery(waiting)).length === 0) await pause(10);
}

it("an alert for the record set aside, raised while the merge runs, is refused with a sentence and not stranded", async () => {
  const { kept, merged } = await aPair();
  const press = await mergeInput(lead, { kept, merged });
  const raise = async () => {
    await mergeWaits();
    return raiseAlert(manager, alertInput(school.id, { learnerId: merged.id }), mergeClock);
  };
  const [done, raised] = await atOnce<unknown>(database, lockOf(kept), [
    () => mergeLearners(lead, press, mergeClock),
    raise,
  ]);
  expect(done?.status).toBe("fulfilled");
  expect(reasonOf(raised)).toBeInstanceOf(Conflict);
  expect(reasonOf(raised).sentence).toMatch(/merged into another one/);
  expect(await tablesOf(merged.id)).toEqual(["care_period", "school_enrolment"]);
});

it("one that was raised first makes the press look again, and goes along then", async () => {
  const { kept, merged } = await aPair();
  const press = await mergeInput(lead, { kept, merged });
  await raiseAlert(manager, alertInput(school.id, { learnerId: merged.id }), mergeClock);
  await expect(mergeLearners(lead, press, mergeClock)).rejects.toThrow(Conflict);
  await merge(lead, { kept, merged });
  expect(await tablesOf(kept.id)).toEqual(expect.arrayContaining(["alert", "alert_clock"]));
});

it("a change of the record set aside, made while the merge runs, finds no such learner", async () => {
  const { kept, merged } = await aPair();
  const press = await mergeInput(lead, { kept, merged });
  const change = async () => {
    await mergeWaits();
    const said = { learnerId: merged.id, voiceId: randomUUID(), helps: "A walk", saidOn: "2026-11-20" };
    return addVoice(lead, said, mergeClock);
  };
  const [done, changed] = await atOnce<unknown>(database, lockOf(kept), [
    () => mergeLearners(lead, press, mergeClock),
    change,
  ]);
  expect(done?.status).toBe("fulfilled");
  expect(reasonOf(changed)).toBeInstanceOf(NotFound);
});

describe("of two presses at once", () => {
  it("of two people one is a merge, whichever record each wants to keep, and the other is told", async () => {
    const { kept, merged } = await aPair();
    const first = await mergeInput(lead, { kept, merged });
    const second = await mergeInput(head, { kept: merged, merged: kept });
    const settled = await atOnce(database, lockOf(merged), [
      () => mergeLearners(lead, first, mergeClock),
      () => mergeLearners(head, second, mergeClock),
    ]);
    expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = settled.map(reasonOf).find((reason) => reason !== null);
    expect(refused).toBeInstanceOf(Conflict);
    expect(refused.sentence).toMatch(/merged into another record meanwhile/);
  });

  it("of one form there is one merge", async () => {
    const pair = await aPair();
    const press = await mergeInput(lead, pair);
    const both = [1, 2].map(() => () => mergeLearners(lead, press, mergeClock));
    const settled = await atOnce(database, lockOf(pair.merged), both);
    expect(settled).toEqual([1, 2].map(() => ({ status: "fulfilled", value: press.mergeId })));
    expect(await eventsOf(pair.kept.id, "record.merged")).toBe(1);
  });

  it("that undo a merge one does, and the other changes nothing", async () => {
    const { kept, merged } = await aPair();
    const mergeId = await merge(lead, { kept, merged });
    const { seen } = await undoPlanned(lead, mergeId);
    const both = [lead, head].map((who) => () => undoMerge(who, { mergeId, seen }, mergeClock));
    const settled = await atOnce(database, lockOf(kept), both);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await eventsOf(kept.id, "record.merge_undone")).toBe(1);
  });
});

describe("a fault after everything was moved leaves everything where it was:", () => {
  it.each(["record.merged", "record.merge_undone"])("%s", async (action) => {
    const { kept, merged } = await aPair();
    const mergeId = action === "record.merged" ? null : await merge(lead, { kept, merged });
    const before = await digestsOf(database);
    await database.superuserQuery(
      `create function fail() returns trigger language plpgsql as $$ begin raise 'planted'; end $$;
       create trigger fail before insert on audit_line for each row when (new.action = '${action}') execute function fail()`,
    );
    const press = mergeId ? undo(lead, mergeId) : merge(lead, { kept, merged });
    await expect(press).rejects.toThrow(/planted/);
    await database.superuserQuery("drop trigger fail on audit_line; drop function fail()");
    expect(await digestsOf(database)).toEqual(before);
  });
});
