import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { alertInput } from "#tests/factories/alerts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { saveDraft } from "~/domain/alerts/alert-drafts.server";
import { raiseAlert } from "~/domain/alerts/raise-alert.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");

let school: TestSchool;
let learner: TestLearner;
let manager: Actor;

beforeAll(async () => {
  school = await aSchool({}, "Plantedschoolname Academy");
  learner = await aLearner({
    school,
    givenName: "Plantedgiven",
    familyName: "Plantedfamily",
    dateOfBirth: "2012-12-21",
  });
  manager = await aPerson("designated_manager", { schoolId: school.id, name: "Plantedraiser" });
  await aPerson("head_teacher", { schoolId: school.id });
  await aPerson("lead");
  await aPerson("lead");
});

const input = (changes = {}) => alertInput(school.id, { learnerId: learner.id, ...changes });

const tables = ["alert", "unverified_child", "alert_fact", "event", "audit_line", "outbox_mail"] as const;

/** How many rows each table that raising writes has. */
async function counts(): Promise<Record<(typeof tables)[number], number>> {
  const columns = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  const [row] = await database.superuserQuery<Record<(typeof tables)[number], number>>(
    `select ${columns.join(", ")}`,
  );
  if (!row) throw new Error("no counts");
  return row;
}

const added = (before: Awaited<ReturnType<typeof counts>>, after: typeof before) =>
  Object.fromEntries(tables.map((table) => [table, after[table] - before[table]]));

/** Two leads and a Virtual School head teacher are asked, and the head teacher of the school gets a copy. */
const once = { alert: 1, unverified_child: 0, alert_fact: 0, event: 1, audit_line: 1, outbox_mail: 4 };

describe("one form raises one alert", () => {
  it("a second post of the same form gives back the first alert and writes nothing", async () => {
    const form = input();
    const before = await counts();
    const first = await raiseAlert(manager, form, clock);
    expect(first).toMatchObject({ isRepeat: false, isChanged: false });
    const later = fixedClock("2026-11-23T10:07:00Z");
    expect(await raiseAlert(manager, { ...form }, later)).toEqual({ ...first, isRepeat: true });
    expect(added(before, await counts())).toEqual(once);
  });

  it("a second post with other words stores nothing of them, and says that they differ", async () => {
    const form = input({ whatHappened: "First words." });
    const first = await raiseAlert(manager, form, clock);
    const before = await counts();
    const changed = await raiseAlert(
      manager,
      { ...form, whatHappened: "Second words.", learnerId: undefined, childName: "Other", childStage: "P2" },
      clock,
    );
    expect(changed).toEqual({ ...first, isRepeat: true, isChanged: true });
    expect(await counts()).toEqual(before);
    expect(
      await database.superuserQuery("select what_happened from alert where id = $1", [first.id]),
    ).toEqual([{ what_happened: "First words." }]);
  });

  it("the same form key of somebody else is an alert of their own", async () => {
    const form = input();
    const first = await raiseAlert(manager, form, clock);
    const depute = await aPerson("designated_manager", { schoolId: school.id, isDepute: true });
    const second = await raiseAlert(depute, form, clock);
    expect(second).toMatchObject({ isRepeat: false });
    expect(second.id).not.toBe(first.id);
  });

  it("twenty posts at the same moment make one alert, one event, one audit line and one set of mails", async () => {
    const form = input();
    const before = await counts();
    const raised = await Promise.all(Array.from({ length: 20 }, () => raiseAlert(manager, form, clock)));
    expect(new Set(raised.map((each) => each.id)).size).toBe(1);
    expect(raised.filter((each) => !each.isRepeat)).toHaveLength(1);
    expect(raised.filter((each) => each.isChanged)).toHaveLength(0);
    expect(added(before, await counts())).toEqual(once);
  });

  it("twenty different forms at the same moment make twenty alerts with references of their own", async () => {
    const raised = await Promise.all(Array.from({ length: 20 }, () => raiseAlert(manager, input(), clock)));
    expect(new Set(raised.map((each) => each.reference)).size).toBe(20);
  });
});

