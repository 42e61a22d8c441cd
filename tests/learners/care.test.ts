import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { anAuthority, aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { addCarePeriod } from "~/domain/learners/add-care-period.server";
import { careLabels, careReads, careShown } from "~/domain/learners/care.queries.server";
import {
  addCarePeriodSchema,
  correctCarePeriodSchema,
  startScopeSchema,
} from "~/domain/learners/care.schema";
import { correctCarePeriod } from "~/domain/learners/correct-care-period.server";
import { endScope } from "~/domain/learners/end-scope.server";
import { overlapsWith } from "~/domain/learners/internal/overlaps";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { startScope } from "~/domain/learners/start-scope.server";
import { saveRefCode } from "~/domain/reference/save-ref-code.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor, readTogether } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");
const lead = await aPerson("lead");
const school = await aSchool();
const home = await theHomeAuthority();
let learner: TestLearner;

beforeEach(async () => {
  learner = await aLearner({ school });
});

const stated = { homeAuthorityId: home.id, source: "social_work" };
const caring = (changes: Record<string, unknown> = {}) =>
  addCarePeriodSchema.parse({
    learnerId: learner.id,
    category: "foster",
    startedOn: "2026-11-20",
    ...stated,
    ...changes,
  });
const add = (changes: Record<string, unknown> = {}, actor: Actor = lead) =>
  addCarePeriod(actor, caring(changes), clock);
const care = (actor: Actor = lead) =>
  asActor(actor, async (tx) =>
    careShown(await readTogether(tx, careReads(learner.id)), await careLabels(tx, "2026-11-23")),
  );
const rowsOf = (table: "event" | "audit_line", kind: string) =>
  database.superuserQuery(
    table === "event"
      ? "select * from event where about_id = $1 and kind = $2 order by sequence"
      : "select * from audit_line where subject_id = $1 and action = $2",
    [learner.id, kind],
  );

/** Corrects the newest period. */
async function correct(changes: Record<string, unknown> = {}, actor: Actor = lead) {
  const period = (await care()).periods[0];
  const { rows } = {
    rows: await database.superuserQuery("select version from care_period where id = $1", [period?.id]),
  };
  const input = correctCarePeriodSchema.parse({
    learnerId: learner.id,
    periodId: period?.id,
    version: rows[0]?.version,
    category: period?.category,
    startedOn: period?.startedOn,
    endedOn: period?.endedOn ?? undefined,
    legalBasis: period?.legalBasis ?? undefined,
    ...stated,
    ...changes,
  });
  return correctCarePeriod(actor, input, clock);
}

describe("a care period", () => {
  it("that lasts ends the one before on the day before, for the Virtual School only", async () => {
    await add();
    expect((await care()).periods).toMatchObject([
      {
        label: "Foster care with an authority’s carers",
        startedOn: "2026-11-20",
        endedOn: null,
        homeAuthority: home.name,
      },
      { category: "kinship_looked_after", startedOn: "2019-03-01", endedOn: "2026-11-19" },
    ]);
    const [event] = await rowsOf("event", "care_period.added");
    expect(event).toMatchObject({ audience: "virtual_school_only", school_id: school.id, detail: null });
    const written = JSON.stringify([event?.summary, await rowsOf("audit_line", "care_period.added")]);
    expect(written).not.toMatch(/foster|kinship/i);
  });

  it("sent twice is one", async () => {
    await Promise.all([add(), add()]);
    expect((await care()).periods).toHaveLength(2);
    expect(await rowsOf("event", "care_period.added")).toHaveLength(1);
  });

  it("of long ago is added with its last day, before the others", async () => {
    await add({ category: "at_home", startedOn: "2015-01-05", endedOn: "2016-02-01" });
    expect((await care()).periods).toMatchObject([
      { startedOn: "2019-03-01", endedOn: null },
      { endedOn: "2016-02-01" },
    ]);
  });

  it.each([
    [
      "begins before the one that lasts",
      { startedOn: "2018-01-01" },
      "Kinship care, looked after, 1 March 2019 and still lasting",
    ],
    ["begins on the same day", { startedOn: "2019-03-01" }, "1 March 2019 and still lasting"],
    [
      "ends while another lasts",
      { startedOn: "2018-01-01", endedOn: "2019-03-01" },
      "1 March 2019 and still lasting",
    ],
  ])("that %s is refused with the days of the other", async (_what, changes, words) => {
    await expect(add(changes)).rejects.toThrow(
      `The days overlap with: ${words.replace(/^1 /, "Kinship care, looked after, 1 ")}`,
    );
    expect((await care()).periods).toHaveLength(1);
  });

  it("that ends before it begins is no period", () => {
    expect(() => caring({ endedOn: "2026-11-19" })).toThrow("Last day must not be before the first");
  });

  it.each([
    ["a category that is not in the list", { category: "camp" }, "Select the kind of care experience"],
    [
      "the edge of care, which is no care experience",
      { category: "edge_of_care" },
      "Select the kind of care experience",
    ],
    [
      "an authority that there is not",
      { homeAuthorityId: "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01" },
      "Select the home authority",
    ],
  ])("is refused for %s", async (_what, changes, sentence) => {
    await expect(add(changes)).rejects.toThrow(sentence);
  });

  it("takes what an administrator adds to the list, of which it is not known what it is in law", async () => {
    const administrator = await aPerson("administrator");
    const { code } = await saveRefCode(
      administrator,
      { list: "care_category", label: "Supported lodgings", position: 1, version: 0 },
      clock,
    );
    await add({ category: code });
    expect((await care()).periods[0]).toMatchObject({ label: "Supported lodgings", isLookedAfter: null });
    await database.superuserQuery("delete from ref_code");
  });
});

