import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anArea } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { auditPromises } from "~/domain/alerts/audit-promises.server";
import { learnerList } from "~/domain/learners/learner-list.queries.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { alerts } from "./alerts";
import { fillWithInvented } from "./fill";
import { learners, type MadeLearner } from "./learners";
import { type MadeWorld, organisations } from "./organisations";
import { createChance } from "./random";
import type { Placed } from "./rows";
import { sizes } from "./sizes";

const size = sizes.small;

describe("the rows", () => {
  function* all(): Generator<Placed> {
    const world: MadeWorld = { authorityId: "", schools: [], leadIds: [], teacherIds: [] };
    const made: MadeLearner[] = [];
    const chance = createChance(1);
    yield* organisations(chance, { authorityId: "a", areaIds: ["b"], leadIds: ["c"], size }, world);
    yield* learners(chance, world, size, made);
    yield* alerts(chance, world, size, made);
  }
  const digest = () =>
    createHash("sha256")
      .update(JSON.stringify([...all()]))
      .digest("hex");

  it("are the same each time", () => {
    expect(digest()).toBe(digest());
  });
});

const database = await aDatabase();

describe("a filled database", () => {
  const count = async (of: string) =>
    Number((await database.superuserQuery<{ count: string }>(`select count(*) from ${of}`))[0]?.count);

  beforeAll(async () => {
    await anArea();
    await aPerson("lead");
    await fillWithInvented({ superuserUrl: database.superuserUrl, size, say: () => {}, isChecked: true });
  });

  it("holds as much as was asked for, past every foreign key and trigger", async () => {
    expect(await count("learner")).toBe(size.learners);
    expect(await count("alert")).toBe(size.alerts);
    expect(await count("school")).toBe(20);
    expect(await count("read_line")).toBe(size.reads);
    expect(await count("event where kind = 'note.added' and about_kind = 'learner'")).toBeGreaterThan(
      size.learners * 2,
    );
    expect(await count("exclusion")).toBeGreaterThan(20);
    expect(await count("learner where id not in (select learner_id from school_enrolment)")).toBe(0);
  });

  it("leaves the auditor nothing to find", async () => {
    const clock = async () => fixedClock("2026-11-19T10:20:00Z");
    const outcome = await auditPromises({ clock, kind: "full", pause: async () => true });
    expect(outcome).toMatchObject({ state: "done", findings: [] });
  });

  it("shows a school its own roll of today, and no more", async () => {
    const [school] = await database.superuserQuery<{ id: string; person: string; roll: number }>(
      `select school.id, person_id as person, count(distinct learner_id)::int as roll
       from school join membership on membership.school_id = school.id and role = 'head_teacher'
       join school_enrolment e on e.school_id = school.id and e.ended_on is null
       group by 1, 2 order by 3 desc limit 1`,
    );
    const actor = { personId: school?.person ?? "" };
    const { total } = await asActor(actor, (tx) => learnerList(tx, { day: "2026-11-19", limit: 5 }));
    expect(total).toBe(school?.roll);
    expect(total).toBeGreaterThan(1);
  });
});
