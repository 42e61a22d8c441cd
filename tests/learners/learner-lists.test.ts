import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { exportLearners } from "~/domain/learners/export-learners.server";
import { learnerList } from "~/domain/learners/learner-list.queries.server";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { filterIn, placeIn, queryOf } from "~/domain/learners/list-filter";
import { removeList } from "~/domain/learners/remove-list.server";
import { saveList } from "~/domain/learners/save-list.server";
import { savedLists } from "~/domain/learners/saved-lists.queries.server";
import { setFlag } from "~/domain/learners/set-flag.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { type Actor, may } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock(new Date());
const day = dayOf(clock.now());
const lead = await aPerson("lead");
const teacher = await aPerson("vs_teacher");
let north: TestSchool;
let south: TestSchool;
let manager: TestPerson;
const learners: Record<string, TestLearner> = {};

/** In the order of the alphabet: name, stage, school, known for. */
const rows = [
  ["Ada", "S2", "south", "foster"],
  ["Ben", "S1", "north", "kinship_looked_after"],
  ["Cal", "P7", "south", "unaccompanied"],
  ["Dee", "S2", "north", "foster"],
  ["Eve", "SP", "south", "house"],
  ["Fay", "P7", "none", "foster"],
] as const;

beforeAll(async () => {
  north = await aSchool({}, "Academy of the North");
  south = await aSchool({}, "Southern Academy");
  manager = await aPerson("designated_manager", { schoolId: north.id });
  for (const [familyName, stage, at, category] of rows) {
    const school = at === "south" ? south : north;
    learners[familyName] = await aLearner({ school, givenName: "Rowan", familyName, stage, category });
  }
  // A school that they left: nobody has a form for that yet.
  await database.superuserQuery("UPDATE school_enrolment SET ended_on = '2022-01-01' WHERE learner_id = $1", [
    learners.Fay?.id,
  ]);
});

const listed = async (query: string, actor: Actor = lead, limit = 50) => {
  const sent = new URLSearchParams(query);
  const filter = filterIn(sent, { maySeeCare: may(actor, learnersPolicy.seeCare) });
  const seesAll = may(actor, learnersPolicy.seeAll);
  const list = await asActor(actor, (tx) =>
    learnerList(tx, { day, limit, filter, place: placeIn(sent), seesAll }),
  );
  return { ...list, names: list.learners.map(({ name }) => name.slice(6)).join(" ") };
};
const names = async (query: string, actor?: Actor) => (await listed(query, actor)).names;

