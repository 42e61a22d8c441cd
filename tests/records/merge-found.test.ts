import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { theYearOf } from "#tests/factories/calendars";
import { aSavedImport, csvOf } from "#tests/factories/imports";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aRecordedFile, heading } from "#tests/factories/recorded";
import { aTimeOut } from "#tests/factories/time-out";
import { type RunningApp, startApp } from "#tests/support/app";
import { aCallerAs } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { openingsLostOf, schoolYearUntil } from "~/domain/exclusions/openings-lost.queries.server";
import { likelyPairs } from "~/domain/learners/duplicates.queries.server";
import { learnerList, searchLearners } from "~/domain/learners/learner-list.queries.server";
import { openRecord } from "~/domain/learners/open-record.server";
import { saveLearnerDetails } from "~/domain/learners/save-learner-details.server";
import { setFlag } from "~/domain/learners/set-flag.server";
import { namesOfCase } from "~/domain/outcomes/internal/names-of-case.server";
import type { Actor } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";
import { merge, mergeClock, undo } from "./merging";

const database = await aDatabase();
const lead = await aPerson("lead");
const school = await aSchool();
const manager = await aPerson("designated_manager", { schoolId: school.id });
/** None is spelt or sounds like another. */
const families = [
  "Abernethy",
  "Buchan",
  "Crombie",
  "Dewar",
  "Elphinstone",
  "Fotheringham",
  "Gilchrist",
  "Hepburn",
  "Innes",
  "Jardine",
  "Kinnear",
  "Ogilvie",
];
let count = 0;

/** Two records of one child, born on a day of their own: Siobhan Grant on the one to keep, another name on the other. */
async function aPair() {
  count += 1;
  const [keptScn, mergedScn] = [`11${String(count).padStart(7, "0")}`, `22${String(count).padStart(7, "0")}`];
  const dateOfBirth = `2012-03-${String(count).padStart(2, "0")}`;
  const kept = await aLearner({
    school,
    givenName: "Siobhan",
    familyName: "Grant",
    dateOfBirth,
    scn: keptScn,
  });
  const named = { givenName: "Zebedee", familyName: families[count] ?? "", scn: mergedScn };
  const merged = await aLearner({ school, ...named, dateOfBirth });
  return { kept, merged, keptScn, mergedScn, dateOfBirth, ...named };
}
const found = async (actor: Actor, typed: string) =>
  (await asActor(actor, (tx) => searchLearners(tx, { typed, day: "2026-11-23", limit: 10 }))).map(
    ({ id }) => id,
  );

describe("a search", () => {
  it("by the name or the SCN of the record set aside finds the kept one, also for its school, until it is undone", async () => {
    const { kept, merged, mergedScn, familyName } = await aPair();
    const mergeId = await merge(lead, { kept, merged });
    for (const actor of [lead, manager])
      for (const typed of [familyName, mergedScn]) expect(await found(actor, typed)).toEqual([kept.id]);
    await undo(lead, mergeId);
    expect(await found(lead, familyName)).toEqual([merged.id]);
    expect(await found(lead, mergedScn)).toEqual([merged.id]);
  });

  it("still does when the names of the kept record change, and in a chain", async () => {
    const { kept, merged, familyName } = await aPair();
    const last = await aLearner({ school });
    await merge(lead, { kept, merged });
    await asActor(lead, (tx) =>
      tx.learner.updateMany({ where: { id: kept.id }, data: { familyName: "Other" } }),
    );
    expect(await found(lead, familyName)).toEqual([kept.id]);
    await merge(lead, { kept: last, merged: kept });
    expect(await found(lead, familyName)).toEqual([last.id]);
  });

  it("finds by such a name for nobody but those who see every learner, once names are kept apart", async () => {
    const { kept, merged, familyName } = await aPair();
    await merge(lead, { kept, merged });
    const flag = { learnerId: kept.id, flagId: randomUUID(), why: "x", givenName: "New", familyName: "Name" };
    await setFlag(lead, { ...flag, kind: "adoption" }, mergeClock);
    expect(await found(lead, familyName)).toEqual([kept.id]);
    expect(await found(manager, familyName)).toEqual([]);
  });
});

describe("the name of a record set aside may be from before an adoption:", () => {
  const flag = (learnerId: string) => ({
    ...{ learnerId, flagId: randomUUID(), why: "x", kind: "adoption" as const },
    ...{ givenName: "Siobhan", familyName: "Grant" },
  });

  it.each(["before", "after"])(
    "flagged %s the merge, it finds them for no school and no teacher",
    async (when) => {
      const { kept, merged, familyName, givenName, dateOfBirth } = await aPair();
      if (when === "before") await setFlag(lead, flag(kept.id), mergeClock);
      await merge(lead, { kept, merged });
      if (when === "after") await setFlag(lead, flag(kept.id), mergeClock);
      expect(await found(lead, familyName)).toEqual([kept.id]);
      expect(await found(manager, familyName)).toEqual([]);
      const teacher = await aPerson("vs_teacher");
      const asked = { givenName, familyName, dateOfBirth, reason: "Covering for a colleague" };
      await expect(openRecord(teacher, asked, mergeClock)).rejects.toThrow();
    },
  );
});

it("break-glass by what the record set aside says opens the kept one", async () => {
  const { kept, merged, mergedScn } = await aPair();
  await merge(lead, { kept, merged });
  const teacher = await aPerson("vs_teacher");
  expect(await openRecord(teacher, { scn: mergedScn, reason: "Covering for a colleague" }, mergeClock)).toBe(
    kept.id,
  );
});

