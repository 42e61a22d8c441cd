import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aDecidedAlert, anAnsweredAlert, decisionInput } from "#tests/factories/alert-stages";
import { theYearOf } from "#tests/factories/calendars";
import { anExclusion } from "#tests/factories/exclusions";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { annulExclusion } from "~/domain/exclusions/annul-exclusion.server";
import { considerPoints } from "~/domain/exclusions/consider-points.server";
import type { ConsideredAbout } from "~/domain/exclusions/considered.paths";
import { consideredPoints, consideredSubject } from "~/domain/exclusions/considered.queries.server";
import { type ConsiderPointsInput, considerPointsSchema } from "~/domain/exclusions/considered.schema";
import { saveRefCode } from "~/domain/reference/save-ref-code.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-24T09:00:00Z");
const later = fixedClock("2026-11-24T10:00:00Z");

beforeAll(async () => {
  await theYearOf((await theHomeAuthority()).id);
  await starterCodesInDatabase();
});

type Point = ConsiderPointsInput["points"][number];
const yes = (code: string, changes: Partial<Point> = {}): Point => ({
  code,
  version: 1,
  considered: "yes",
  comment: "Talked about with everybody.",
  evidence: "Minute of 20 November",
  ...changes,
});
const exclusionOf = (id: string) => ({ kind: "exclusion", id }) as const;
const alertOf = (id: string) => ({ kind: "alert", id }) as const;

const rowsOf = (id: string) =>
  database.superuserQuery(
    "select point, version, is_considered, comment, evidence, answered_by_id from considered_answer where alert_id = $1 or exclusion_id = $1 order by answered_at, point",
    [id],
  );
const answersFor = (actor: Actor, about: ConsideredAbout) =>
  asActor(actor, async (tx) => {
    const { ids } = await consideredSubject(tx, about);
    const { points, seen } = await consideredPoints(tx, ids, "2026-11-24");
    return { seen, all: points.length, answered: points.filter(({ answer }) => answer !== null) };
  });

