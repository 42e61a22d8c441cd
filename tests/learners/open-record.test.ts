import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { atOnce } from "#tests/support/at-once";
import { aDatabase } from "#tests/support/database";
import { actorOf } from "~/domain/accounts/current-actor.server";
import { learnerList } from "~/domain/learners/learner-list.queries.server";
import { openRecord } from "~/domain/learners/open-record.server";
import { openRecordSchema } from "~/domain/learners/opened-record.schema";
import {
  openingRead,
  openingsToLookAt,
  openingsUntil,
} from "~/domain/learners/opened-records.queries.server";
import { saveLearnerSupport } from "~/domain/learners/save-learner-support.server";
import { setFlag } from "~/domain/learners/set-flag.server";
import { settleOpening } from "~/domain/learners/settle-opening.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor, asNobody, readTogether } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";

const database = await aDatabase();
const hour = 60 * 60 * 1000;
/** The database's own clock closes a record, so these tests are in the present. */
const hoursAgo = (hours: number) => fixedClock(new Date(Date.now() - hours * hour).toISOString());
const now = hoursAgo(0);
const school = await aSchool();
const lead = await aPerson("lead");
const head = await aPerson("vs_head_teacher");
const learner = await aLearner({
  school,
  givenName: "Jamie",
  familyName: "Amble",
  knownAs: "Jay",
  dateOfBirth: "2012-03-09",
  scn: "123456789",
});
const reason = "Covering for a colleague who is ill";
const bySCN = { scn: "123456789", reason };
const byName = { givenName: "jay", familyName: "AMBLE", dateOfBirth: "2012-03-09", reason };

const seenBy = (actor: Actor) =>
  asActor(actor, async (tx) =>
    (await learnerList(tx, { day: "2026-11-22", limit: 50 })).learners.map(({ id }) => id),
  );
const audited = (actor: Actor) =>
  database.superuserQuery<{ action: string; subject_id: string | null; detail: object }>(
    "SELECT action, subject_id, detail FROM audit_line WHERE person_id = $1 ORDER BY at",
    [actor.personId],
  );
const ofTeacher = async (actor: Actor) =>
  (
    await asActor(head, (tx) => openingsUntil(tx, { now: now.now(), limit: 50, personId: head.personId }))
  ).filter(({ by }) => by === actor.name);