it("an SCN that a record set aside has is taken: by the kept one", async () => {
  const { kept, merged, mergedScn } = await aPair();
  await merge(lead, { kept, merged });
  await expect(aLearner({ school, scn: mergedScn })).rejects.toMatchObject({
    ...{ sentence: "Another learner has this SCN", details: { learnerId: kept.id } },
  });
  const row = await asActor(lead, (tx) => tx.learner.findUniqueOrThrow({ where: { id: kept.id } }));
  const details = { learnerId: kept.id, version: row.version, givenName: "Siobhan", familyName: "Grant" };
  const save = saveLearnerDetails(
    lead,
    { ...details, dateOfBirthBasis: "not_known", stage: "S2", scn: mergedScn },
    mergeClock,
  );
  await expect(save).rejects.toThrow(Conflict);
});

describe("a file", () => {
  const columns = {
    scn: "SCN",
    givenName: "Forename",
    familyName: "Surname",
    dateOfBirth: "DOB",
    stage: "Stage",
  };
  const save = async (cells: string[]) => {
    const content = csvOf(Object.values(columns), cells);
    const importId = await aSavedImport(lead, { columns, content }, mergeClock);
    const [row] = await database.superuserQuery(
      "select fate, problem from record_import_row where import_id = $1",
      [importId],
    );
    return row;
  };
  const dayIn = (date: string) => date.split("-").reverse().join("/");

  it.each(["by its SCN", "by its name and date of birth"])(
    "that names the record set aside %s finds the kept one, and changes none of what was chosen",
    async (how) => {
      const { kept, merged, mergedScn, givenName, familyName, dateOfBirth } = await aPair();
      await merge(lead, { kept, merged });
      const learners = "select count(*)::int from learner";
      const before = await database.superuserQuery(learners);
      const scn = how === "by its SCN" ? mergedScn : "";
      const row = await save([scn, givenName, familyName, dayIn(dateOfBirth), "S4"]);
      expect(row).toMatchObject({ fate: "changed" });
      expect(await database.superuserQuery(learners)).toEqual(before);
      const changed = await database.superuserQuery("select given_name, stage from learner where id = $1", [
        kept.id,
      ]);
      expect(changed).toEqual([{ given_name: "Siobhan", stage: "S4" }]);
    },
  );

  it("of an authority's own system is recorded for the kept one", async () => {
    const { kept, merged, mergedScn } = await aPair();
    await merge(lead, { kept, merged });
    await aRecordedFile(
      lead,
      [heading, `${mergedScn},${school.seedCode},02/11/2026,02/11/2026,2,X`],
      mergeClock,
    );
    const recorded = await database.superuserQuery("select learner_id from recorded_exclusion");
    expect(recorded).toEqual([{ learner_id: kept.id }]);
  });
});

it("a case that leaves for the quality group names nobody as on the record set aside", async () => {
  const { kept, merged, familyName, givenName } = await aPair();
  const alert = await anAlert({ school, learner: merged, raisedBy: manager });
  await merge(lead, { kept, merged });
  const { learner } = await asActor(lead, (tx) => namesOfCase(tx, alert.id));
  expect(learner).toEqual(["Siobhan", "Grant", familyName, givenName]);
});

describe("of two records, one child", () => {
  it("is in lists and among likely duplicates no second time", async () => {
    const { kept, merged } = await aPair();
    const total = () =>
      asActor(lead, async (tx) => (await learnerList(tx, { day: "2026-11-23", limit: 5 })).total);
    const pairs = () =>
      asActor(lead, async (tx) =>
        (await likelyPairs(tx, 100)).flatMap(({ one, other }) => [one.id, other.id]),
      );
    const before = await total();
    const mergeId = await merge(lead, { kept, merged });
    expect(await total()).toBe(before - 1);
    expect(await pairs()).not.toContain(merged.id);
    await undo(lead, mergeId);
    expect(await total()).toBe(before);
  });

  it("loses a half day once, whatever both records said of it", async () => {
    await theYearOf(school.authorityId);
    const { kept, merged } = await aPair();
    for (const learner of [kept, merged]) await aTimeOut({ school, learner });
    const lost = (id: string) =>
      asActor(
        lead,
        async (tx) => (await openingsLostOf(tx, [id], schoolYearUntil("2026-11-30"))).get(id)?.total,
      );
    expect(await lost(kept.id)).toBe(2);
    const mergeId = await merge(lead, { kept, merged });
    expect([await lost(kept.id), await lost(merged.id)]).toEqual([2, 0]);
    await undo(lead, mergeId);
    expect([await lost(kept.id), await lost(merged.id)]).toEqual([2, 2]);
  });
});

describe("the address of the record set aside", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ database, env: { WORKER: "off" } });
  }, 120_000);
  afterAll(() => app?.stop());

  it("leads those who may see the kept one there, and nobody else anywhere", async () => {
    const { kept, merged } = await aPair();
    const stranger = await aPerson("designated_manager", { schoolId: (await aSchool()).id });
    await merge(lead, { kept, merged });
    for (const rest of ["", "/chronology"]) {
      const answer = await (await aCallerAs(app, manager)).get(`/learners/${merged.id}${rest}`);
      expect([answer.status, answer.headers.location]).toEqual([302, `/learners/${kept.id}${rest}`]);
      expect((await (await aCallerAs(app, stranger)).get(`/learners/${merged.id}${rest}`)).status).toBe(404);
    }
  });
});
