import { describe, expect, it } from "vitest";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import type { Actor } from "~/platform/actor";
import { systemClock } from "~/platform/clock";
import { asActor, asNobody } from "~/platform/database.server";
import { aLearner } from "#tests/factories/learners";
import { anAlert } from "#tests/factories/alerts";
import { aPerson } from "#tests/factories/accounts";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";

await aDatabase();
const school = await aSchool();
const elsewhere = await aSchool();
const learner = await aLearner({ school });
const other = await aLearner({ school: elsewhere });
const lead = await aPerson("lead");

const idsSeenBy = (actor: Actor) => asActor(actor, async (tx) => [...(await learnersByIds(tx, [learner.id, other.id])).keys()]);

describe("who sees a learner", () => {
  it("alert", async () => {
    expect((await anAlert({ school, learner })).reference).toBe("A-2026-0001");
    expect((await anAlert({ childName: "X", childStage: "P3" })).reference).toBe("A-2026-0002");
  });
  it("a designated manager: those on their own roll", async () => {
    expect(await idsSeenBy(await aPerson("designated_manager", { schoolId: school.id }))).toEqual([learner.id]);
  });
});
