import { beforeAll, describe, expect, it } from "vitest";
import { demoNow, seedDemo } from "#prisma/seed/demo";
import { starterCodes } from "#prisma/seed/reference";
import { aDatabase, type Database } from "#tests/support/database";
import { alertOutcomes } from "~/domain/alerts/alert-outcomes.queries.server";
import { boardOf } from "~/domain/alerts/alerts.queries.server";
import { outcomes } from "~/domain/alerts/alerts.words";
import { isSchoolDay, isStaffed, openingsOn } from "~/domain/calendars/calendars.clocks";
import { calendarOf, schoolCalendarOf } from "~/domain/calendars/calendars.queries.server";
import { currentClock } from "~/domain/calendars/clock.server";
import { endedExclusions, openExclusions } from "~/domain/exclusions/exclusions.queries.server";
import { comparison } from "~/domain/exclusions/reconcile-result.queries.server";
import { chasedTimeOut } from "~/domain/exclusions/time-out.queries.server";
import { careCategories } from "~/domain/learners/learners.words";
import { roles } from "~/platform/actor";
import { asActor, asNobody, disconnect } from "~/platform/database.server";
import { readEnv, setEnv } from "~/platform/env.server";
import { dayOf } from "~/platform/format";

/** A seeded database, and what was said meanwhile. Those made before stay readable by `superuserQuery`. */
async function aSeededDatabase(): Promise<{ database: Database; said: string[] }> {
  await disconnect();
  const database = await aDatabase();
  setEnv(readEnv(process.env, "demo"));
  await database.superuserQuery("update installation set is_demo = true");
  const said: string[] = [];
  await seedDemo((line) => said.push(line));
  return { database, said };
}

let demo: Database;
let said: string[];

beforeAll(async () => {
  ({ database: demo, said } = await aSeededDatabase());
}, 300_000);

const rows = <T extends Record<string, unknown>>(sql: string) => demo.superuserQuery<T>(sql);
const personNamed = async (name: string) => ({
  personId: String((await rows(`select id from person where name = '${name}'`))[0]?.id),
});
const theHeadTeacher = () => personNamed("Morag Sutherland");

describe("the invented authority", () => {
  it("has three areas, schools of each sector, and a host school in a neighbouring council", async () => {
    expect(await rows("select count(*)::int from area")).toEqual([{ count: 3 }]);
    const count =
      "select a.is_home, s.sector, count(*)::int from school s join authority a on a.id = s.authority_id group by 1, 2 order by 1, 2";
    expect(await rows(count)).toEqual([
      { is_home: false, sector: "secondary", count: 1 },
      { is_home: true, sector: "primary", count: 8 },
      { is_home: true, sector: "secondary", count: 4 },
      { is_home: true, sector: "special", count: 2 },
    ]);
  });

  it("keeps other holidays than its neighbour", async () => {
    const [home, neighbour] = await rows<{ id: string }>("select id from authority order by is_home desc");
    const isOpen = (id = "", day: string) =>
      asNobody(async (tx) => isSchoolDay(await calendarOf(tx, id), day));
    expect([await isOpen(home?.id, "2026-10-07"), await isOpen(neighbour?.id, "2026-10-07")]).toEqual([
      true,
      false,
    ]);
    expect([await isOpen(home?.id, "2026-10-14"), await isOpen(neighbour?.id, "2026-10-14")]).toEqual([
      false,
      true,
    ]);
  });

  it("has a half day for all, a school with short Fridays, and one with a half day of its own", async () => {
    const schools = await rows<{ id: string; authorityId: string; name: string }>(
      'select id, authority_id as "authorityId", name from school',
    );
    const openings = (name: string, day: string) =>
      asNobody(async (tx) => {
        const school = schools.find((each) => each.name.startsWith(name));
        return school && openingsOn(await schoolCalendarOf(tx, school), day);
      });
    const asked = async (day: string) => [
      await openings("Ardlennox", day),
      await openings("Rowanbraes", day),
      await openings("Thornlennox", day),
      await openings("Westerkeld", day),
    ];
    expect(await asked("2026-12-22")).toEqual([1, 1, 1, 0]);
    expect(await asked("2026-11-27")).toEqual([2, 1, 2, 2]);
    expect(await asked("2026-11-30")).toEqual([2, 2, 2, 0]);
    expect(await asked("2026-12-11")).toEqual([2, 1, 1, 2]);
  });

  it("has somebody in every role", async () => {
    const held = await rows<{ role: string; count: number }>(
      "select role, count(distinct person_id)::int from membership group by role",
    );
    expect(held.map(({ role }) => role).sort()).toEqual([...roles].sort());
    const count = Object.fromEntries(held.map((one) => [one.role, one.count]));
    expect(count).toMatchObject({ lead: 3, vs_teacher: 2, vs_head_teacher: 1, administrator: 1 });
  });

  it("has a head teacher, a designated manager and a depute at every school", async () => {
    const staff = await rows<{ held: string[] }>(
      "select array_agg(distinct role || case when is_depute then ' depute' else '' end) as held from school s join membership m on m.school_id = s.id group by s.id",
    );
    expect(staff).toHaveLength(15);
    for (const { held } of staff)
      expect(held.sort()).toEqual(["designated_manager", "designated_manager depute", "head_teacher"]);
  });

  it("has somebody and a depute on duty for each area on each weekday", async () => {
    expect(await rows("select count(*)::int from duty_turn")).toEqual([{ count: 15 }]);
  });

  it("has addresses, telephone numbers and SEED codes that belong to nobody", async () => {
    const addresses = await rows<{ email: string }>(
      "select email from person union select to_address from outbox_mail",
    );
    for (const { email } of addresses) expect(email).toMatch(/\.example$/);
    const numbers = await rows<{ number: string }>(
      "select number from phone_number union select phone from person where phone is not null union select phone from school union select phone from learner_person where phone is not null",
    );
    for (const { number } of numbers) expect(number).toMatch(/^(999|0141 496 0\d{3}|01632 960\d{3})$/);
    for (const { code } of await rows<{ code: string }>("select seed_code as code from school"))
      expect(code).toMatch(/^99\d{5}$/);
  });
});