describe("answering points", () => {
  it("stores those that have an answer, with an event and an audit line", async () => {
    const { id, manager } = await anExclusion();
    const no = { considered: "no", whyNot: "Not yet.", comment: "left over", evidence: "left over" } as const;
    const points = [
      yes("childs_views"),
      yes("needs_assessed", no),
      yes("alternatives", { considered: undefined }),
    ];
    await considerPoints(manager, { about: exclusionOf(id), points }, clock);
    expect(await rowsOf(id)).toEqual([
      {
        point: "childs_views",
        version: 1,
        is_considered: true,
        comment: "Talked about with everybody.",
        evidence: "Minute of 20 November",
        answered_by_id: manager.personId,
      },
      {
        point: "needs_assessed",
        version: 1,
        is_considered: false,
        comment: "Not yet.",
        evidence: null,
        answered_by_id: manager.personId,
      },
    ]);
    expect(
      await database.superuserQuery(
        "select summary, detail from event where about_id = $1 and kind = 'considered_points.answered'",
        [id],
      ),
    ).toEqual([
      {
        summary: "2 points answered of what is considered before excluding",
        detail:
          "Was the young person asked for their views?: considered — Talked about with everybody.\nIs there a clear assessment of needs?: not considered — Not yet.",
      },
    ]);
    expect(
      await database.superuserQuery(
        "select person_id, detail from audit_line where subject_id = $1 and action = 'considered_points.answered'",
        [id],
      ),
    ).toEqual([{ person_id: manager.personId, detail: { points: "childs_views@1 needs_assessed@1" } }]);
  });

  it("changes nothing on a second press, also at the same moment", async () => {
    const { id, manager } = await anExclusion();
    const input = { about: exclusionOf(id), points: [yes("childs_views")] };
    await Promise.all([considerPoints(manager, input, clock), considerPoints(manager, input, clock)]);
    await considerPoints(manager, input, later);
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it("keeps earlier answers; the latest holds", async () => {
    const { id, manager } = await anExclusion();
    const about = exclusionOf(id);
    await considerPoints(manager, { about, points: [yes("childs_views")] }, clock);
    const { seen } = await answersFor(manager, about);
    const changed = {
      about,
      seen: seen ?? undefined,
      points: [yes("childs_views", { comment: "Asked again." })],
    };
    await considerPoints(manager, changed, later);
    expect(await rowsOf(id)).toHaveLength(2);
    expect((await answersFor(manager, about)).answered).toMatchObject([
      { code: "childs_views", answer: { comment: "Asked again.", by: expect.any(String) } },
    ]);
  });

  it("does not pass over what somebody else answered meanwhile, but stores answers to other points", async () => {
    const { id, manager, school } = await anExclusion();
    const about = exclusionOf(id);
    const head = await aPerson("head_teacher", { schoolId: school.id, name: "Iain Ross" });
    await considerPoints(head, { about, points: [yes("childs_views")] }, clock);
    const unseen = { about, points: [yes("childs_views", { comment: "Mine." })] };
    await expect(considerPoints(manager, unseen, later)).rejects.toThrow("Iain Ross answered at 09:00");
    await considerPoints(manager, { about, points: [yes("needs_assessed")] }, later);
    expect(await rowsOf(id)).toHaveLength(2);
  });

  it("keeps the version it was given under when the administrator rewords the point", async () => {
    const { id, manager } = await anExclusion();
    const about = exclusionOf(id);
    await considerPoints(manager, { about, points: [yes("staged_intervention")] }, clock);
    const wording = {
      code: "staged_intervention",
      version: 1,
      label: "Staged intervention, worded anew",
      position: 6,
    };
    await saveRefCode(await aPerson("administrator"), { list: "considered_point", ...wording }, clock);
    expect((await answersFor(manager, about)).answered).toMatchObject([
      {
        version: 2,
        label: "Staged intervention, worded anew",
        answer: { version: 1, answeredWords: "Were staged intervention and partnerships used?" },
      },
    ]);
    const stillOpen = { about, points: [yes("staged_intervention", { version: 9 })] };
    await expect(considerPoints(manager, stillOpen, later)).rejects.toThrow("not in the list");
  });
});

describe("the alert before it", () => {
  it("takes answers until the decision; they show on its exclusion, and the exclusion's on the alert", async () => {
    const school = await aSchool();
    const lead = await aPerson("lead");
    const open = await anAnsweredAlert({ school, lead });
    const raiser = open.raisedBy as TestPerson;
    await considerPoints(raiser, { about: alertOf(open.id), points: [yes("childs_views")] }, clock);
    expect(await rowsOf(open.id)).toHaveLength(1);
    const excluded = { decision: "excluded_temporary", openings: 4 } as const;
    await recordDecision(raiser, decisionInput(open.id, excluded), clock);
    const answer = { about: alertOf(open.id), points: [yes("needs_assessed")] };
    await expect(considerPoints(raiser, answer, later)).rejects.toThrow("past the decision");

    const learner = open.learner ?? undefined;
    const { id } = await anExclusion({ school, learner, manager: raiser, alertId: open.id });
    await considerPoints(raiser, { about: exclusionOf(id), points: [yes("needs_assessed")] }, later);
    for (const about of [exclusionOf(id), alertOf(open.id)]) {
      const { answered, all } = await answersFor(raiser, about);
      expect(answered.map(({ code }) => code)).toEqual(["needs_assessed", "childs_views"]);
      expect(all).toBe(10);
    }
  });

  it("takes none once it was decided not to exclude", async () => {
    const alert = await aDecidedAlert();
    const answer = { about: alertOf(alert.id), points: [yes("childs_views")] };
    await expect(considerPoints(alert.raisedBy, answer, clock)).rejects.toThrow("past the decision");
  });
});

describe("who may", () => {
  it("is the school's two: a lead may not, another school's people see nothing", async () => {
    const { id } = await anExclusion();
    const input = { about: exclusionOf(id), points: [yes("childs_views")] };
    await expect(considerPoints(await aPerson("lead"), input, clock)).rejects.toThrow(NotAllowed);
    const other = await aPerson("head_teacher", { schoolId: (await aSchool()).id });
    await expect(considerPoints(other, input, clock)).rejects.toThrow(NotFound);
    const nowhere = { ...input, about: alertOf("not an id") };
    await expect(considerPoints(other, nowhere, clock)).rejects.toThrow(NotFound);
    expect(await rowsOf(id)).toEqual([]);
  });

  it("is nobody once the exclusion is annulled", async () => {
    const { id, school } = await anExclusion();
    const head = await aPerson("head_teacher", { schoolId: school.id });
    await annulExclusion(
      head,
      { exclusionId: id, cause: "mistake", annulledOn: "2026-11-24", why: "Another child." },
      clock,
    );
    const input = { about: exclusionOf(id), points: [yes("childs_views")] };
    await expect(considerPoints(head, input, later)).rejects.toThrow("annulled");
  });
});

it("says which text is too long", () => {
  const points = [{ code: "childs_views", version: "1", considered: "yes", comment: "x".repeat(2001) }];
  const parsed = considerPointsSchema.safeParse({ about: exclusionOf("x"), points });
  expect(parsed.error?.issues).toMatchObject([
    { path: ["points", 0, "comment"], message: "Must be 2,000 characters or fewer" },
  ]);
});