describe("a list", () => {
  it.each([
    ["", "Ada Ben Cal Dee Eve Fay"],
    ["stage=S2", "Ada Dee"],
    ["known=foster", "Ada Dee Fay"],
    ["known=unaccompanied", "Cal"],
    ["known=foster&stage=P7", "Fay"],
    ["school=none", "Fay"],
    ["sort=stage", "Cal Fay Ben Ada Dee Eve"],
    ["sort=school", "Ben Dee Ada Cal Eve Fay"],
    ["sort=school&known=foster", "Dee Ada Fay"],
  ])("%j: %s", async (query, found) => {
    const list = await listed(query);
    expect(list.names).toBe(found);
    expect(list.total).toBe(found.split(" ").length);
  });

  it("of a school and of an area", async () => {
    expect(await names(`school=${north.id}`)).toBe("Ben Dee");
    expect(await names(`area=${south.areaId}&sort=stage`)).toContain("Eve");
    expect(await names(`school=${north.id}&area=${randomUUID()}`)).toBe("");
  });

  it.each(["", "sort=stage", "sort=school", "known=foster", "sort=school&known=foster"])(
    "in pages of two, %j, is the whole list forwards and back",
    async (query) => {
      const whole = (await names(query)).split(" ");
      const forwards: string[] = [];
      const pages: string[] = [];
      for (let place = ""; ; ) {
        const page = await listed(`${query}&${place}`, lead, 2);
        forwards.push(...page.names.split(" "));
        pages.push(page.names);
        if (pages.length === 1) expect(page.previous).toBeNull();
        if (!page.next) break;
        place = `after=${page.next}`;
      }
      expect(forwards).toEqual(whole);
      const last = (await listed(query, lead, 2)).learners;
      expect(last).toHaveLength(2);
      const backwards: string[] = [];
      const end = (await listed(query)).learners.at(-1)?.id;
      for (let place = `before=${end}`; ; ) {
        const page = await listed(`${query}&${place}`, lead, 2);
        backwards.unshift(...page.names.split(" "));
        expect(page.next).not.toBeNull();
        if (!page.previous) break;
        place = `before=${page.previous}`;
      }
      expect(backwards).toEqual(whole.slice(0, -1));
    },
  );

  it("holds its place when somebody before it is added", async () => {
    const first = await listed("", lead, 2);
    const added = await aLearner({ school: north, givenName: "Rowan", familyName: "Abe", category: "house" });
    expect((await listed(`after=${first.next}`, lead, 2)).names).toBe("Cal Dee");
    await database.superuserQuery("UPDATE learner SET family_name = 'Zoe' WHERE id = $1", [added.id]);
    expect((await listed("sort=school")).names).toBe("Ben Dee Zoe Ada Cal Eve Fay");
  });

  it("has nobody after somebody whom the viewer may not see, and tells nothing by it", async () => {
    expect(await names(`after=${learners.Ada?.id}`, manager)).toBe("");
    expect(await names(`after=${randomUUID()}`, manager)).toBe("");
  });

  it("is the viewer's own learners, whatever the address asks for", async () => {
    expect(await names("", manager)).toBe("Ben Dee Zoe");
    expect(await names(`school=${south.id}`, manager)).toBe("");
    // A filter by care would tell a school who is in foster care.
    expect(await names("known=foster", manager)).toBe("Ben Dee Zoe");
    expect(await names("", teacher)).toBe("");
    const caseload = { learnerId: learners.Eve?.id ?? "", personId: teacher.personId };
    await startCaseload(lead, caseload, fixedClock("2020-08-18T08:00:00Z"));
    expect(await names("sort=school", teacher)).toBe("Eve");
    expect(await names("known=house", teacher)).toBe("Eve");
  });
});

describe("an address", () => {
  it.each([
    ["stage=S9&sort=scn&school=Ardlennox&known=Foster care&area=1", ""],
    ["stage=S2&name=Jamie&typed=Amble", "stage=S2"],
    ["sort=name", ""],
    ["sort=school&known=foster&stage=P1", "stage=P1&known=foster&sort=school"],
  ])("%j holds reference values only: %j", (sent, kept) => {
    expect(queryOf(filterIn(new URLSearchParams(sent), { maySeeCare: true }))).toBe(kept);
  });
});

describe("a kept list", () => {
  const keep = (actor: Actor, changes: object = {}) =>
    saveList(
      actor,
      { listId: randomUUID(), name: "S2 in foster care", query: "stage=S2&known=foster", ...changes },
      clock,
    );
  const own = (actor: Actor) => asActor(actor, savedLists);

  it("is its owner's alone, kept once, and forgotten by nobody else", async () => {
    const listId = randomUUID();
    for (const _twice of [1, 2]) expect(await keep(lead, { listId })).toBe("stage=S2&known=foster");
    expect(await own(lead)).toEqual([
      { id: listId, name: "S2 in foster care", query: "stage=S2&known=foster" },
    ]);
    const other = await aPerson("lead");
    expect(await own(other)).toEqual([]);
    await removeList(other, { listId }, clock);
    expect(await own(lead)).toHaveLength(1);
    await expect(keep(lead)).rejects.toThrow(Invalid);
    await removeList(lead, { listId }, clock);
    expect(await own(lead)).toEqual([]);
    const lines = await database.superuserQuery(
      "SELECT action, detail FROM audit_line WHERE subject_id = $1 ORDER BY action",
      [listId],
    );
    expect(lines).toEqual([
      { action: "list.removed", detail: {} },
      { action: "list.saved", detail: { query: "stage=S2&known=foster" } },
    ]);
  });

  it("keeps nothing of care for a school, and nothing at all for a role without learners", async () => {
    expect(await keep(manager)).toBe("stage=S2");
    expect(await keep(manager, { name: "Odd", query: "name=Jamie Amble&sort=stage" })).toBe("sort=stage");
    await expect(async () => keep(await aPerson("administrator"))).rejects.toThrow(NotAllowed);
  });

  it("is one of at most twenty", async () => {
    const many = await aPerson("vs_head_teacher");
    for (let index = 0; index < 20; index += 1) await keep(many, { name: `List ${index}` });
    await expect(keep(many, { name: "One too many" })).rejects.toThrow("Remove one first");
  });
});

