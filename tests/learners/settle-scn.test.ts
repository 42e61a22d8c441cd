import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { atOnce } from "#tests/support/at-once";
import { aDatabase } from "#tests/support/database";
import { learnerDetails } from "~/domain/learners/learner-details.queries.server";
import { saveLearnerDetails } from "~/domain/learners/save-learner-details.server";
import { scnsToCheck } from "~/domain/learners/scns-to-check.queries.server";
import { settleScn } from "~/domain/learners/settle-scn.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotAllowed } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");
const lead = await aPerson("lead");
const school = await aSchool();
const manager = await aPerson("designated_manager", { schoolId: school.id });

const details = (learner: TestLearner) => asActor(lead, (tx) => learnerDetails(tx, learner.id));
const numbers = async (learner: TestLearner) => {
  const { scn, scnToCheck } = await details(learner);
  return { scn, scnToCheck };
};
/** A learner whose school typed this SCN. */
async function typedBySchool(scn: string): Promise<TestLearner> {
  const learner = await aLearner({ school });
  const { givenName, familyName, stage, version } = await details(learner);
  const typed = {
    learnerId: learner.id,
    version,
    givenName,
    familyName,
    dateOfBirthBasis: "not_known" as const,
    scn,
  };
  await saveLearnerDetails(manager, { ...typed, stage: stage as "S2" }, clock);
  return learner;
}
const settle = (
  { id: learnerId }: TestLearner,
  scn: string,
  press: "take_over" | "drop",
  actor: Actor = lead,
) => settleScn(actor, { learnerId, scn, press }, clock);
const waiting = async (actor: Actor = lead) =>
  (await asActor(actor, (tx) => scnsToCheck(tx, 100))).map(({ id }) => id);
const said = (learner: TestLearner) =>
  database.superuserQuery(
    "select summary, audience from event where learner_id = $1 and summary like '%SCN%'",
    [learner.id],
  );

describe("an SCN that a school typed", () => {
  it("waits, and is taken over with one press, once", async () => {
    const learner = await typedBySchool("100200300");
    expect(await waiting()).toContain(learner.id);
    for (const _again of [1, 2]) expect(await settle(learner, "100200300", "take_over")).toBeNull();
    expect(await numbers(learner)).toEqual({ scn: "100200300", scnToCheck: null });
    expect(await waiting()).not.toContain(learner.id);
    expect(await said(learner)).toEqual([
      { summary: "SCN checked and taken over", audience: "school_and_virtual_school" },
    ]);
  });

  it("that another learner has is not taken over: the answer is that learner", async () => {
    const holder = await aLearner({ school, scn: "100200301" });
    const learner = await typedBySchool("100200301");
    const [row] = (await asActor(lead, (tx) => scnsToCheck(tx, 100))).filter(({ id }) => id === learner.id);
    expect(row).toMatchObject({ typed: "100200301", onRecord: null, heldById: holder.id });
    expect(await settle(learner, "100200301", "take_over")).toBe(holder.id);
    expect(await numbers(learner)).toEqual({ scn: null, scnToCheck: "100200301" });
    expect(await said(learner)).toEqual([]);
  });

  it("goes to one of two who wait for it at the same time", async () => {
    const both = [await typedBySchool("100200302"), await typedBySchool("100200302")];
    // Who looks before they hold the number has looked by the time that the table is let go.
    const answers = await atOnce(
      database,
      "lock table learner in share mode",
      both.map((learner) => () => settle(learner, "100200302", "take_over")),
    );
    const given = answers.map((answer) => (answer.status === "fulfilled" ? answer.value : "refused"));
    expect(given).toContain(null);
    expect(both.map(({ id }) => id)).toContain(given.find((answer) => answer !== null));
  });

  it("is dropped without a word to the school", async () => {
    const learner = await typedBySchool("100200303");
    await settle(learner, "100200303", "drop");
    expect(await numbers(learner)).toEqual({ scn: null, scnToCheck: null });
    expect(await said(learner)).toEqual([
      { summary: "SCN to check dropped", audience: "virtual_school_only" },
    ]);
  });

  it("is not settled by a press that meant another number", async () => {
    const learner = await typedBySchool("100200304");
    await expect(settle(learner, "100200305", "take_over")).rejects.toThrow(Conflict);
    expect(await numbers(learner)).toEqual({ scn: null, scnToCheck: "100200304" });
  });

  it("makes an older form of the details stale", async () => {
    const learner = await typedBySchool("100200306");
    const before = (await details(learner)).version;
    await settle(learner, "100200306", "take_over");
    expect((await details(learner)).version).toBe(before + 1);
  });

  it.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))(
    "is not for the %s to settle",
    async (role) => {
      const learner = await typedBySchool("100200307");
      const actor = await aPerson(role, { schoolId: school.id });
      for (const press of ["take_over", "drop"] as const)
        await expect(settle(learner, "100200307", press, actor)).rejects.toThrow(NotAllowed);
    },
  );
});
