import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aDecidedAlert } from "#tests/factories/alert-stages";
import { theYearOf } from "#tests/factories/calendars";
import {
  anExclusion,
  backInSchool,
  decisionClock,
  stepInput,
  type TestExclusion,
} from "#tests/factories/exclusions";
import { theLearnersMaker } from "#tests/factories/learners";
import { theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { considerPoints } from "~/domain/exclusions/consider-points.server";
import {
  endedExclusions,
  exclusionsWaitingFor,
  openExclusions,
} from "~/domain/exclusions/exclusions.queries.server";
import { recordStep } from "~/domain/exclusions/record-step.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";

const database = await aDatabase();
const tables = [
  "exclusion",
  "exclusion_step",
  "exclusion_education",
  "return_plan",
  "time_out",
  "considered_answer",
] as const;
const today = "2026-11-24";

let ours: TestExclusion;
let theirs: TestExclusion;
let fromAlert: TestExclusion;
let lead: TestPerson;
let headTeacher: TestPerson;
let teacher: TestPerson;

beforeAll(async () => {
  await theYearOf((await theHomeAuthority()).id);
  await starterCodesInDatabase();
  lead = await aPerson("lead");
  [ours, theirs] = [await anExclusion(), await anExclusion()];
  for (const exclusion of [ours, theirs]) {
    await backInSchool(exclusion);
    await recordStep(exclusion.manager, stepInput(exclusion.id, "told"), decisionClock);
    const about = { kind: "exclusion", id: exclusion.id } as const;
    const points = [{ code: "childs_views", version: 1, considered: "yes" as const }];
    await considerPoints(exclusion.manager, { about, points }, decisionClock);
  }
  const alert = await aDecidedAlert({ lead }, { decision: "excluded_temporary", openings: 4 });
  const { learner, school, raisedBy } = alert;
  if (!learner) throw new Error("the alert of the test has a learner");
  fromAlert = await anExclusion({ learner, school, alertId: alert.id, manager: raisedBy as TestPerson });
  headTeacher = await aPerson("head_teacher", { schoolId: ours.school.id });
  teacher = await aPerson("vs_teacher");
  await startCaseload(
    await theLearnersMaker(),
    { learnerId: ours.learner.id, personId: teacher.personId },
    fixedClock("2021-08-17T08:00:00Z"),
  );
});

/** Of which exclusions an unfiltered query of a table shows rows to somebody. */
async function seenIn(table: (typeof tables)[number], personId: string | null): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.webUrl });
  await client.connect();
  await client.query("BEGIN");
  if (personId) await client.query("SELECT set_config('app.person_id', $1, true)", [personId]);
  const column = table === "exclusion" ? "id" : "exclusion_id";
  const { rows } = await client.query<{ id: string }>(`SELECT DISTINCT ${column} AS id FROM ${table}`);
  await client.query("ROLLBACK");
  await client.end();
  return rows.map(({ id }) => id);
}

const isSeen = async (table: (typeof tables)[number], personId: string | null) => {
  const seen = await seenIn(table, personId);
  return [seen.includes(ours.id), seen.includes(theirs.id)];
};

describe.each(tables)("rows of %s", (table) => {
  it("are shown to the school that excluded, to leads, and to a teacher for the own caseload", async () => {
    expect(await isSeen(table, ours.manager.personId)).toEqual([true, false]);
    expect(await isSeen(table, headTeacher.personId)).toEqual([true, false]);
    expect(await isSeen(table, lead.personId)).toEqual([true, true]);
    expect(await isSeen(table, teacher.personId)).toEqual([true, false]);
  });

  it("are shown to nobody else", async () => {
    for (const role of ["administrator", "head_of_inclusion", "report_reader"] as const)
      expect(await seenIn(table, (await aPerson(role)).personId)).toEqual([]);
    expect(await seenIn(table, (await aPerson("vs_teacher")).personId)).toEqual([]);
    expect(await seenIn(table, null)).toEqual([]);
  });

  it("are not the worker's", async () => {
    const client = new pg.Client({ connectionString: database.workerUrl });
    await client.connect();
    await expect(client.query(`SELECT * FROM ${table}`)).rejects.toThrow("permission denied");
    await client.end();
  });
});

describe("the lists", () => {
  it("begin with what is due first, and narrow to a school", async () => {
    const open = await asActor(lead, (tx) => openExclusions(tx, { today }));
    expect(open.map(({ id }) => id)).toEqual(expect.arrayContaining([ours.id, theirs.id, fromAlert.id]));
    expect(open[0]).toMatchObject({ id: fromAlert.id, next: { duty: "tell", state: "overdue" } });
    const schoolId = ours.school.id;
    const narrowed = await asActor(lead, (tx) => openExclusions(tx, { today, schoolId }));
    expect(narrowed.map(({ id }) => id)).toEqual([ours.id]);
    expect(await asActor(lead, (tx) => endedExclusions(tx, { today }))).toEqual([]);
  });

  it("of what waits hold the school's own, and those whose alert somebody coordinates", async () => {
    const waitingFor = async (actor: TestPerson) =>
      (await asActor(actor, (tx) => exclusionsWaitingFor(tx, actor, today))).map(({ id }) => id);
    expect(await waitingFor(headTeacher)).toEqual([ours.id]);
    expect(await waitingFor(lead)).toEqual([fromAlert.id]);
    expect(await waitingFor(await aPerson("vs_head_teacher"))).toEqual([]);
  });
});