describe("a Virtual School teacher opens one record", () => {
  it.each([
    ["by SCN", bySCN],
    ["by SCN and whole name", { ...byName, ...bySCN }],
    ["by the whole name and date of birth", byName],
    ["by the given name on record", { ...byName, givenName: "Jamie" }],
  ])("%s, and no other", async (_, input) => {
    const teacher = await aPerson("vs_teacher");
    await aLearner({ school, givenName: "Jamie", familyName: "Amble", dateOfBirth: "2011-03-09" });
    expect(await seenBy(teacher)).toEqual([]);
    expect(await openRecord(teacher, input, now)).toBe(learner.id);
    expect(await seenBy(teacher)).toEqual([learner.id]);
  });

  it("with an audit line, an event for the Virtual School, and no reason in either", async () => {
    const teacher = await aPerson("vs_teacher");
    await openRecord(teacher, bySCN, now);
    expect(await audited(teacher)).toMatchObject([{ action: "record.opened", subject_id: learner.id }]);
    const [event] = await database.superuserQuery(
      "SELECT audience, summary, detail FROM event WHERE kind = 'record.opened' AND person_id = $1",
      [teacher.personId],
    );
    expect(event).toMatchObject({ audience: "virtual_school_only", detail: null });
    expect(JSON.stringify([event, await audited(teacher)])).not.toContain("colleague");
  });

  it("and works on it as on their own caseload", async () => {
    const teacher = await aPerson("vs_teacher");
    await openRecord(teacher, bySCN, now);
    const support = { learnerId: learner.id, version: 0, languages: [], interpreter: "not_needed" as const };
    await saveLearnerSupport(teacher, support, now);
  });

  it("once: pressed again, and with the learner on the caseload, nothing is opened", async () => {
    const teacher = await aPerson("vs_teacher");
    await openRecord(teacher, bySCN, now);
    await openRecord(teacher, bySCN, now);
    expect(await ofTeacher(teacher)).toHaveLength(1);
    const other = await aPerson("vs_teacher");
    await startCaseload(lead, { learnerId: learner.id, personId: other.personId }, hoursAgo(48));
    expect(await openRecord(other, bySCN, now)).toBe(learner.id);
    expect(await ofTeacher(other)).toEqual([]);
    expect(await audited(other)).toMatchObject([{ action: "record.found_open", subject_id: learner.id }]);
  });

  it("once, pressed twice at the same moment; closed, it is closed", async () => {
    const teacher = await aPerson("vs_teacher");
    const press = () => openRecord(teacher, bySCN, now);
    const results = await atOnce(database, "lock table opened_record in exclusive mode", [press, press]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const [opening, ...more] = await ofTeacher(teacher);
    expect(more).toEqual([]);
    await settleOpening(teacher, { openingId: opening?.id ?? "", press: "close" }, now);
    expect(await seenBy(teacher)).toEqual([]);
  });

  it("also when our clock is ahead of the database's, which ends it by its own", async () => {
    const teacher = await aPerson("vs_teacher");
    await openRecord(teacher, bySCN, hoursAgo(-0.1));
    expect(await seenBy(teacher)).toEqual([learner.id]);
    const [opening] = await ofTeacher(teacher);
    expect(opening?.untilAt.getTime()).toBeLessThanOrEqual(Date.now() + 24 * hour);
    expect(opening?.untilAt.getTime()).toBeGreaterThan(Date.now() + 23.9 * hour);
  });

  it("for 24 hours and no more", async () => {
    const teacher = await aPerson("vs_teacher");
    await openRecord(teacher, bySCN, hoursAgo(23.9));
    expect(await seenBy(teacher)).toEqual([learner.id]);
    const late = await aPerson("vs_teacher");
    await openRecord(late, bySCN, hoursAgo(23.9));
    await database.superuserQuery(
      "UPDATE opened_record SET until_at = now() - interval '1 second' WHERE person_id = $1",
      [late.personId],
    );
    expect(await seenBy(late)).toEqual([]);
    const longer = asActor(teacher, (tx) =>
      tx.openedRecord.createMany({
        data: [
          {
            id: randomUUID(),
            learnerId: learner.id,
            personId: teacher.personId,
            reason,
            openedAt: new Date(Date.now() + 2 * hour),
            untilAt: new Date(Date.now() + 25 * hour),
          },
        ],
      }),
    );
    await expect(longer).rejects.toThrow(/row-level security/);
  });
});

describe("nobody is found", () => {
  it.each([
    ["by a part of the name", { ...byName, familyName: "Amb" }],
    ["by a sign that stands for anything", { ...byName, familyName: "%" }],
    ["with another date of birth", { ...byName, dateOfBirth: "2012-03-10" }],
    ["by an SCN that nobody has", { scn: "987654321", reason }],
    ["by their SCN with somebody else's name", { ...bySCN, ...byName, givenName: "Sam" }],
    ["by their name with somebody else's SCN", { ...byName, scn: "987654321" }],
    ["by their SCN with another date of birth", { ...bySCN, dateOfBirth: "2012-03-10" }],
  ])("%s; the try is in the audit", async (_, input) => {
    const teacher = await aPerson("vs_teacher");
    await expect(openRecord(teacher, input, now)).rejects.toThrow(Invalid);
    expect(await audited(teacher)).toMatchObject([{ action: "record.not_found", subject_id: null }]);
    expect(await seenBy(teacher)).toEqual([]);
  });

  it("of two with one name and date of birth", async () => {
    const twin = { school, givenName: "Sam", familyName: "Twin", dateOfBirth: "2012-01-01" };
    await aLearner(twin);
    await aLearner(twin);
    const typed = { givenName: "Sam", familyName: "Twin", dateOfBirth: "2012-01-01", reason };
    await expect(openRecord(await aPerson("vs_teacher"), typed, now)).rejects.toThrow(Invalid);
  });

  it("by a name from before an adoption, and the adoption stays hidden", async () => {
    const adopted = await aLearner({
      school,
      givenName: "Old",
      familyName: "Before",
      dateOfBirth: "2013-05-05",
      scn: "111111118",
    });
    const flag = { flagId: randomUUID(), learnerId: adopted.id, kind: "adoption" as const, why: "Adopted" };
    await setFlag(lead, { ...flag, givenName: "New", familyName: "After" }, now);
    const teacher = await aPerson("vs_teacher");
    const before = { givenName: "Old", familyName: "Before", dateOfBirth: "2013-05-05", reason };
    await expect(openRecord(teacher, before, now)).rejects.toThrow(Invalid);
    await openRecord(teacher, { scn: "111111118", reason }, now);
    const count = await asActor(teacher, (tx) => tx.carePeriod.count({ where: { learnerId: adopted.id } }));
    expect(count).toBe(0);
  });

  it("after ten tries in an hour", async () => {
    const teacher = await aPerson("vs_teacher");
    const miss = { scn: "987654321", reason };
    for (let tries = 0; tries < 10; tries += 1)
      await openRecord(teacher, miss, now).catch((error: unknown) => expect(error).toBeInstanceOf(Invalid));
    await expect(openRecord(teacher, bySCN, now)).rejects.toThrow("Too many tries");
    const actions = (await audited(teacher)).map(({ action }) => action);
    expect(actions.filter((action) => action === "record.not_found")).toHaveLength(10);
    expect(actions).toContain("record.too_many_tries");
  });
});

it.each(["designated_manager", "lead", "vs_head_teacher", "administrator", "social_worker"] as const)(
  "the %s opens no record this way",
  async (role) => {
    const actor = await aPerson(role, role === "designated_manager" ? { schoolId: school.id } : {});
    await expect(openRecord(actor, bySCN, now)).rejects.toThrow(NotAllowed);
    const [found] = await asActor(
      actor,
      (tx) => tx.$queryRaw<{ id: null }[]>`SELECT app.find_exactly('123456789', null, null, null) AS id`,
    );
    expect(found?.id).toBeNull();
  },
);

describe("the Virtual School head teacher", () => {
  it("reads who, whom, why and until when, closes it at once, and says that it was looked at", async () => {
    const teacher = await aPerson("vs_teacher");
    await openRecord(teacher, bySCN, now);
    const [opening] = await ofTeacher(teacher);
    if (!opening) throw new Error("nothing is listed");
    expect(opening).toMatchObject({ learner: { id: learner.id }, reason, isOpen: true, isSeen: false });
    expect(opening.untilAt.getTime() - opening.openedAt.getTime()).toBe(24 * hour);
    const before = await asActor(head, (tx) => openingsToLookAt(tx, head));
    for (const press of ["seen", "close", "close"] as const)
      await settleOpening(head, { openingId: opening.id, press }, now);
    expect(await asActor(head, (tx) => openingsToLookAt(tx, head))).toBe(before - 1);
    expect(await ofTeacher(teacher)).toMatchObject([{ isOpen: false, isSeen: true, endedAt: now.now() }]);
    expect(await seenBy(teacher)).toEqual([]);
    const lines = (await audited(head)).filter(({ detail }) => JSON.stringify(detail).includes(opening.id));
    expect(lines.map(({ action }) => action).sort()).toEqual(["record.closed", "record.opening_seen"]);
  });

  it("alone reads the list: a lead and another teacher see nothing of it", async () => {
    const teacher = await aPerson("vs_teacher");
    await openRecord(teacher, bySCN, now);
    for (const actor of [lead, await aPerson("vs_teacher"), await aPerson("administrator")])
      expect(
        await asActor(actor, (tx) =>
          openingsUntil(tx, { now: now.now(), limit: 50, personId: actor.personId }),
        ),
      ).toEqual([]);
  });
});

describe("whoever opened it", () => {
  it("closes it, and sees it no more", async () => {
    const teacher = await aPerson("vs_teacher");
    await openRecord(teacher, bySCN, now);
    const where = { learnerId: learner.id, personId: teacher.personId, now: now.now() };
    const openings = () =>
      asActor(teacher, async (tx) => (await readTogether(tx, { found: openingRead(where) })).found);
    const [opening] = await openings();
    await settleOpening(teacher, { openingId: opening?.id ?? "", press: "close" }, now);
    expect(await seenBy(teacher)).toEqual([]);
    expect(await openings()).toEqual([]);
  });

  it("does not open it again once it is closed", async () => {
    const teacher = await aPerson("vs_teacher");
    await openRecord(teacher, bySCN, now);
    const [opening] = await ofTeacher(teacher);
    await settleOpening(teacher, { openingId: opening?.id ?? "", press: "close" }, now);
    for (const actor of [teacher, head]) {
      const again = asActor(actor, (tx) =>
        tx.openedRecord.updateMany({
          where: { id: opening?.id ?? "" },
          data: { endedAt: null, endedById: null },
        }),
      );
      await expect(again).rejects.toThrow("An opened record that is closed stays closed");
    }
    expect(await seenBy(teacher)).toEqual([]);
  });

  it("does not look it over as Virtual School head teacher either, and is not asked to", async () => {
    const both = await aPerson("vs_teacher");
    await asNobody((tx) =>
      tx.membership.create({
        data: { personId: both.personId, role: "vs_head_teacher", validFrom: toDateColumn("2020-08-01") },
      }),
    );
    const actor = await actorOf(both.personId, now.now());
    if (!actor) throw new Error("nobody is there");
    // A head teacher sees every learner, so this one was opened before they became one.
    const id = randomUUID();
    const opening = { id, learnerId: learner.id, personId: actor.personId, reason, openedAt: now.now() };
    const before = await asActor(actor, (tx) => openingsToLookAt(tx, actor));
    await asActor(actor, (tx) =>
      tx.openedRecord.createMany({ data: [{ ...opening, untilAt: hoursAgo(-23).now() }] }),
    );
    expect(await asActor(actor, (tx) => openingsToLookAt(tx, actor))).toBe(before);
    const [listed] = (
      await asActor(actor, (tx) => openingsUntil(tx, { now: now.now(), limit: 50, personId: actor.personId }))
    ).filter((each) => each.id === id);
    expect(listed).toMatchObject({ isOwn: true, isSeen: false });
    await expect(settleOpening(actor, { openingId: id, press: "seen" }, now)).rejects.toThrow(NotAllowed);
    await settleOpening(actor, { openingId: id, press: "close" }, now);
  });

  it("does not say themselves that it was looked at, and closes nobody else's", async () => {
    const teacher = await aPerson("vs_teacher");
    await openRecord(teacher, bySCN, now);
    const [opening] = await ofTeacher(teacher);
    const openingId = opening?.id ?? "";
    await expect(settleOpening(teacher, { openingId, press: "seen" }, now)).rejects.toThrow(NotAllowed);
    const other = await aPerson("vs_teacher");
    await expect(settleOpening(other, { openingId, press: "close" }, now)).rejects.toThrow(NotFound);
  });

  it("loses it with the role", async () => {
    const teacher = await aPerson("vs_teacher");
    await openRecord(teacher, bySCN, now);
    await database.superuserQuery("UPDATE membership SET valid_to = '2021-01-01' WHERE person_id = $1", [
      teacher.personId,
    ]);
    expect(await seenBy(teacher)).toEqual([]);
  });
});

describe("the form", () => {
  const problems = (input: object) =>
    openRecordSchema.safeParse(input).error?.issues.map(({ message }) => message) ?? [];

  it.each([
    ["an SCN", bySCN, []],
    ["a whole name and date of birth", byName, []],
    [
      "a name alone",
      { ...byName, dateOfBirth: undefined },
      ["Enter the SCN, or given name, family name and date of birth below"],
    ],
    [
      "nothing",
      {},
      [
        "Enter why you need this record now",
        "Enter the SCN, or given name, family name and date of birth below",
      ],
    ],
    ["no reason", { scn: "123456789" }, ["Enter why you need this record now"]],
    [
      "a word",
      { scn: "123456789", reason: "Because" },
      ["Say in a few words more why you need this record now"],
    ],
  ])("with %s", (_, input, expected) => {
    expect(problems(input)).toEqual(expected);
  });
});
