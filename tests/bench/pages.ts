import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { aPerson, aSession } from "#tests/factories/accounts";
import { anArea } from "#tests/factories/organisations";
import { fillWithInvented } from "#tests/scale/fill";
import { type SizeName, sizes } from "#tests/scale/sizes";
import { ensureBuilt } from "~/start/ensure.mjs";
import { type BenchDatabase, environmentOn, onOwnDatabase } from "./support/bench-database";
import { whileWebRuns } from "./support/built-web";
import { type Figure, rounded } from "./support/figures";
import { type Answer, type Timing, timeVisits, type Visit, visit } from "./support/visits";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const users = 8;
/** Visits of each user before the clock runs, for app and floor: a connection plans a statement anew the first half dozen times. */
const warmingUp = 18;
const usualTimes = 40;

/** A slip of the finger, a sound, accents left out, a beginning; below the searches that one person may make in a minute. */
const typed = ["Mcdonld", "Zielinska", "Fra", "Kampbell", "Oneil", "Sofia", "Habtom", "Stewert", "Jonson"];

/**
 * A page under load. One visit more than there are users: what it sends to the database is what the floor repeats, also
 * the count of somebody's searches, of which there is a limit.
 */
type Page = { name: string; visits: Visit[] };

type Statement = { name?: string; text: string; values: unknown[] };

const cookieOf = async (person: { personId: string }) => {
  const { name, value } = await aSession(person);
  return `${name}=${value}`;
};

const several = <T>(make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: users + 1 }, (_, index) => make(index)));

async function pagesOf(client: pg.Client): Promise<Page[]> {
  const ids = async (sql: string) => (await client.query<{ id: string }>(sql)).rows.map(({ id }) => id);
  const longStories = await ids(
    "select learner_id as id from event group by 1 order by count(*) desc, 1 limit 9",
  );
  const leads = await several(async () => cookieOf(await aPerson("lead")));
  const teachers = await ids(
    "select person_id as id from caseload group by 1 order by count(*) desc, 1 limit 9",
  );
  const managers = await ids(
    `select person_id as id from membership join school_enrolment e on e.school_id = membership.school_id
     where role = 'designated_manager' and not is_depute and e.ended_on is null group by 1 order by count(*) desc, 1 limit 9`,
  );
  const as = (people: readonly string[], to: (index: number) => Omit<Visit, "cookie">) =>
    several(async (index) => ({
      ...to(index),
      cookie: await cookieOf({ personId: people[index % people.length] ?? "" }),
    }));
  const asLead = (to: (index: number) => Omit<Visit, "cookie">) =>
    leads.map((cookie, index) => ({ ...to(index), cookie }));
  const list = () => ({ path: "/learners" });
  const search = (index: number) => ({ path: "/learners/search", form: { typed: typed[index] ?? "" } });
  return [
    { name: "learner_list_lead", visits: asLead(list) },
    { name: "learner_list_manager", visits: await as(managers, list) },
    { name: "learner_list_teacher", visits: await as(teachers, list) },
    { name: "learner_search_lead", visits: asLead(search) },
    { name: "learner_search_manager", visits: await as(managers, search) },
    {
      name: "learner_500_events",
      visits: asLead((index) => ({ path: `/learners/${longStories[index % longStories.length]}` })),
    },
    { name: "duty_board", visits: asLead(() => ({ path: "/alerts" })) },
  ];
}

async function timed(url: string, visits: readonly Visit[], times: number): Promise<Timing> {
  const ofUsers = visits.slice(0, users);
  await timeVisits(url, ofUsers, warmingUp);
  return timeVisits(url, ofUsers, times);
}

/** What the app sends to the database for one such visit, and what it answers. */
async function notedVisit(
  env: Record<string, string>,
  wanted: Visit,
): Promise<{ statements: Statement[]; answer: Answer }> {
  const folder = mkdtempSync(path.join(tmpdir(), "virtual-school-noted-"));
  const file = path.join(folder, "statements");
  writeFileSync(file, "");
  try {
    return await whileWebRuns(
      { ...env, NOTE_STATEMENTS: file },
      async (url) => {
        for (let index = 0; index < warmingUp; index += 1) await visit(url, wanted);
        const before = readFileSync(file, "utf8").length;
        const answer = await visit(url, wanted);
        const noted = readFileSync(file, "utf8").slice(before).trim().split("\n");
        return { statements: noted.map((line) => JSON.parse(line) as Statement), answer };
      },
      ["--import", here("support/note-statements.mjs")],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds and answers per second of the least server that does the same. */
async function floorOf(
  database: BenchDatabase,
  env: Record<string, string>,
  { visits }: Page,
  times: number,
) {
  const noted = visits[users];
  if (!noted) throw new Error("a page without visits");
  const { statements, answer } = await notedVisit(env, noted);
  const child = fork(here("support/page-floor.mjs"));
  const kept = ["content-type", "content-encoding", "cache-control", "vary"] as const;
  const headers = Object.fromEntries(
    kept.flatMap((name) => (answer.headers[name] ? [[name, answer.headers[name]]] : [])),
  );
  child.send({
    databaseUrl: database.webUrl,
    statements,
    body: answer.body.toString("base64"),
    headers: { ...headers, "content-length": answer.body.length },
  });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  try {
    const url = `http://127.0.0.1:${port}`;
    await timeVisits(url, visits, warmingUp);
    return await timeVisits(url, visits, times);
  } finally {
    child.disconnect();
    await once(child, "exit");
  }
}

type Options = {
  size: SizeName;
  /** The name of one page; every page unless given. */
  only?: string;
  times?: number;
};

/** The figures of every page, 8 users at once, on a database that nothing else uses. */
export async function pageFigures(
  database: BenchDatabase & { superuserUrl: string },
  { size, only, times = usualTimes }: Options,
): Promise<Figure[]> {
  await ensureBuilt();
  const env = environmentOn(database, {});
  await anArea();
  await aPerson("lead");
  await fillWithInvented({ superuserUrl: database.superuserUrl, size: sizes[size], say: () => {} });
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  const pages = (await pagesOf(client)).filter(({ name }) => only === undefined || name === only);
  await client.end();
  const figures: Figure[] = [];
  for (const page of pages) {
    const floor = await floorOf(database, env, page, times);
    const timing = await whileWebRuns(env, (url) => timed(url, page.visits, times));
    figures.push(
      {
        name: `${page.name}_p95_ms`,
        value: rounded(timing.p95),
        unit: "ms",
        floor: rounded(floor.p95),
        ratio: rounded(timing.p95 / floor.p95),
      },
      {
        name: `${page.name}_per_s`,
        value: rounded(timing.perSecond),
        unit: "pages/s",
        floor: rounded(floor.perSecond),
        ratio: rounded(timing.perSecond / floor.perSecond),
      },
    );
  }
  return figures;
}

/** Pages on one big authority of ten years; takes some minutes. */
export const figures = (): Promise<Figure[]> =>
  onOwnDatabase((database) => pageFigures(database, { size: "authority" }));