describe("the invented learners", () => {
  it("are 80, one of them on record twice, each on one school's roll and with dated care periods of one kind at a time", async () => {
    expect(await rows("select count(*)::int from learner")).toEqual([{ count: 81 }]);
    const open =
      "select from learner l where (select count(*) from school_enrolment where learner_id = l.id and kind = 'main' and ended_on is null) <> 1";
    expect(await rows(open)).toEqual([]);
    expect(
      await rows(
        "select from learner l where (select count(*) from care_period where learner_id = l.id and ended_on is null) <> 1 and not exists (select from learner_scope where learner_id = l.id and scope = 'edge_of_care')",
      ),
    ).toEqual([]);
  });

  it("are looked after in most of the ways there are, and some want another name", async () => {
    const found = await rows<{ category: string }>("select distinct category from care_period");
    expect(
      Object.keys(careCategories).filter((category) => !found.some((one) => one.category === category)),
    ).toEqual(["secure"]);
    expect((await rows("select from learner where known_as is not null")).length).toBeGreaterThanOrEqual(8);
  });

  it("have people around them who may be told different things", async () => {
    const lists = await rows<{ told: string }>(
      "select distinct array_to_string(may_be_told, ' ') as told from learner_person",
    );
    expect(lists.map(({ told }) => told)).toEqual(
      expect.arrayContaining(["", "school", "decision school", "decision address school"]),
    );
  });
});