describe("two care periods on one day", () => {
  const from = (category: string) => ({ category, startedOn: toDateColumn("2026-01-01"), endedOn: null });

  it.each([
    ["foster", "kinship_looked_after", false],
    ["foster", "foster", false],
    ["house", "continuing_care", false],
    ["at_home", "adopted", false],
    ["residential_school", "foster", true],
    ["secure", "house", true],
    ["crisis", "at_home", false],
    ["residential_school", "secure", false],
    ["crisis", "crisis", false],
  ])("%s and %s may be: %s", (one, other, may) => {
    expect(overlapsWith(from(one), [from(other)])).toHaveLength(may ? 0 : 1);
    expect(overlapsWith(from(other), [from(one)])).toHaveLength(may ? 0 : 1);
  });

  it.each([
    ["2026-01-31", "2026-02-01", 0],
    ["2026-01-31", "2026-01-31", 1],
  ])("the last %s, the first %s: overlaps %s", (endedOn, startedOn, count) => {
    const first = { ...from("foster"), endedOn: toDateColumn(endedOn) };
    const next = { ...from("house"), startedOn: toDateColumn(startedOn) };
    expect(overlapsWith(next, [first])).toHaveLength(count);
  });

  it("a stay does not end the home that is kept open", async () => {
    await add({ category: "residential_school" });
    expect((await care()).periods).toMatchObject([
      { category: "residential_school", endedOn: null },
      { category: "kinship_looked_after", endedOn: null },
    ]);
  });
});

describe("a correction", () => {
  it("is made over the period, audited by the names of the fields, and has to be verified again", async () => {
    await add({ isVerified: true, legalBasis: "supervision_order" });
    expect((await care()).periods[0]).toMatchObject({ verified: { by: lead.name, on: "2026-11-23" } });
    await correct({ category: "foster_agency", startedOn: "2026-11-21" });
    expect((await care()).periods[0]).toMatchObject({
      category: "foster_agency",
      startedOn: "2026-11-21",
      verified: null,
    });
    expect(await rowsOf("audit_line", "care_period.corrected")).toMatchObject([
      { detail: { fields: "category startedOn", isVerified: false } },
    ]);
    expect(await rowsOf("event", "care_period.corrected")).toMatchObject([
      { audience: "virtual_school_only", summary: "Care experience corrected" },
    ]);
  });

  it("may be only that somebody has verified it", async () => {
    await correct({ isVerified: true });
    expect((await care()).periods[0]?.verified).toEqual({ by: lead.name, on: "2026-11-23" });
  });

  it("may be the last day", async () => {
    await correct({ endedOn: "2026-10-30" });
    expect((await care()).periods).toMatchObject([{ endedOn: "2026-10-30" }]);
  });

  it("sent twice is one", async () => {
    await Promise.all([correct({ category: "at_home" }), correct({ category: "at_home" })]);
    expect(await rowsOf("event", "care_period.corrected")).toHaveLength(1);
  });

  it("into the days of another one is refused with them", async () => {
    await add();
    await expect(correct({ startedOn: "2026-11-19" })).rejects.toThrow(
      "Kinship care, looked after, 1 March 2019 to 19 November 2026",
    );
  });

  it("over what somebody else has corrected meanwhile is refused", async () => {
    await correct({ category: "at_home" });
    await expect(correct({ category: "foster", version: "1" })).rejects.toThrow(Conflict);
  });

  it.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))(
    "is not for the %s",
    async (role) => {
      const actor = await aPerson(role, { schoolId: school.id });
      await expect(correct({ category: "foster" }, actor)).rejects.toThrow(NotAllowed);
    },
  );

  it("of another learner's period is not found", async () => {
    const other = await aLearner({ school });
    await expect(correct({ learnerId: other.id, category: "foster" })).rejects.toThrow(NotFound);
  });
});

