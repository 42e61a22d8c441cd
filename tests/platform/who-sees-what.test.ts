import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aLearner, theLearnersMaker } from "#tests/factories/learners";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { addNote } from "~/domain/alerts/add-note.server";
import { saveDraft } from "~/domain/alerts/alert-drafts.server";
import { assignAlert } from "~/domain/alerts/assign-alert.server";
import { addPersonAroundLearner } from "~/domain/learners/add-person-around-learner.server";
import { addPlan } from "~/domain/learners/add-plan.server";
import { addVoice } from "~/domain/learners/add-voice.server";
import { linkLearners } from "~/domain/learners/link-learners.server";
import { saveLearnerSupport } from "~/domain/learners/save-learner-support.server";
import {
  saveAttainment,
  saveAttendance,
  saveDestinations,
} from "~/domain/learners/save-school-results.server";
import { setFlag } from "~/domain/learners/set-flag.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { startResidence } from "~/domain/learners/start-residence.server";
import { startScope } from "~/domain/learners/start-scope.server";
import { tellApart } from "~/domain/learners/tell-apart.server";
import { fixedClock } from "~/platform/clock";
import { asActor, asNobody, type Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock("2021-08-17T08:00:00Z");
const dayFromNow = (days: number) => dayOf(new Date(Date.now() + days * 86_400_000));

/** What the tables hold, as the rows below name it. "theirs" is the other school. */
const everything = {
  alert: "ours oursUnverified theirs theirsUnverified",
  unverified_child: "oursUnverified theirsUnverified",
  event: "ours:both ours:vs oursUnverified:both theirs:both theirs:vs theirsUnverified:both",
  learner: "ours theirs",
  learner_person: "ours theirs",
  learner_support: "ours theirs",
  learner_plan: "ours theirs",
  learner_voice: "ours theirs",
  learner_attendance: "ours theirs",
  learner_attainment: "ours theirs",
  learner_destination: "ours theirs",
  learner_link: "ours theirs",
  learner_told_apart: "ours theirs",
  care_period: "ours theirs",
  learner_scope: "ours theirs",
  learner_residence: "ours theirs",
  learner_earlier_name: "ours theirs",
  learner_flag_reason: "ours theirs",
  learner_flag: "ours:adoption ours:non_disclosure theirs:adoption theirs:non_disclosure",
  school_enrolment: "ours theirs",
  caseload: "ours",
  alert_fact: "ours theirs",
  alert_draft: "",
} as const;
type Table = keyof typeof everything;
type Sight = Partial<Record<Table, string>>;

const nothing = Object.fromEntries(Object.keys(everything).map((table) => [table, ""])) as Record<
  Table,
  string
>;
const school: Sight = {
  alert: "ours oursUnverified",
  unverified_child: "oursUnverified",
  event: "ours:both oursUnverified:both",
  learner: "ours",
  learner_person: "ours",
  learner_support: "ours",
  learner_plan: "ours",
  learner_voice: "ours",
  learner_attendance: "ours",
  learner_attainment: "ours",
  learner_destination: "ours",
  learner_flag: "ours:non_disclosure",
  school_enrolment: "ours",
  alert_fact: "ours",
};

/** Each person and what an unfiltered query of each table shows them; a table that is not named shows nothing. */
const sights: Record<string, Sight> = {
  "the designated manager": { ...school, alert_draft: "manager" },
  "a depute": { ...school, alert_draft: "depute" },
  "the head teacher": school,
  "a designated manager whose last day is today": school,
  "a lead": everything,
  "the Virtual School head teacher": everything,
  "a lead whose last day is today": everything,
  "a Virtual School teacher with the learner on their caseload": {
    alert: "ours",
    event: "ours:both ours:vs",
    learner: "ours",
    learner_person: "ours",
    learner_support: "ours",
    learner_plan: "ours",
    learner_voice: "ours",
    learner_attendance: "ours",
    learner_attainment: "ours",
    learner_destination: "ours",
    // The adoption is flagged: what came before is not for them, so no care_period and no learner_link.
    learner_flag: "ours:adoption ours:non_disclosure",
    learner_scope: "ours",
    learner_residence: "ours",
    school_enrolment: "ours",
    caseload: "ours",
    alert_fact: "ours",
  },
  "a Virtual School teacher who coordinates an unverified child's alert": {
    alert: "oursUnverified",
    unverified_child: "oursUnverified",
    event: "oursUnverified:both",
  },
  "a Virtual School teacher without either": {},
  "an administrator": {},
  "the head of inclusion": {},
  "the area lead officer": {},
  "a house key worker": {},
  "a social worker": {},
  "a partner": {},
  "a guardian": {},
  "a report reader": {},
  "somebody of information governance": {},
  "a designated manager whose role ended yesterday": {},
  "a lead whose role ended yesterday": {},
  "a Virtual School head teacher who starts tomorrow": {},
  "somebody who never held a role": {},
};

const people = new Map<string, { personId: string }>();
/** Names of the rows by their id. */
const names = new Map<string, string>();

async function makeAlert(name: "ours" | "theirs", given: Parameters<typeof anAlert>[0]): Promise<TestAlert> {
  const alert = await anAlert({ ...given, decisionMade: "yes", at: clock.now() });
  names.set(alert.id, name);
  if (alert.learner) names.set(alert.learner.id, name);
  const unverified = await anAlert({
    ...given,
    learner: undefined,
    childName: "Not Inlist",
    childStage: "P3",
    at: clock.now(),
  });
  names.set(unverified.id, `${name}Unverified`);
  if (name === "ours")
    await assign(
      unverified,
      await known(
        "a Virtual School teacher who coordinates an unverified child's alert",
        aPerson("vs_teacher"),
      ),
    );
  const text = `Note about ${name}`;
  await addNote(
    await theLearnersMaker(),
    { alertId: alert.id, audience: "virtual_school_only", text },
    clock,
  );
  return alert;
}

const assign = async (alert: TestAlert, owner: TestPerson) =>
  assignAlert(await theLearnersMaker(), { alertId: alert.id, ownerId: owner.personId }, clock);

async function known<P extends { personId: string }>(who: string, person: Promise<P>): Promise<P> {
  const made = await person;
  people.set(who, made);
  return made;
}

/** A row in each table of a learner's record that has none yet. */
async function fillRecord(maker: TestPerson, learnerId: string): Promise<void> {
  const about = { learnerId };
  await addPersonAroundLearner(maker, { ...about, name: "A Carer", relation: "carer", mayBeTold: [] }, clock);
  await saveLearnerSupport(maker, { ...about, version: 0, languages: ["english"] }, clock);
  const { id: homeAuthorityId } = await theHomeAuthority();
  const known = { startedOn: "2021-08-16", homeAuthorityId, source: "social_work" } as const;
  await startScope(maker, { ...about, ...known, scope: "interrupted" }, clock);
  await startResidence(maker, { ...about, authorityId: homeAuthorityId, startedOn: "2021-08-16" }, clock);
  const said = { called: "Jo", saidOn: "2021-08-16" };
  await addVoice(maker, { ...about, voiceId: randomUUID(), ...said }, clock);
  const why = "A reason";
  await setFlag(maker, { ...about, kind: "non_disclosure", flagId: randomUUID(), why }, clock);
  const names = { givenName: "New", familyName: "Name" };
  await setFlag(maker, { ...about, kind: "adoption", flagId: randomUUID(), why, ...names }, clock);
  const plan = { planId: randomUUID(), kind: "my_plan", keptWhere: "At the school", datedOn: "2021-08-16" };
  await addPlan(maker, { ...about, ...plan }, clock);
  await asActor(maker, async (tx) => {
    const then = { ...about, countedOn: "2021-08-16", achievedOn: "2021-08-16", day: "2021-08-16" };
    await saveAttendance(tx, [{ ...then, half: "morning", wasPresent: true, code: null }]);
    await saveAttainment(tx, [{ ...then, subject: "Reading", level: "Second level" }]);
    await saveDestinations(tx, [{ ...then, survey: "initial", destination: "employment" }]);
  });
}

beforeAll(async () => {
  await starterCodesInDatabase();
  const [ours, theirs] = [await aSchool(), await aSchool()];
  const at = { schoolId: ours.id };
  const manager = await known("the designated manager", aPerson("designated_manager", at));
  const depute = await known("a depute", aPerson("designated_manager", { ...at, isDepute: true }));
  await known("the head teacher", aPerson("head_teacher", at));
  await known(
    "a designated manager whose last day is today",
    aPerson("designated_manager", { ...at, until: dayFromNow(0) }),
  );
  await known("a lead", aPerson("lead"));
  await known("the Virtual School head teacher", aPerson("vs_head_teacher"));
  await known("a lead whose last day is today", aPerson("lead", { until: dayFromNow(0) }));
  const teacher = await known(
    "a Virtual School teacher with the learner on their caseload",
    aPerson("vs_teacher"),
  );
  await known("a Virtual School teacher without either", aPerson("vs_teacher"));
  await known("an administrator", aPerson("administrator"));
  await known("the head of inclusion", aPerson("head_of_inclusion"));
  await known("the area lead officer", aPerson("area_lead_officer", { areaId: ours.areaId }));
  await known("a house key worker", aPerson("house_key_worker", at));
  await known("a social worker", aPerson("social_worker", at));
  await known("a partner", aPerson("partner", at));
  await known("a guardian", aPerson("guardian", at));
  await known("a report reader", aPerson("report_reader"));
  await known("somebody of information governance", aPerson("information_governance"));
  await known(
    "a designated manager whose role ended yesterday",
    aPerson("designated_manager", { ...at, until: dayFromNow(-1) }),
  );
  await known("a lead whose role ended yesterday", aPerson("lead", { until: dayFromNow(-1) }));
  const next = await known("a Virtual School head teacher who starts tomorrow", aPerson("vs_head_teacher"));
  await database.superuserQuery("update membership set valid_from = $2 where person_id = $1", [
    next.personId,
    dayFromNow(1),
  ]);
  people.set("somebody who never held a role", { personId: randomUUID() });

  const maker = await theLearnersMaker();
  const alerts = [
    await makeAlert("ours", { school: ours, learner: await aLearner({ school: ours }), raisedBy: manager }),
    await makeAlert("theirs", { school: theirs, learner: await aLearner({ school: theirs }) }),
  ];
  for (const { learner } of alerts) await fillRecord(maker, learner?.id ?? "");
  const [one = "", other = ""] = alerts.map(({ learner }) => learner?.id);
  await linkLearners(maker, { learnerId: one, otherId: other }, clock);
  await tellApart(maker, { oneId: one, otherId: other, press: "two_people" }, clock);
  await startCaseload(maker, { learnerId: alerts[0]?.learner?.id ?? "", personId: teacher.personId }, clock);
  await saveDraft(manager, randomUUID(), { whatHappened: "Typed by the manager" });
  await saveDraft(depute, randomUUID(), { whatHappened: "Typed by the depute" });
  names.set(manager.personId, "manager");
  names.set(depute.personId, "depute");
}, 60_000);

const select: Record<Table, string> = {
  alert: "select id from alert",
  unverified_child: "select alert_id as id from unverified_child",
  event:
    "select about_id as id, case audience when 'virtual_school_only' then ':vs' else ':both' end as audience from event where about_kind = 'alert'",
  learner: "select id from learner",
  learner_person: "select learner_id as id from learner_person",
  learner_support: "select learner_id as id from learner_support",
  learner_plan: "select learner_id as id from learner_plan",
  care_period: "select learner_id as id from care_period",
  learner_scope: "select learner_id as id from learner_scope",
  learner_flag: "select learner_id as id, ':' || kind as audience from learner_flag",
  learner_flag_reason: "select learner_id as id from learner_flag_reason",
  learner_earlier_name: "select learner_id as id from learner_earlier_name",
  learner_voice: "select learner_id as id from learner_voice",
  learner_attendance: "select learner_id as id from learner_attendance",
  learner_attainment: "select learner_id as id from learner_attainment",
  learner_destination: "select learner_id as id from learner_destination",
  learner_link: "select lower_id as id from learner_link union all select higher_id from learner_link",
  learner_told_apart:
    "select lower_id as id from learner_told_apart union all select higher_id from learner_told_apart",
  learner_residence: "select learner_id as id from learner_residence",
  school_enrolment: "select learner_id as id from school_enrolment",
  caseload: "select learner_id as id from caseload",
  alert_fact: "select alert_id as id from alert_fact",
  alert_draft: "select person_id as id from alert_draft",
};

async function shown(tx: Tx, table: Table): Promise<string> {
  const rows = await tx.$queryRawUnsafe<{ id: string; audience?: string }[]>(select[table]);
  const named = rows.map((row) => `${names.get(row.id) ?? `unnamed ${row.id}`}${row.audience ?? ""}`);
  return [...new Set(named)].sort().join(" ");
}

const tables = Object.keys(everything) as Table[];
const rows = Object.entries(sights).flatMap(([who, sight]) =>
  tables.map((table) => [who, table, (sight[table] ?? "").split(" ").sort().join(" ")] as const),
);

describe("an unfiltered query shows", () => {
  it.each(rows)("%s, of %s: %s", async (who, table, expected) => {
    const person = people.get(who);
    if (!person) throw new Error(`nobody was made for: ${who}`);
    expect(await asActor(person, (tx) => shown(tx, table))).toBe(expected);
  });

  it.each(tables)("nobody, of %s: nothing", async (table) => {
    expect(await asNobody((tx) => shown(tx, table))).toBe(nothing[table]);
  });

  it("nobody anything on a connection that somebody has used before", async () => {
    const client = new pg.Client({ connectionString: database.webUrl });
    await client.connect();
    try {
      const count = async () => (await client.query("select count(*)::int as n from alert")).rows[0]?.n;
      expect(await count()).toBe(0);
      await client.query("begin");
      await client.query("select set_config('app.person_id', $1, true)", [people.get("a lead")?.personId]);
      expect(await count()).toBe(4);
      await client.query("commit");
      expect(await count()).toBe(0);
    } finally {
      await client.end();
    }
  });
});

const idOf = (name: string) => [...names].find(([, each]) => each === name)?.[0] ?? "";
const row = "gen_random_uuid()";
const denied = /permission denied/;
const policy = /violates row-level security policy/;
const anEvent = (school: string, audience: string) =>
  `insert into event (id, at, kind, school_id, about_kind, about_id, audience, summary)
   select ${row}, now(), 'note.added', ${school}, 'alert', ${row}, '${audience}', 'x'`;

describe("the web role cannot, as the designated manager,", () => {
  it.each<[string, string, RegExp]>([
    [
      "write an event for another school",
      anEvent(
        "(select id from school where id <> all (app.my_school_ids()) limit 1)",
        "school_and_virtual_school",
      ),
      policy,
    ],
    ["write for the Virtual School only", anEvent("(app.my_school_ids())[1]", "virtual_school_only"), policy],
    [
      "move an alert to another school",
      "update alert set school_id = (select id from school where id <> all (app.my_school_ids()) limit 1)",
      policy,
    ],
    ["keep a draft for somebody else", `insert into alert_draft select ${row}, ${row}, 'x', now()`, policy],
    ["change an event", "update event set summary = 'x'", denied],
    ["delete an event", "delete from event", denied],
    ["delete an alert", "delete from alert", denied],
    ["change a fact", "update alert_fact set kind = 'x'", denied],
    ["read the audit", "select from audit_line", denied],
    ["change the audit", "update audit_line set detail = '{}'", denied],
    ["delete from the audit", "delete from audit_line", denied],
    ["read what was read", "select from read_line", denied],
    ["read the addresses of mails", "select to_address from outbox_mail", denied],
    ["read what is in mails", "select input from outbox_mail", denied],
    ["read sign-in codes", "select secret from outbox_mail", denied],
    ["become the owner of the tables", "set role virtual_school_owner", denied],
    [
      "switch row-level security off",
      "set local row_security = off; select from alert",
      /would be affected by row-level security/,
    ],
    ["erase other people's drafts", "select app.erase_stale_drafts()", denied],
  ])("%s", async (_what, sql, problem) => {
    const client = new pg.Client({ connectionString: database.webUrl });
    await client.connect();
    try {
      await client.query("begin");
      await client.query("select set_config('app.person_id', $1, true)", [idOf("manager")]);
      await expect(client.query(sql)).rejects.toThrow(problem);
    } finally {
      await client.end();
    }
  });

  it("touch an alert of another school, which is not there for them", async () => {
    const changed = await asActor(
      { personId: idOf("manager") },
      (tx) => tx.$executeRaw`update alert set learning_note = 'x' where id = ${idOf("theirs")}::uuid`,
    );
    expect(changed).toBe(0);
  });
});

describe("the worker role", () => {
  it.each([
    "alert",
    "alert_draft",
    "unverified_child",
    "learner",
    "care_period",
    "learner_person",
    "event",
    "session",
    "verification",
  ])("cannot read %s", async (table) => {
    const client = new pg.Client({ connectionString: database.workerUrl });
    await client.connect();
    try {
      await expect(client.query(`select from ${table}`)).rejects.toThrow(denied);
    } finally {
      await client.end();
    }
  });
});