describe("all of it or nothing", () => {
  afterEach(() => database.superuserQuery("drop function if exists break_insert cascade"));

  it.each(["unverified_child", "alert_fact", "event", "audit_line", "outbox_mail"] as const)(
    "when %s cannot be written nothing is, the draft stays, and the same form can be sent again",
    async (table) => {
      const form = input({
        decisionMade: "yes",
        learnerId: undefined,
        childName: "Some Child",
        childStage: "S1",
      });
      await saveDraft(manager, form.formKey, { whatHappened: "Typed" });
      const before = await counts();
      await database.superuserQuery(
        "create function break_insert() returns trigger language plpgsql as $$ begin raise exception 'broken for a test'; end $$",
      );
      await database.superuserQuery(
        `create trigger broken before insert on ${table} for each row execute function break_insert()`,
      );
      await expect(raiseAlert(manager, form, clock)).rejects.toThrow("broken for a test");
      expect(await counts()).toEqual(before);
      expect(
        await database.superuserQuery("select from alert_draft where form_key = $1", [form.formKey]),
      ).toHaveLength(1);

      await database.superuserQuery("drop function break_insert cascade");
      await expect(raiseAlert(manager, form, clock)).resolves.toMatchObject({ isRepeat: false });
      expect(added(before, await counts())).toEqual({ ...once, unverified_child: 1, alert_fact: 1 });
      expect(
        await database.superuserQuery("select from alert_draft where form_key = $1", [form.formKey]),
      ).toEqual([]);
    },
  );
});

describe("what is written beside the alert", () => {
  it("holds no name, place, date of birth or words of the form", async () => {
    const planted = {
      withWhom: "Plantedadult",
      whatHappened: "Plantedhappened",
      childView: "in_their_words",
      childWords: "Plantedchildwords",
      supportInPlace: "Plantedsupport",
      triedSoFar: "Plantedtried",
    } as const;
    const known = await raiseAlert(manager, input(planted), clock);
    const unknown = await raiseAlert(
      manager,
      input({
        ...planted,
        learnerId: undefined,
        childName: "Plantedunverified",
        childStage: "S6",
        childDateOfBirth: "2011-11-11",
      }),
      clock,
    );
    const written = await database.superuserQuery<{ row: unknown }>(
      `select to_jsonb(a) as row from audit_line a where subject_id = any ($1)
       union all select to_jsonb(o) - 'to_address' from outbox_mail o where about_id = any ($1)
       union all select to_jsonb(e) from event e where about_id = any ($1)`,
      [[known.id, unknown.id]],
    );
    expect(written).toHaveLength(2 + 8 + 2);
    const text = JSON.stringify(written);
    for (const marker of [/planted/i, /2012-12-21/, /2011-11-11/, /"S6"/, /kinship/])
      expect(text).not.toMatch(marker);
    // The rows are there to be found: what they do hold is the alert's id.
    expect(text).toContain(known.id);
    expect(text).toContain(unknown.id);
  });

  it("names in the audit who did what to which alert, and when", async () => {
    const { id } = await raiseAlert(manager, input(), clock);
    expect(
      await database.superuserQuery(
        "select at, person_id, action, subject_kind, detail from audit_line where subject_id = $1",
        [id],
      ),
    ).toEqual([
      {
        at: clock.now(),
        person_id: manager.personId,
        action: "alert.raised",
        subject_kind: "alert",
        detail: { urgency: "today", isVerified: true, schoolId: school.id },
      },
    ]);
  });

  it("is on the timeline of the learner, for the school and the Virtual School", async () => {
    const { id } = await raiseAlert(manager, input({ formKey: randomUUID() }), clock);
    expect(
      await database.superuserQuery(
        "select kind, learner_id, school_id, person_id, audience, detail from event where about_id = $1",
        [id],
      ),
    ).toEqual([
      {
        kind: "alert.raised",
        learner_id: learner.id,
        school_id: school.id,
        person_id: manager.personId,
        audience: "school_and_virtual_school",
        detail: null,
      },
    ]);
  });
});
