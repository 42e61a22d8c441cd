import { beforeAll, describe, expect, it } from "vitest";
import { theLearnersMaker } from "#tests/factories/learners";
import { theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { compared, everything, type Shown, seesLearner, shownTo } from "./access-oracle";
import { aWorld, type Kind, kinds, type Person, type World } from "./access-world";
import { storeWorld } from "./stored-world";

const seed = 20_261_122;
/** People looked for at the same time, each on a connection of their own. */
const atOnce = 5;
const database = await aDatabase();
const now = new Date();
const when = { today: dayOf(now), now };
let world: World;

beforeAll(async () => {
  world = await aWorld(seed, when);
  const authorityId = (await theHomeAuthority()).id;
  await storeWorld(world, await theLearnersMaker(), { authorityId, at: now });
}, 60_000);

async function shownByDatabase(person: Person): Promise<Shown> {
  const rows = await asActor({ personId: person.id }, (tx) =>
    tx.$queryRawUnsafe<{ name: string; ids: string[] }[]>(everything),
  );
  const shown = new Map(rows.map(({ name, ids }) => [name, new Set(ids)]));
  return Object.fromEntries(compared.map((table) => [table, shown.get(table) ?? new Set()])) as Shown;
}

/** What one of the two shows and the other does not, as "vs_teacher: 2 of alert too many". */
async function differencesFor(person: Person): Promise<string[]> {
  const [shown, allowed] = [await shownByDatabase(person), shownTo(world, person, when)];
  return compared.flatMap((table) => {
    const missing = [...allowed[table]].filter((id) => !shown[table].has(id)).length;
    const tooMany = [...shown[table]].filter((id) => !allowed[table].has(id)).length;
    return [
      ...(missing > 0 ? [`${person.kind}: ${missing} of ${table} missing`] : []),
      ...(tooMany > 0 ? [`${person.kind}: ${tooMany} of ${table} too many`] : []),
    ];
  });
}

function sharesOf(kind: Kind): { triples: number; visible: number } {
  const triples = world.triples.filter(({ person }) => person.kind === kind);
  const visible = triples.filter(({ person, learner }) => seesLearner(world, person, learner, when)).length;
  return { triples: triples.length, visible: visible / triples.length };
}

describe("1,000 triples of somebody, a learner and what is between them", () => {
  it("are 1,000", () => {
    expect(world.triples).toHaveLength(1000);
  });

  it.each(kinds)("have learners that a %s sees, and learners they do not: 20 % of each at least", (kind) => {
    const { visible } = sharesOf(kind);
    expect(visible).toBeGreaterThanOrEqual(0.2);
    expect(visible).toBeLessThanOrEqual(0.8);
  });

  it("the database shows to each what the rules say, and nothing else", async () => {
    const differences = [];
    for (let first = 0; first < world.people.length; first += atOnce) {
      const people = world.people.slice(first, first + atOnce);
      differences.push(...(await Promise.all(people.map(differencesFor))).flat());
    }
    expect(differences).toEqual([]);
  });
});

/**
 * Functions of the database, a part of them, the mistake in place of that part, and who then sees too much. Where two hold
 * the same rule, one alone being wrong shows nothing: both are.
 */
const mistakes: [what: string, name: string, part: string, mistake: string, kind: Kind][] = [
  [
    "a school keeps who left",
    "my_roll_ids",
    "e.ended_on >= (SELECT app.today())",
    "true",
    "designated_manager",
  ],
  [
    "a school sees who is to come",
    "my_roll_ids",
    "e.started_on <= (SELECT app.today())",
    "true",
    "head_teacher",
  ],
  ["a role at a school goes on", "my_school_ids", "m.valid_to >= app.today()", "true", "head_teacher"],
  ["a role begins too soon", "my_school_ids", "m.valid_from <= app.today()", "true", "designated_manager"],
  ["another authority's school has a roll", "my_school_ids", "AND a.is_home", "", "guest head_teacher"],
  [
    "an invitation is not taken back",
    "my_guest_ids my_invited_ids",
    "i.ended_at IS NULL",
    "true",
    "guest designated_manager",
  ],
  ["a caseload goes on", "my_caseload_ids", "c.ended_on >= app.today()", "true", "vs_teacher"],
  ["an opened record stays open", "my_caseload_ids", "o.until_at > app.now()", "true", "vs_teacher"],
  ["an opened record is not closed", "my_caseload_ids", "o.ended_at IS NULL", "true", "vs_teacher"],
  ["an adoption is not kept apart", "my_open_caseload_ids", "f.lifted_at IS NULL", "false", "vs_teacher"],
  [
    "an answered hand-over shows the alert",
    "my_asked_alert_ids",
    "h.answered_at IS NULL",
    "true",
    "vs_teacher",
  ],
  ["a teacher who left is one still", "teacher_id", "app.holds(ARRAY['vs_teacher'])", "true", "vs_teacher"],
  ["a relation goes on", "my_relations", "r.until_on >= app.today()", "true", "social_worker"],
  ["a relation begins too soon", "my_relations", "r.from_on <= app.today()", "true", "guardian"],
  ["a role that is over shows a part", "my_relations", "app.holds(ARRAY[r.role])", "true", "partner"],
  ["every role sees every part", "my_related_ids", "r.role = ANY (wanted)", "true", "guardian"],
  ["an administrator sees all", "sees_all", "'lead'", "'lead', 'administrator'", "administrator"],
  ["everybody sees all", "sees_all", "app.holds(", "true OR app.holds(", "area_lead_officer"],
];

const policyMistakes: [what: string, table: string, policy: string, part: RegExp, kind: Kind][] = [
  [
    "a school reads what is not for it",
    "event",
    "own_events",
    /audience = '\w+'::text/,
    "designated_manager",
  ],
  [
    "a guest reads what is not for them",
    "event",
    "shared_with_me",
    /audience = '\w+'::text/,
    "guest head_teacher",
  ],
  [
    "a guest sees who else is on the roll",
    "school_enrolment",
    "shared_with_me",
    /learner_id = ANY \(\( SELECT .*?\[\]\)/,
    "guest head_teacher",
  ],
  [
    "a guest keeps the enrolment",
    "school_enrolment",
    "shared_with_me",
    /ended_on >= \( SELECT app\.today\(\) AS today\)/,
    "guest head_teacher",
  ],
  [
    "a guest sees alerts of others",
    "alert",
    "shared_with_me",
    /learner_id = ANY \(\( SELECT .*?\[\]\)/,
    "guest head_teacher",
  ],
];

async function firstDifference(kind: Kind): Promise<string | null> {
  for (const person of world.people) {
    const [found] = person.kind === kind ? await differencesFor(person) : [];
    if (found) return found;
  }
  return null;
}

/** Runs a check with something in the database replaced, and puts it back. */
async function spoilt(spoil: string, restore: string, check: () => Promise<void>): Promise<void> {
  await database.superuserQuery(spoil);
  await check().finally(() => database.superuserQuery(restore));
}

describe("a mistake is found:", () => {
  it.each(mistakes)("%s", async (_, names, part, mistake, kind) => {
    const found = await database.superuserQuery<{ definition: string }>(
      "SELECT pg_get_functiondef(('app.' || name)::regproc) AS definition FROM unnest($1::text[]) AS name",
      [names.split(" ")],
    );
    for (const { definition } of found) expect(definition).toContain(part);
    const definitions = found.map(({ definition }) => definition).join(";");
    await spoilt(definitions.replaceAll(part, mistake), definitions, async () =>
      expect(await firstDifference(kind)).toMatch(/too many$/),
    );
  });

  it.each(policyMistakes)("%s", async (_, table, policy, part, kind) => {
    const [found] = await database.superuserQuery<{ qual: string }>(
      "SELECT qual FROM pg_policies WHERE tablename = $1 AND policyname = $2",
      [table, policy],
    );
    const qual = found?.qual ?? "";
    expect(qual).toMatch(part);
    const alter = (condition: string) => `ALTER POLICY ${policy} ON ${table} USING (${condition})`;
    await spoilt(alter(qual.replace(part, "true")), alter(qual), async () =>
      expect(await firstDifference(kind)).toMatch(/too many$/),
    );
  });
});
