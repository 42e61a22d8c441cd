import pg from "pg";
import { alerts } from "./alerts";
import { learners, type MadeLearner } from "./learners";
import { type MadeWorld, organisations } from "./organisations";
import { createChance } from "./random";
import type { Size } from "./sizes";
import { writeRows } from "./write-rows";

const seed = 20_261_119;

type Filling = {
  /** A role that row-level security does not bind: nobody's rights are tried here, data are made. */
  superuserUrl: string;
  size: Size;
  say: (line: string) => void;
  /** With foreign keys and triggers looked at for every row, which is slow: for the test of this maker. */
  isChecked?: boolean;
};

/**
 * Adds schools, their staff, learners, alerts and the log of reads to a database that holds the demo. The same rows each time.
 */
export async function fillWithInvented({
  superuserUrl,
  size,
  say,
  isChecked = false,
}: Filling): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    if (!isChecked) await withoutChecks(client);
    const world: MadeWorld = { authorityId: "", schools: [], leadIds: [], teacherIds: [] };
    const made: MadeLearner[] = [];
    const chance = createChance(seed);
    const told = progress(say);
    const given = { ...(await theCouncil(client)), size };
    say("Schools and staff");
    await writeRows(client, organisations(chance, given, world), told);
    say(`${size.learners.toLocaleString("en-GB")} learners`);
    await writeRows(client, learners(chance, world, size, made), told);
    say(`${size.alerts.toLocaleString("en-GB")} alerts`);
    await writeRows(client, alerts(chance, world, size, made), told);
    say(`${size.reads.toLocaleString("en-GB")} lines of the log of reads`);
    await writeReads(client, size.reads);
    await client.query("alter table learner enable trigger keep_search_keys");
    await client.query("select setval('alert_number', 1000000), setval('exclusion_number', 1000000)");
    await client.query("analyze");
  } finally {
    await client.end();
  }
}

/** Foreign keys and triggers rest, all but the one that writes what a search finds. */
async function withoutChecks(client: pg.Client): Promise<void> {
  await client.query("alter table learner enable always trigger keep_search_keys");
  await client.query("set session_replication_role = replica");
}

/** "  120,000 rows", every so often. */
function progress(say: (line: string) => void): (count: number) => void {
  const every = 100_000;
  let next = every;
  return (count) => {
    if (count < next && count >= next - every) return;
    if (count >= every) say(`  ${count.toLocaleString("en-GB")} rows`);
    next = Math.floor(count / every) * every + every;
  };
}

async function theCouncil(client: pg.Client) {
  const ids = async (sql: string) => (await client.query<{ id: string }>(sql)).rows.map((row) => row.id);
  const [authorityId] = await ids("select id from authority where is_home");
  if (!authorityId) throw new Error("There is no home authority to add schools to.");
  return {
    authorityId,
    areaIds: await ids(
      "select area.id from area join authority on authority.id = authority_id where is_home order by area.name",
    ),
    leadIds: await ids("select person_id as id from membership where role = 'lead' order by valid_from, id"),
  };
}

/** Made where they are kept: every lead and teacher opens one record after the other, a quarter of an hour each. */
async function writeReads(client: pg.Client, count: number): Promise<void> {
  await client.query(
    `with readers as (
       select array_agg(person_id order by person_id) as ids from membership where role in ('lead', 'vs_teacher', 'vs_head_teacher')
     ), read as (select array_agg(id order by id) as ids from learner)
     insert into read_line (id, person_id, section, read_key, learner_id, ids, window_start)
     select md5('read ' || n)::uuid, readers.ids[1 + n % cardinality(readers.ids)], 'learner', learner_id::text, learner_id, array[learner_id],
       timestamptz '2026-11-18 16:00:00+00' - (n / cardinality(readers.ids)) * interval '15 minutes'
     from readers, read, generate_series(0, $1::int - 1) as n,
       lateral (select read.ids[1 + (n::bigint * 7919) % cardinality(read.ids)] as learner_id) as chosen`,
    [count],
  );
}