describe("a scope", () => {
  const scope = (changes: Record<string, unknown> = {}) =>
    startScopeSchema.parse({
      learnerId: learner.id,
      scope: "unaccompanied",
      startedOn: "2026-11-02",
      ...stated,
      ...changes,
    });

  it("is beside care experience, once while it lasts, and ends", async () => {
    await Promise.all([startScope(lead, scope(), clock), startScope(lead, scope(), clock)]);
    await startScope(lead, scope({ scope: "interrupted" }), clock);
    const { periods, scopes } = await care();
    expect(periods).toMatchObject([{ endedOn: null }]);
    expect(scopes.map((one) => one.scope).sort()).toEqual(["interrupted", "unaccompanied"]);
    const scopeId = scopes.find((one) => one.scope === "unaccompanied")?.id ?? "";
    for (const _again of [1, 2]) await endScope(lead, { learnerId: learner.id, scopeId }, clock);
    expect((await care()).scopes.find(({ id }) => id === scopeId)).toMatchObject({ endedOn: "2026-11-23" });
    expect(await rowsOf("event", "scope.ended")).toMatchObject([{ audience: "virtual_school_only" }]);
    const written = [await rowsOf("event", "scope.started"), await rowsOf("audit_line", "scope.started")];
    expect(JSON.stringify(written)).not.toMatch(/unaccompanied|interrupted/i);
  });

  it("that there is not is refused", async () => {
    expect(() => scope({ scope: "asylum" })).toThrow();
    const nowhere = scope({ homeAuthorityId: "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01" });
    await expect(startScope(lead, nowhere, clock)).rejects.toThrow(Invalid);
  });

  it.each([
    ["designated_manager", 0],
    ["head_teacher", 0],
    ["vs_teacher", 1],
    ["lead", 1],
    ["vs_head_teacher", 1],
    ["area_lead_officer", 0],
    ["administrator", 0],
  ] as const)("and care periods: the %s reads %s of each", async (role, count) => {
    await startScope(lead, scope({ homeAuthorityId: (await anAuthority({ isHome: false })).id }), clock);
    const actor = await aPerson(role, { schoolId: school.id });
    if (role === "vs_teacher")
      await startCaseload(
        lead,
        { learnerId: learner.id, personId: actor.personId },
        fixedClock("2020-08-18"),
      );
    const { periods, scopes } = await care(actor);
    expect([periods.length, scopes.length]).toEqual([count, count]);
  });
});

it("an edge of care that was kept as a care period is moved to the scopes, with nothing lost", async () => {
  const migration = readFileSync("prisma/migrations/20261122070100_care_and_scopes/migration.sql", "utf8");
  const move =
    /ALTER TABLE care_period NO FORCE[\s\S]*? FORCE ROW LEVEL SECURITY;\n/.exec(migration)?.[0] ?? "";
  await database.superuserQuery(
    "update care_period set category = 'edge_of_care', ended_on = '2026-10-01' where learner_id = $1",
    [learner.id],
  );
  // As the migration finds it: before the new table's policy.
  await database.ownerQuery("alter table learner_scope no force row level security");
  await database.ownerQuery(move);
  await database.ownerQuery("alter table learner_scope force row level security");
  expect(await care()).toMatchObject({
    periods: [],
    scopes: [
      { scope: "edge_of_care", startedOn: "2019-03-01", endedOn: "2026-10-01", homeAuthority: home.name },
    ],
  });
});
