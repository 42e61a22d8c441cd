import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAnsweredAlert } from "#tests/factories/alert-stages";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { peopleForms } from "~/domain/alerts/people-forms.server";
import { tellPerson } from "~/domain/alerts/tell-person.server";
import { letterRecipients } from "~/domain/exclusions/letter-recipients.server";
import { toldNow } from "~/domain/learners/internal/told-now";
import { learnerList, searchLearners } from "~/domain/learners/learner-list.queries.server";
import { learnerRecord } from "~/domain/learners/learner-record.queries.server";
import { type FlagKind, type Relation, relations, type Telling } from "~/domain/learners/learners.words";
import { liftFlag } from "~/domain/learners/lift-flag.server";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import { setFlag } from "~/domain/learners/set-flag.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed } from "~/platform/errors";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock(new Date());
const today = dayOf(clock.now());
const dayFromNow = (days: number) => dayOf(new Date(Date.now() + days * 86_400_000));
const lead = await aPerson("lead");
const school = await aSchool();
const manager = await aPerson("designated_manager", { schoolId: school.id });
const everything: Telling[] = ["decision", "address", "school"];
let learner: TestLearner;
let teacher: TestPerson;

beforeEach(async () => {
  learner = await aLearner({
    school,
    givenName: "Birthname",
    familyName: "Before",
    dateOfBirth: "2019-01-01",
  });
  teacher = await aPerson("vs_teacher");
  const entry = { learnerId: learner.id, personId: teacher.personId };
  await startCaseload(lead, entry, fixedClock("2020-08-18T08:00:00Z"));
});

const names = { givenName: "Newname", familyName: "After" };
async function set(kind: FlagKind, actor: Actor = lead): Promise<string> {
  const flagId = randomUUID();
  const about = { learnerId: learner.id, flagId, why: "Said by social work" };
  await setFlag(actor, kind === "adoption" ? { kind, ...about, ...names } : { kind, ...about }, clock);
  return flagId;
}
const record = (actor: Actor) => asActor(actor, (tx) => learnerRecord(tx, learner.id, today));
const toldOf = async (relation: Relation, told: Partial<Parameters<typeof onNotifyList>[0]> = {}) => {
  const id = await onNotifyList({
    learnerId: learner.id,
    name: "Mx Around",
    relation,
    mayBeTold: everything,
    ...told,
  });
  const list = await asActor(manager, (tx) => notifyListOf(tx, learner.id));
  return list.find((entry) => entry.id === id)?.mayBeTold;
};

describe("what somebody may be told", () => {
  const day = "2026-11-23";
  const entry = { relation: "parent", mayBeTold: everything, mayNotBeTold: [], fromOn: null, untilOn: null };

  it.each<[string, Partial<Parameters<typeof toldNow>[0]>, string[]]>([
    ["what is ticked", {}, everything],
    ["nothing, when nothing is", { mayBeTold: [] }, []],
    ["not what is forbidden, though it is ticked", { mayNotBeTold: ["school"] }, ["decision", "address"]],
    ["nothing, when all is forbidden", { mayNotBeTold: everything }, []],
    ["nothing after the last day", { untilOn: "2026-11-22" }, []],
    ["what is ticked on the last day", { untilOn: "2026-11-23" }, everything],
    ["nothing before the first day", { fromOn: "2026-11-24" }, []],
    ["what is ticked on the first day", { fromOn: "2026-11-23" }, everything],
  ])("%s", (_what, changes, told) => {
    expect(toldNow({ ...entry, ...changes }, { day, isNonDisclosure: false })).toEqual(told);
  });

  it.each<[Relation, Telling[]]>([
    ["carer", everything],
    ["social_worker", everything],
    ["house_key_worker", everything],
    ["parent", ["decision"]],
    ["guardian", ["decision"]],
    ["other", ["decision"]],
  ])("under non-disclosure, the %s: %s", async (relation, told) => {
    expect(await toldOf(relation)).toEqual(everything);
    const flagId = await set("non_disclosure");
    expect(await toldOf(relation)).toEqual(told);
    await liftFlag(lead, { learnerId: learner.id, flagId }, clock);
    expect(await toldOf(relation)).toEqual(everything);
  });

  it("is decided for every relation", () => {
    expect(Object.keys(relations)).toHaveLength(6);
  });
});

describe("who may not be told, is over, or is not yet around", () => {
  it.each([
    ["forbidden", { mayNotBeTold: everything }],
    ["over since yesterday", { untilOn: dayFromNow(-1) }],
    ["around from tomorrow", { fromOn: dayFromNow(1) }],
  ])("%s: gets no letter, no phone number on an alert, and is not marked as told", async (_what, changes) => {
    const id = await onNotifyList({
      learnerId: learner.id,
      name: "Mx Around",
      relation: "parent",
      phone: "01632 960999",
      mayBeTold: everything,
      ...changes,
    });
    const { recipients, leftOut } = await asActor(manager, (tx) => letterRecipients(tx, learner.id, today));
    expect([recipients, leftOut]).toEqual([[], 1]);
    const alert = await anAnsweredAlert({ school, learner, raisedBy: manager, lead, at: clock.now() });
    const { around } = await asActor(lead, (tx) => peopleForms(tx, { id: alert.id, learnerId: learner.id }));
    expect(around).toMatchObject([{ mayBeTold: false, phone: null }]);
    await expect(tellPerson(lead, { alertId: alert.id, learnerPersonId: id }, clock)).rejects.toThrow(
      "may not be told",
    );
  });

  it("a letter to a parent under non-disclosure is composed without school and address", async () => {
    await onNotifyList({
      learnerId: learner.id,
      name: "Mx Around",
      relation: "parent",
      mayBeTold: everything,
    });
    await set("non_disclosure");
    const { recipients } = await asActor(manager, (tx) => letterRecipients(tx, learner.id, today));
    expect(recipients).toMatchObject([{ name: "Mx Around", mayBeTold: ["decision"] }]);
  });
});

