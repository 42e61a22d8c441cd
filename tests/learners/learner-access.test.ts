import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { addPersonAroundLearner } from "~/domain/learners/add-person-around-learner.server";
import { learnerList, searchLearners } from "~/domain/learners/learner-list.queries.server";
import { learnerRecord } from "~/domain/learners/learner-record.queries.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { countingQueries } from "~/platform/log.server";

await aDatabase();
const longAgo = fixedClock("2020-08-18T08:00:00Z");
const day = dayOf(new Date());
const school = await aSchool({}, "Ours");
const elsewhere = await aSchool({}, "Theirs");
const ours = await aLearner({ school, givenName: "Jamie", familyName: "Amble", knownAs: "Jay" });
const theirs = await aLearner({ school: elsewhere, givenName: "Jamie", familyName: "Brook" });
const lead = await aPerson("lead");
for (const learner of [ours, theirs]) {
  const person = { learnerId: learner.id, name: "Jean Invented", relation: "carer" as const, mayBeTold: [] };
  await addPersonAroundLearner(lead, person, longAgo);
}

const seenBy = (actor: Actor) =>
  asActor(actor, async (tx) =>
    (await learnerList(tx, { day, limit: 50 })).learners.map((learner) => learner.name),
  );
const foundBy = (actor: Actor, typed: string) =>
  asActor(actor, async (tx) =>
    (await searchLearners(tx, { typed, day, limit: 50 })).map((learner) => learner.name),
  );
const read = (actor: Actor, id: string) => asActor(actor, (tx) => learnerRecord(tx, id, "2026-11-23"));

const amble = "Jay (Jamie) Amble";
const brook = "Jamie Brook";

describe("who finds whom", () => {
  it.each(["designated_manager", "head_teacher"] as const)(
    "the %s: the learners of their own school",
    async (role) => {
      const actor = await aPerson(role, { schoolId: school.id });
      expect(await seenBy(actor)).toEqual([amble]);
      expect(await foundBy(actor, "jam")).toEqual([amble]);
      await expect(read(actor, theirs.id)).rejects.toThrow(NotFound);
    },
  );

  it.each(["lead", "vs_head_teacher"] as const)("the %s: every learner, with their school", async (role) => {
    const actor = await aPerson(role);
    expect(await seenBy(actor)).toEqual([amble, brook]);
    const { learners, total } = await asActor(actor, (tx) => learnerList(tx, { day, limit: 1 }));
    expect({ learners, total }).toMatchObject({ learners: [{ id: ours.id, school: "Ours" }], total: 2 });
  });

  it("a Virtual School teacher: their caseload", async () => {
    const teacher = await aPerson("vs_teacher");
    expect(await seenBy(teacher)).toEqual([]);
    await startCaseload(lead, { learnerId: theirs.id, personId: teacher.personId }, longAgo);
    expect(await seenBy(teacher)).toEqual([brook]);
    expect((await read(teacher, theirs.id)).care.periods).toHaveLength(1);
    await expect(read(teacher, ours.id)).rejects.toThrow(NotFound);
  });

  it("an administrator: nobody", async () => {
    const administrator = await aPerson("administrator");
    expect(await seenBy(administrator)).toEqual([]);
    expect(await foundBy(administrator, "Jamie")).toEqual([]);
    await expect(read(administrator, ours.id)).rejects.toThrow(NotFound);
  });
});

describe("a school", () => {
  it("reads the notify list, and nothing of how a learner is looked after", async () => {
    const record = await read(await aPerson("designated_manager", { schoolId: school.id }), ours.id);
    expect(record.notifyList).toMatchObject([{ name: "Jean Invented", mayBeTold: [] }]);
    expect(record.care).toEqual({ periods: [], scopes: [] });
    expect(record.teachers).toEqual([]);
  });
});

describe("the search", () => {
  it.each([
    ["a known name", "jay", [amble]],
    ["two words in any order", "brook jam", [brook]],
    ["one letter", "j", []],
    ["a sign that stands for anything in SQL", "%%", []],
    ["a part from the middle", "mie", []],
    ["something that is no text", "Jam\0", [amble, brook]],
  ])("by %s", async (_what, typed, found) => {
    expect(await foundBy(lead, typed)).toEqual(found);
  });
});

it("asks the database as often for many learners as for one", async () => {
  const counted = async (limit: number) => {
    const counts = { queries: 0 };
    await countingQueries(counts, () => asActor(lead, (tx) => learnerList(tx, { day, limit })));
    return counts.queries;
  };
  expect(await counted(2)).toBe(await counted(1));
});