describe("a list as a file", () => {
  const file = (actor: Actor, query = "") => exportLearners(actor, { query }, clock);

  it("has the rows of the list, harmless, with what the flags forbid left out", async () => {
    const hidden = learners.Dee?.id ?? "";
    const about = { learnerId: hidden, flagId: randomUUID(), why: "Said by social work" };
    await setFlag(lead, { kind: "non_disclosure", ...about }, clock);
    await aLearner({
      school: south,
      givenName: "=cmd|' /C calc'!A0",
      familyName: "Gus",
      stage: "S2",
      category: "adopted",
    });
    const gus = (await asActor(lead, (tx) => tx.learner.findFirstOrThrow({ where: { familyName: "Gus" } })))
      .id;
    const names = { givenName: "Ray", familyName: "Gus" };
    expect((await file(lead, "stage=S2")).split("\r\n")[3]).toMatch(/^"'=cmd/);
    await setFlag(
      lead,
      { kind: "adoption", learnerId: gus, flagId: randomUUID(), why: "Said", ...names },
      clock,
    );
    expect((await file(lead, "stage=S2")).split("\r\n")).toEqual([
      "\uFEFFGiven name,Family name,Known as,Stage,School,Care experience or scope",
      "Rowan,Ada,,S2,Southern Academy,Foster care with an authority’s carers",
      "Rowan,Dee,,S2,,Foster care with an authority’s carers",
      "Ray,Gus,,S2,Southern Academy,",
      "Rowan,Zoe,,S2,Academy of the North,Children’s house of an authority",
      "",
    ]);
  });

  const inFile = async (query: string) =>
    (await file(lead, query))
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[1])
      .join(" ");

  it.each([
    [
      "by school, whose school is hidden stands with those who have none",
      "sort=school",
      "Ben Zoe Ada Cal Eve Gus Dee Fay",
    ],
    ["of those without a school leaves them out, and so says nothing of them", "school=none", "Fay"],
    ["of an adopted child's care leaves them out", "known=adopted", ""],
    ["of other care has them", "known=foster", "Ada Dee Fay"],
  ])("%s", async (_, query, expected) => {
    expect(await inFile(query)).toBe(expected);
  });

  it("of a school or an area leaves out whose school is hidden; the page on which it is taken counts the same", async () => {
    for (const query of [`school=${north.id}`, `area=${north.areaId}`]) {
      expect(await names(query)).toBe("Ben Dee Zoe");
      expect(await inFile(query)).toBe("Ben Zoe");
      const filter = filterIn(new URLSearchParams(query), { maySeeCare: true });
      const { total } = await asActor(lead, (tx) =>
        learnerList(tx, { day, limit: 1, filter, seesAll: true, isForFile: true }),
      );
      expect(total).toBe(2);
    }
  });

  it("is recorded: who, which filter, how many, whom", async () => {
    const who = await aPerson("vs_head_teacher");
    await file(who, "stage=P7&name=Jamie");
    const [line] = await database.superuserQuery(
      "SELECT action, detail FROM audit_line WHERE person_id = $1 AND action LIKE 'learners%'",
      [who.personId],
    );
    expect(line).toEqual({ action: "learners.exported", detail: { query: "stage=P7", learners: 2 } });
    const [read] = await database.superuserQuery<{ ids: string[] }>(
      "SELECT ids FROM read_line WHERE person_id = $1 AND section = 'learners-file'",
      [who.personId],
    );
    expect(read?.ids).toEqual([learners.Cal?.id, learners.Fay?.id].sort());
  });

  it("is for the Virtual School: a teacher takes the own caseload, a school nothing", async () => {
    expect((await file(teacher)).split("\r\n")).toHaveLength(3);
    for (const role of ["designated_manager", "head_teacher", "administrator"] as const) {
      const actor = await aPerson(role, role === "administrator" ? {} : { schoolId: north.id });
      await expect(async () => file(actor)).rejects.toThrow(NotAllowed);
    }
  });
});
