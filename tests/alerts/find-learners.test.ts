import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { findLearners } from "~/domain/alerts/find-learners.server";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");

let school: TestSchool;
let elsewhere: TestSchool;
let manager: TestPerson;

beforeAll(async () => {
  school = await aSchool();
  elsewhere = await aSchool();
  manager = await aPerson("designated_manager", { schoolId: school.id });
  await aLearner({ school, givenName: "Kirsty", familyName: "O’Madeup", knownAs: "Kit", stage: "S3" });
  await aLearner({ school, givenName: "Zoë", familyName: "Mac_Invented", stage: "S1" });
  await aLearner({ school: elsewhere, givenName: "Kirsty", familyName: "Elsewhere" });
});

const found = async (typed: string, who = manager, schoolId = school.id) =>
  (await findLearners(who, { schoolId, typed }, clock))?.map((learner) => learner.name) ?? null;

describe("finding a learner as somebody types", () => {
  it.each([
    ["the start of a given name", "ki", ["Kit (Kirsty) O’Madeup"]],
    ["capitals", "KIR", ["Kit (Kirsty) O’Madeup"]],
    ["the name they want to be called", "kit", ["Kit (Kirsty) O’Madeup"]],
    ["the start of a family name", "o’m", ["Kit (Kirsty) O’Madeup"]],
    ["both names in any order, without the O’", "madeup kirsty", ["Kit (Kirsty) O’Madeup"]],
    ["a slip of the finger", "irsty", ["Kit (Kirsty) O’Madeup"]],
    ["both names, each from its start", "o’mad kirs", ["Kit (Kirsty) O’Madeup"]],
    ["accents", "zoë", ["Zoë Mac_Invented"]],
    ["an underscore as it is written", "mac_", ["Zoë Mac_Invented"]],
    ["one letter", "k", []],
    ["spaces", "    ", []],
    ["nothing", "", []],
    ["the middle of a name", "irst", []],
    ["a learner of another school", "elsewhere", []],
    ["two percent signs, which mean nothing", "%%", []],
    ["two underscores, which mean nothing", "__", []],
    ["a backslash", "\\\\", []],
    ["a quotation mark", "'; drop table learner; --", []],
    ["a NUL character", "ki\u0000", ["Kit (Kirsty) O’Madeup"]],
    ["an emoji", "🙂🙂", []],
  ])("%s: %j", async (_what, typed, expected) => {
    expect(await found(typed)).toEqual(expected);
  });

  it("shows eight at most, by family name", async () => {
    const crowded = await aSchool();
    for (let n = 0; n < 10; n += 1)
      await aLearner({ school: crowded, givenName: "Crowd", familyName: `Row${9 - n}` });
    const someone = await aPerson("head_teacher", { schoolId: crowded.id });
    expect(await found("crowd", someone, crowded.id)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `Crowd Row${n}`),
    );
  });

  it("never finds anybody at a school that is not one's own", async () => {
    expect(await found("kirsty", manager, elsewhere.id)).toEqual([]);
    expect(await found("kirsty", await aPerson("lead"), school.id)).toEqual([]);
    expect(await found("kirsty", manager, "not-an-id")).toEqual([]);
  });

  it("says how many earlier alerts there are", async () => {
    const place = await aSchool();
    const learner = await aLearner({ school: place, givenName: "Often", familyName: "Raised" });
    const someone = await aPerson("designated_manager", { schoolId: place.id });
    const earlier = async () =>
      (await findLearners(someone, { schoolId: place.id, typed: "often" }, clock))?.[0]?.earlier;
    expect(await earlier()).toBeNull();
    await anAlert({ school: place, learner, raisedBy: someone, at: "2026-11-03T10:00:00Z" });
    expect(await earlier()).toBe("1 earlier alert, on 3 November 2026");
    await anAlert({ school: place, learner, raisedBy: someone, at: "2026-11-09T10:00:00Z" });
    expect(await earlier()).toBe("2 earlier alerts, the last on 9 November 2026");
  });

  it("keeps who was shown to whom, and nowhere what was typed", async () => {
    const someone = await aPerson("designated_manager", { schoolId: school.id });
    await found("zoë", someone);
    const lines = await database.superuserQuery(
      "select to_jsonb(r) as line from read_line r where person_id = $1",
      [someone.personId],
    );
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).toContain('"section":"find-learner"');
    const kept = await database.superuserQuery(
      "select to_jsonb(r) as row from rate_limit r where key like $1",
      [`%${someone.personId}%`],
    );
    expect(JSON.stringify([lines, kept])).not.toMatch(/zo/i);
  });

  it("stops after sixty searches in a minute, for that person only", async () => {
    const someone = await aPerson("designated_manager", { schoolId: school.id });
    for (let n = 0; n < 60; n += 1) expect(await found("nobody", someone)).toEqual([]);
    expect(await found("kirsty", someone)).toBeNull();
    expect(await found("kirsty")).not.toBeNull();
    await database.superuserQuery(
      "update rate_limit set last_request = last_request - 61000 where key like $1",
      [`%${someone.personId}%`],
    );
    expect(await found("kirsty", someone)).toHaveLength(1);
  });
});
