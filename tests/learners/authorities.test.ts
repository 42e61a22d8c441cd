import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner, shareWith, type TestLearner } from "#tests/factories/learners";
import { anAuthority, aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { endSharedEnrolment } from "~/domain/learners/end-shared-enrolment.server";
import { learnerRecord } from "~/domain/learners/learner-record.queries.server";
import { startEnrolment } from "~/domain/learners/start-enrolment.server";
import { startResidence } from "~/domain/learners/start-residence.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const lead = await aPerson("lead");
const home = await theHomeAuthority();
const [there, further] = [await anAuthority({ isHome: false }), await anAuthority({ isHome: false })];
const school = await aSchool();
const abroad = await aSchool({ authority: there });
// What the database shows follows from its own today.
const today = dayOf(new Date());
const dayFromNow = (days: number) => dayOf(new Date(Date.now() + days * 86_400_000));
const clock = fixedClock(new Date());
let learner: TestLearner;

beforeEach(async () => {
  learner = await aLearner({ school });
});

const authorities = (actor: Actor = lead) =>
  asActor(actor, async (tx) => (await learnerRecord(tx, learner.id, today)).authorities);
const record = (actor: Actor) => asActor(actor, (tx) => learnerRecord(tx, learner.id, today));
const living = (authorityId: string, startedOn: string) =>
  startResidence(lead, { learnerId: learner.id, authorityId, startedOn }, clock);
const moving = (startedOn: string, kind: "main" | "shared" = "main") =>
  startEnrolment(lead, { learnerId: learner.id, schoolId: abroad.id, kind, startedOn }, clock);

describe("the three authorities", () => {
  it("are home, that of the main school, and where they live, each its own", async () => {
    await living(further.id, "2025-01-06");
    await moving(today);
    expect(await authorities()).toEqual({
      home: home.name,
      school: there.name,
      residences: [{ authority: further.name, startedOn: "2025-01-06", endedOn: null }],
    });
  });

  it("do not follow a school where they share time", async () => {
    await moving(today, "shared");
    expect(await authorities()).toMatchObject({ school: home.name });
  });

  it.each(["designated_manager", "head_teacher"] as const)(
    "are for the Virtual School: the %s reads that of the school and no other",
    async (role) => {
      await living(further.id, "2025-01-06");
      const actor = await aPerson(role, { schoolId: school.id });
      expect(await authorities(actor)).toEqual({ home: null, school: home.name, residences: [] });
    },
  );
});

describe("where a learner lives", () => {
  it("is dated: the one before ends the day before, the same twice is one", async () => {
    await living(home.id, "2024-01-08");
    await Promise.all([living(further.id, "2025-01-06"), living(further.id, "2025-01-06")]);
    expect((await authorities()).residences).toEqual([
      { authority: further.name, startedOn: "2025-01-06", endedOn: null },
      { authority: home.name, startedOn: "2024-01-08", endedOn: "2025-01-05" },
    ]);
    const events = await database.superuserQuery(
      "select audience, summary from event where about_id = $1 and kind = 'residence.started'",
      [learner.id],
    );
    expect(events).toHaveLength(2);
    expect(events[0]).toEqual({
      audience: "virtual_school_only",
      summary: "Where the learner lives has changed",
    });
  });

  it("cannot change before it last changed, nor to an authority that there is not", async () => {
    await living(home.id, "2024-01-08");
    await expect(living(further.id, "2024-01-08")).rejects.toThrow(Invalid);
    await expect(living(randomUUID(), "2025-01-08")).rejects.toThrow("Select the authority");
  });

  it.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))(
    "is not for the %s to say",
    async (role) => {
      const actor = await aPerson(role, { schoolId: school.id });
      const input = { learnerId: learner.id, authorityId: home.id, startedOn: today };
      await expect(startResidence(actor, input, clock)).rejects.toThrow(NotAllowed);
    },
  );
});