describe("the history", () => {
  it("was raised in eight weeks, on school days and while school was on", async () => {
    const calendars = new Map<string, Awaited<ReturnType<typeof calendarOf>>>();
    const alerts = await rows<{ at: Date; authority: string }>(
      "select raised_at as at, s.authority_id as authority from alert a join school s on s.id = a.school_id order by 1",
    );
    expect(alerts.length).toBeGreaterThanOrEqual(35);
    expect(dayOf(alerts[0]?.at ?? "")).toBe("2026-09-24");
    for (const { at, authority } of alerts) {
      const calendar = calendars.get(authority) ?? (await asNobody((tx) => calendarOf(tx, authority)));
      calendars.set(authority, calendar);
      expect([at, isSchoolDay(calendar, dayOf(at)), isStaffed(calendar, at)]).toEqual([at, true, true]);
    }
  });

  it("has every outcome there is, and alerts that ended without one", async () => {
    const all = await asActor(await theHeadTeacher(), (tx) =>
      alertOutcomes(tx, { from: new Date("2026-08-01"), to: new Date("2027-08-01"), today: dayOf(demoNow) }),
    );
    expect(outcomes.filter((outcome) => !all.some((alert) => alert.outcome === outcome))).toEqual([]);
    expect(all.some((alert) => alert.remark === "reduced")).toBe(true);
    expect(new Set(all.map((alert) => alert.endReason))).toEqual(
      new Set([null, "followed_up", "withdrawn_by_school", "not_for_virtual_school"]),
    );
    const late = all.filter((alert) => alert.answeredAt && alert.answeredAt > alert.answerDueAt);
    expect(late.length).toBeGreaterThanOrEqual(3);
    expect(late.length).toBeLessThan(all.length / 4);
  });

  it("has exclusions from alerts and without one, open and closed, one with its notice due tomorrow", async () => {
    const { open, ended } = await asActor(await personNamed("Isla Farquhar"), async (tx) => ({
      open: await openExclusions(tx, { today: dayOf(demoNow) }),
      ended: await endedExclusions(tx, { today: dayOf(demoNow) }),
    }));
    expect(open.map(({ alertId, next }) => [alertId !== null, next?.duty, next?.dueOn])).toEqual([
      [false, "plan_return", "2026-11-12"],
      [true, "written_notice", "2026-11-20"],
    ]);
    expect(ended).toMatchObject([{ closedAt: expect.any(Date), annulledAt: null }]);
  });

  it("has time out that is no exclusion on record, and a part-time timetable past its review", async () => {
    const kinds = await rows<{ kind: string }>(
      "select kind from time_out where exclusion_id is null order by 1",
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(["part_time", "sent_home"]);
    const chased = await asActor(await personNamed("Isla Farquhar"), (tx) =>
      chasedTimeOut(tx, dayOf(demoNow)),
    );
    expect(chased).toMatchObject([{ kind: "part_time", chased: "review_overdue" }]);
  });

  it("has what was considered before excluding on two alerts, one of which ended in an exclusion", async () => {
    const answered = await rows(
      "select a.state, d.decision, count(*)::int as points from considered_answer c join alert a on a.id = c.alert_id left join alert_decision d on d.alert_id = a.id group by a.id, d.decision order by points",
    );
    expect(answered).toEqual([
      { state: "coordinating", decision: null, points: 4 },
      { state: "decided", decision: "excluded_temporary", points: starterCodes.considered_point.length },
    ]);
  });

  it("has a comparison with the authority's own file, with rows of different fates and what follows from them", async () => {
    const fates = await rows<{ fate: string; count: number }>(
      "select fate, count(*)::int from import_row group by fate order by fate",
    );
    expect(fates).toEqual([
      { fate: "new", count: 13 },
      { fate: "refused", count: 4 },
    ]);
    const [run] = await rows<{ authorityId: string }>(
      `select authority_id as "authorityId" from import where state = 'applied'`,
    );
    const period = { authorityId: run?.authorityId ?? "", from: "2026-08-01", until: "2026-11-17" };
    const found = await asActor(await personNamed("Isla Farquhar"), (tx) => comparison(tx, period));
    const keyOf = ({ there }: { there: { startsOn: string } }) => there.startsOn;
    expect({
      withoutAlert: found.withoutAlert.map(keyOf),
      sendHomes: found.sendHomes.map(({ sign }) => sign),
    }).toEqual({ withoutAlert: ["2026-10-08", "2026-11-02"], sendHomes: ["after_alert", "sent_home_here"] });
    const lengths = found.differences.map(({ there, here }) => [there.openings, here?.openings]);
    expect(lengths).toContainEqual([5, 4]);
  });

  it("says of most alternatives that are not used for which reason", async () => {
    const [count] = await rows<{ chosen: number; all: number }>(
      "select count(reason)::int as chosen, count(*)::int as all from alert_option where answer = 'not_now'",
    );
    expect(count).toEqual({ chosen: 10, all: 10 });
  });

  it("leaves one alert waiting for an answer, and several in hand", async () => {
    const { unanswered, inHand } = await asActor(await personNamed("Isla Farquhar"), boardOf);
    expect(unanswered).toMatchObject([
      {
        urgency: "today",
        state: "raised",
        raisedAt: new Date("2026-11-19T10:12:00Z"),
        answerDueAt: new Date("2026-11-19T10:42:00Z"),
      },
    ]);
    expect(inHand.length).toBeGreaterThanOrEqual(8);
  });

  it("ends in the demo's present, and the app's clock shows it", async () => {
    const [last] = await rows<{ at: Date }>("select max(at) as at from event");
    expect(last?.at.getTime()).toBeLessThanOrEqual(demoNow.getTime());
    const ahead = (await currentClock()).now().getTime() - demoNow.getTime();
    expect(ahead).toBeGreaterThanOrEqual(-1000);
    expect(ahead).toBeLessThan(120_000);
  });

  it("has sent every mail, some seconds after what it tells of", async () => {
    expect(await rows("select distinct state from outbox_mail")).toEqual([{ state: "accepted" }]);
    expect(
      await rows(
        "select from outbox_mail where accepted_at - created_at not between '1 second' and '10 seconds'",
      ),
    ).toEqual([]);
    expect(
      await rows("select from outbox_mail where id not in (select outbox_id from mailbox_mail)"),
    ).toEqual([]);
  });

  it("left a line in the audit for every event", async () => {
    const missing =
      "select kind from event e where not exists (select from audit_line l where l.subject_id = e.about_id and l.action = e.kind and l.at = e.at)";
    expect(await rows(missing)).toEqual([]);
  });

  it("is written in the words of the glossary", async () => {
    const written = await rows<{ text: string }>(
      "select concat_ws(' ', what_happened, child_words, support_in_place, tried_so_far, learning_note) as text from alert union all select concat_ws(' ', summary, detail) from event",
    );
    const not =
      /suspen|expel|permanent exclusion|cooling.off(?!”)|reduced timetable|placement|siblings|abscond|awol|challenging behaviour|aggress|attention.seeking|defian|sanction|vulnerable|service user|\bLAA?C\b|\bNEET\b|year \d|half.term|moved on/i;
    expect(written.filter(({ text }) => not.test(text))).toEqual([]);
  });
});

describe("seeding", () => {
  it("says what it is doing", () => {
    expect(said).toEqual(
      expect.arrayContaining([
        expect.stringContaining("80 invented learners"),
        "  the week of 16 November 2026",
      ]),
    );
  });

  it("does nothing where there are people", async () => {
    const lines: string[] = [];
    await seedDemo((line) => lines.push(line));
    expect(lines).toEqual([]);
    expect(await rows("select count(*)::int from learner")).toEqual([{ count: 81 }]);
  });
});
