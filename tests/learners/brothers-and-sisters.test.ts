import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { brothersAndSistersOf, linksRead } from "~/domain/learners/brothers-and-sisters.queries.server";
import { liftFlag } from "~/domain/learners/lift-flag.server";
import { linkLearners } from "~/domain/learners/link-learners.server";
import { setFlag } from "~/domain/learners/set-flag.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { unlinkLearners } from "~/domain/learners/unlink-learners.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor, readTogether, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");
const lead = await aPerson("lead");
const [ours, theirs] = [await aSchool(), await aSchool()];
let learner: TestLearner;
let near: TestLearner;
let far: TestLearner;

beforeEach(async () => {
  learner = await aLearner({ school: ours, givenName: "Ana" });
  near = await aLearner({ school: ours, givenName: "Ben" });
  far = await aLearner({ school: theirs, givenName: "Cal" });
});

const link = (otherId: string, actor: Actor = lead) =>
  linkLearners(actor, { learnerId: learner.id, otherId }, clock);
const linksOf = async (tx: Tx, id: string) =>
  brothersAndSistersOf((await readTogether(tx, { links: linksRead(id) })).links);
/** First names of those who are named, and null for somebody of whom only that there is one. */
const seen = async (actor: Actor, of = learner.id) => {
  const links = await asActor(actor, (tx) => linksOf(tx, of));
  return links.map((one) => one.learner?.name.split(" ")[0] ?? null);
};
async function teacherOf(...learners: TestLearner[]): Promise<TestPerson> {
  const teacher = await aPerson("vs_teacher");
  for (const { id } of learners)
    await startCaseload(lead, { learnerId: id, personId: teacher.personId }, fixedClock("2020-08-18"));
  return teacher;
}
async function flagAdoption({ id: learnerId }: TestLearner): Promise<string> {
  const flagId = randomUUID();
  const names = { givenName: "New", familyName: "Name" };
  await setFlag(lead, { kind: "adoption", learnerId, flagId, why: "Adopted", ...names }, clock);
  return flagId;
}

/** Who looks, and what they know of the learner's one brother or sister at the same school and one elsewhere. */
const viewers: [string, () => Promise<Actor>, (string | null)[]][] = [
  ["the lead", async () => lead, ["Ben", "Cal"]],
  ["the Virtual School head teacher", () => aPerson("vs_head_teacher"), ["Ben", "Cal"]],
  ["a teacher with the learner alone", () => teacherOf(learner), [null, null]],
  ["a teacher with the learner and the one elsewhere", () => teacherOf(learner, far), [null, "Cal"]],
  ["a teacher of neither", () => teacherOf(), []],
  ["the designated manager", () => aPerson("designated_manager", { schoolId: ours.id }), ["Ben"]],
  ["the head teacher", () => aPerson("head_teacher", { schoolId: ours.id }), ["Ben"]],
  ["the designated manager elsewhere", () => aPerson("designated_manager", { schoolId: theirs.id }), []],
  ["the area lead officer", () => aPerson("area_lead_officer", { areaId: ours.areaId }), []],
  ["a social worker", () => aPerson("social_worker"), []],
  ["a partner", () => aPerson("partner"), []],
  ["an administrator", () => aPerson("administrator"), []],
];

describe("of a brother or sister", () => {
  it.each(viewers)("%s knows", async (_who, viewer, expected) => {
    await link(near.id);
    await link(far.id);
    expect(await seen(await viewer())).toEqual(expected);
  });

  it.each(viewers)(
    "%s knows nothing when an adoption is flagged, but for those who see everybody",
    async (who, viewer, all) => {
      await link(near.id);
      await link(far.id);
      for (const one of [near, far]) await flagAdoption(one);
      const seesAll = who === "the lead" || who === "the Virtual School head teacher";
      expect(await seen(await viewer())).toEqual(seesAll ? all.map(() => "New") : []);
    },
  );

  it("a link made after the flag is kept apart too, until it is lifted", async () => {
    const flagId = await flagAdoption(learner);
    await link(near.id);
    const manager = await aPerson("designated_manager", { schoolId: ours.id });
    expect(await seen(manager)).toEqual([]);
    const other = await flagAdoption(near);
    await liftFlag(lead, { learnerId: learner.id, flagId }, clock);
    expect(await seen(manager)).toEqual([]);
    await liftFlag(lead, { learnerId: near.id, flagId: other }, clock);
    expect(await seen(manager)).toEqual(["New"]);
  });
});

describe("a link", () => {
  it("is one for both, from whichever side and how often it is made", async () => {
    await Promise.all([link(far.id), linkLearners(lead, { learnerId: far.id, otherId: learner.id }, clock)]);
    await link(far.id);
    expect(await seen(lead)).toEqual(["Cal"]);
    expect(await seen(lead, far.id)).toEqual(["Ana"]);
    const events = await database.superuserQuery(
      "select learner_id, school_id, audience, summary from event where kind = 'link.added' and learner_id in ($1, $2)",
      [learner.id, far.id],
    );
    const said = { audience: "virtual_school_only", summary: "Brothers and sisters: one added" };
    expect(events).toHaveLength(2);
    expect(events).toEqual(
      expect.arrayContaining([
        { learner_id: learner.id, school_id: ours.id, ...said },
        { learner_id: far.id, school_id: theirs.id, ...said },
      ]),
    );
  });

  it("is told on both records to those who may know of it, and to nobody else", async () => {
    const told = async (actor: Actor) => {
      const kind = { startsWith: "link." };
      const events = await asActor(actor, (tx) => tx.event.findMany({ where: { kind } }));
      return [learner, far].map(({ id }) => events.filter(({ learnerId }) => learnerId === id).length);
    };
    await link(far.id);
    const teachers = [await teacherOf(learner), await teacherOf(far), await teacherOf(near)];
    const schools = [await aPerson("designated_manager", { schoolId: theirs.id })];
    const all = async () => Promise.all([lead, ...teachers, ...schools].map(told));
    const expected = [
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
      [0, 0],
    ];
    expect(await all()).toEqual(expected);
    const flagId = await flagAdoption(far);
    const kept = expected.map((_, index) => (index === 0 ? [1, 1] : [0, 0]));
    expect(await all()).toEqual(kept);
    await liftFlag(lead, { learnerId: far.id, flagId }, clock);
    expect(await all()).toEqual(expected);
    const [made] = await asActor(lead, (tx) => linksOf(tx, far.id));
    await unlinkLearners(lead, { learnerId: far.id, linkId: made?.id ?? "" }, clock);
    expect(await told(lead)).toEqual([2, 2]);
  });

  it("is taken back for both, once, and can be made again", async () => {
    await link(far.id);
    const [made] = await asActor(lead, (tx) => linksOf(tx, far.id));
    for (const _again of [1, 2])
      await unlinkLearners(lead, { learnerId: far.id, linkId: made?.id ?? "" }, clock);
    expect([await seen(lead), await seen(lead, far.id)]).toEqual([[], []]);
    await link(far.id);
    expect(await seen(lead)).toEqual(["Cal"]);
  });

  it.each([
    ["the learner", () => learner.id, "Select somebody else"],
    ["nobody", () => randomUUID(), "Select somebody"],
  ])("to %s is refused", async (_who, other, sentence) => {
    await expect(link(other())).rejects.toThrow(new Invalid(sentence, "otherId"));
  });

  it.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))(
    "is not for the %s",
    async (role) => {
      const actor =
        role === "vs_teacher" ? await teacherOf(learner, far) : await aPerson(role, { schoolId: ours.id });
      await expect(link(near.id, actor)).rejects.toThrow(NotAllowed);
    },
  );
});