describe("a change of school", () => {
  it.each([
    ["from yesterday", -1, false, true],
    ["from today", 0, false, true],
    ["from tomorrow", 1, true, false],
  ])(
    "%s: the old school sees the learner up to the day before, the new one from the day",
    async (_, days, old, next) => {
      await moving(dayFromNow(days));
      const sees = async (schoolId: string) => {
        const manager = await aPerson("designated_manager", { schoolId });
        if (schoolId === abroad.id) await shareWith(manager, { learner, school: abroad });
        return record(manager).then(
          () => true,
          (error) => {
            expect(error).toBeInstanceOf(NotFound);
            return false;
          },
        );
      };
      expect([await sees(school.id), await sees(abroad.id)]).toEqual([old, next]);
    },
  );

  it("that is shared leaves both in sight until it ends", async () => {
    await moving(dayFromNow(-3), "shared");
    const manager = await aPerson("designated_manager", { schoolId: abroad.id });
    await shareWith(manager, { learner, school: abroad });
    const enrolmentId = (await record(manager)).enrolments[0]?.id ?? "";
    for (const _again of [1, 2])
      await endSharedEnrolment(lead, { learnerId: learner.id, enrolmentId }, clock);
    expect((await record(lead)).enrolments).toMatchObject([
      { isShared: true, endedOn: today },
      { isShared: false, endedOn: null },
    ]);
    const ended = await database.superuserQuery(
      "select school_id from event where about_id = $1 and kind = 'enrolment.ended'",
      [learner.id],
    );
    expect(ended).toEqual([{ school_id: abroad.id }]);
    await database.superuserQuery("update school_enrolment set ended_on = $2 where id = $1", [
      enrolmentId,
      dayFromNow(-1),
    ]);
    await expect(record(manager)).rejects.toThrow(NotFound);
  });

  it("ends no main school by itself", async () => {
    const enrolmentId = (await record(lead)).enrolments[0]?.id ?? "";
    await endSharedEnrolment(lead, { learnerId: learner.id, enrolmentId }, clock);
    expect((await record(lead)).enrolments).toMatchObject([{ endedOn: null }]);
  });
});

describe("the database", () => {
  const insert = `insert into school_enrolment (id, learner_id, school_id, kind, started_on, ended_on)
    values (gen_random_uuid(), $1, $2, $3, $4, $5)`;

  it.each([
    ["a main school within another", "main", "2021-01-01", "2021-02-01", true],
    ["a main school on the first day of another", "main", "2020-01-01", "2020-08-17", true],
    ["a main school up to the day before", "main", "2020-01-01", "2020-08-16", false],
    ["a shared one beside it", "shared", "2021-01-01", null, false],
  ])("on %s: refuses %s from %s to %s: %s", async (_what, kind, from, to, isRefused) => {
    const adding = database.superuserQuery(insert, [learner.id, abroad.id, kind, from, to]);
    if (isRefused) await expect(adding).rejects.toThrow("has another main school on one of these days");
    else await adding;
  });

  it("lets one of two people at once put a learner on a main school's roll", async () => {
    await database.superuserQuery(
      "update school_enrolment set ended_on = '2020-12-31' where learner_id = $1",
      [learner.id],
    );
    const clients = [1, 2].map(() => new pg.Client({ connectionString: database.webUrl }));
    const outcomes = await Promise.allSettled(
      clients.map(async (client, index) => {
        await client.connect();
        try {
          await client.query("begin");
          await client.query("select set_config('app.person_id', $1, true)", [lead.personId]);
          // Different last days, so that no unique index is what refuses.
          await client.query(insert, [learner.id, abroad.id, "main", "2021-01-01", `2021-0${index + 2}-01`]);
          await new Promise((resolve) => setTimeout(resolve, 100));
          await client.query("commit");
        } finally {
          await client.end();
        }
      }),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it.each(["designated_manager", "head_teacher", "vs_teacher"] as const)(
    "lets no %s write an enrolment: they do not see the others",
    async (role) => {
      const actor = await aPerson(role, { schoolId: school.id });
      const adding = asActor(actor, (tx) =>
        tx.schoolEnrolment.createMany({
          data: [
            { learnerId: learner.id, schoolId: school.id, kind: "shared", startedOn: new Date("2020-01-01") },
          ],
        }),
      );
      await expect(adding).rejects.toThrow(/row-level security/);
    },
  );
});