/** What each flag hides: a row for each role and thing, as in the room's README. */
const viewers: Record<string, () => Actor> = {
  "the designated manager": () => manager,
  "the Virtual School teacher": () => teacher,
  "the lead": () => lead,
};

describe("a flag", () => {
  it.each<[string, FlagKind, { isSeen: boolean; why: boolean }]>([
    ["the designated manager", "non_disclosure", { isSeen: true, why: false }],
    ["the designated manager", "adoption", { isSeen: false, why: false }],
    ["the Virtual School teacher", "non_disclosure", { isSeen: true, why: false }],
    ["the Virtual School teacher", "adoption", { isSeen: true, why: false }],
    ["the lead", "non_disclosure", { isSeen: true, why: true }],
    ["the lead", "adoption", { isSeen: true, why: true }],
  ])("%s, %s: %o", async (who, kind, { isSeen, why }) => {
    await set(kind);
    const { flags } = await record(viewers[who]?.() ?? lead);
    expect(flags.map((flag) => flag.kind)).toEqual(isSeen ? [kind] : []);
    expect(flags.some((flag) => flag.why === "Said by social work")).toBe(why);
    expect(flags.every((flag) => flag.setBy === lead.name)).toBe(true);
  });

  it.each([
    ["the designated manager", { earlierNames: [], periods: 0 }],
    ["the Virtual School teacher", { earlierNames: [], periods: 0 }],
    ["the lead", { earlierNames: ["Birthname Before"], periods: 1 }],
  ])("of adoption leaves %s: %o", async (who, { earlierNames, periods }) => {
    const viewer = viewers[who]?.() ?? lead;
    await set("adoption");
    const seen = await record(viewer);
    expect(seen).toMatchObject({ name: "Newname After", earlierNames });
    expect(seen.care.periods).toHaveLength(periods);
  });

  it.each([
    ["the designated manager", []],
    ["the Virtual School teacher", []],
    ["the lead", [{ name: "Newname After", match: "earlier_name" }]],
  ])(
    "of adoption hides the earlier name from every list of %s; a search by it finds %o",
    async (who, byEarlierName) => {
      const viewer = viewers[who]?.() ?? lead;
      await set("adoption");
      const { learners } = await asActor(viewer, (tx) => learnerList(tx, { day: today, limit: 500 }));
      expect(learners.find(({ id }) => id === learner.id)?.name).toBe("Newname After");
      const found = await asActor(viewer, (tx) =>
        searchLearners(tx, { typed: "birthname", day: today, limit: 50 }),
      );
      expect(found.filter(({ id }) => id === learner.id)).toMatchObject(byEarlierName);
      const { youngPerson } = await asActor(viewer, (tx) => letterRecipients(tx, learner.id, today));
      expect(youngPerson?.name).toBe("Newname After");
    },
  );

  it("of adoption, once lifted, opens the care periods to the teacher again; earlier names stay apart", async () => {
    const flagId = await set("adoption");
    await liftFlag(lead, { learnerId: learner.id, flagId }, clock);
    const seen = await record(teacher);
    expect(seen.care.periods).toHaveLength(1);
    expect(seen).toMatchObject({ name: "Newname After", earlierNames: [], flags: [] });
  });

  it.each([
    ["non_disclosure", "school_and_virtual_school"],
    ["adoption", "virtual_school_only"],
  ] as const)(
    "%s is set once and lifted once, each an event for %s; the audit names no kind",
    async (kind, audience) => {
      const flagId = await set(kind);
      await set(kind);
      for (const _again of [1, 2]) await liftFlag(lead, { learnerId: learner.id, flagId }, clock);
      const events = await database.superuserQuery(
        "select kind, audience from event where about_id = $1 and kind like 'flag.%' order by sequence",
        [learner.id],
      );
      expect(events).toEqual([
        { kind: "flag.set", audience },
        { kind: "flag.lifted", audience },
      ]);
      const audit = await database.superuserQuery(
        "select detail from audit_line where subject_id = $1 and action like 'flag.%'",
        [learner.id],
      );
      expect(audit).toEqual([{ detail: { flagId } }, { detail: { flagId } }]);
    },
  );

  it.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))(
    "is not for the %s to set or lift",
    async (role) => {
      const actor = role === "vs_teacher" ? teacher : await aPerson(role, { schoolId: school.id });
      const flagId = await set("non_disclosure");
      await expect(set("adoption", actor)).rejects.toThrow(NotAllowed);
      await expect(liftFlag(actor, { learnerId: learner.id, flagId }, clock)).rejects.toThrow(NotAllowed);
    },
  );
});
