import { expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { digestsOf } from "#tests/support/digests";
import { aMergeWorld } from "./merge-world";
import { merge, undo } from "./merging";

const database = await aDatabase();
const world = await aMergeWorld();
const { lead, kept, merged } = world;

/** Columns that name a learner, by what the database knows: keys to the table, and names that say so. */
const columnsOfLearners = () =>
  database.superuserQuery<{ name: string }>(
    `SELECT format('%s.%s', c.relname, a.attname) AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped
       AND (a.attname ~ 'learner.*_ids?$' OR a.atttypid IN ('json'::regtype, 'jsonb'::regtype)
         OR a.attname IN ('about_id', 'subject_id', 'read_key', 'ids')
         OR EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = 'learner'::regclass
           AND k.conrelid = c.oid AND a.attnum = ANY (k.conkey)))
     ORDER BY 1`,
  );

/** Columns that a merge leaves as they are, each with the reason. */
const leftAsTheyAre: Record<string, string> = {
  "learner.merged_into_id": "what the merge itself says",
  "learner_merge.kept_id": "the merge itself",
  "learner_merge.merged_id": "the merge itself",
  "learner_merge.merged_before": "the merge itself",
  "learner_merge.kept_before": "the merge itself",
  "learner_merge.kept_after": "the merge itself",
  "learner_merge.kept_rows": "the merge itself",
  "learner_merge_row.content": "the merge itself",
  "learner_search_key.learner_id": "derived: written anew by app.rewrite_search_keys",
  "alert_person.learner_person_id": "an entry of the notify list, which goes along",
  "audit_line.detail": "what was done then is never rewritten",
  "audit_line.subject_id": "what was done then is never rewritten",
  "read_line.ids": "what was read then was that record",
  "read_line.learner_id": "what was read then was that record",
  "read_line.read_key": "what was read then was that record",
  "event.about_id": "what it was about then; a chronology asks for learner_id",
  "action.about_id": "an alert",
  "outbox_mail.about_id": "an alert, an exclusion or the like",
  "outbox_mail.input": "references and links: the address of a record set aside leads on",
  "audit_run.counts": "no learner",
  "escalation_policy.steps": "no learner",
  "import.mapping": "no learner",
  "record_import.mapping": "no learner",
  "letter_template.parts": "no learner",
};

type Listed = { name: string; is_pair: boolean; can_stay: boolean };
const listed = () =>
  database.superuserQuery<Listed>(
    "SELECT name, is_pair, clash IS NOT NULL AS can_stay FROM app.learner_tables()",
  );

it("every column that names a learner is one that a merge moves, or is left as it is for a reason", async () => {
  const moved = (await listed()).flatMap(({ name, is_pair }) =>
    is_pair ? [`${name}.lower_id`, `${name}.higher_id`] : [`${name}.learner_id`],
  );
  const found = (await columnsOfLearners()).map(({ name }) => name);
  expect(found.sort()).toEqual([...moved, ...Object.keys(leftAsTheyAre)].sort());
});

it("every column of the record itself can be chosen, or is none that people fill in", async () => {
  const columns = await database.superuserQuery<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_name = 'learner' AND column_name <> ALL (app.chosen_columns())`,
  );
  expect(columns.map(({ name }) => name).sort()).toEqual(["created_at", "id", "merged_into_id", "version"]);
});

it("the world of this test has rows of both records in every table that holds a learner", async () => {
  const rowsOf = async (id: string) =>
    (
      await database.superuserQuery<{ name: string }>(
        "SELECT DISTINCT table_name AS name FROM app.learner_rows($1, $1) ORDER BY 1",
        [id],
      )
    ).map(({ name }) => name);
  const tables = (await listed()).map(({ name }) => name).sort();
  expect(await rowsOf(kept.id)).toEqual(tables);
  expect(await rowsOf(merged.id)).toEqual(tables);
});

it("what can stay with a record set aside is hidden with it", async () => {
  const hidden = await database.superuserQuery<{ name: string }>(
    "SELECT tablename AS name FROM pg_policies WHERE policyname = 'not_set_aside' AND permissive = 'RESTRICTIVE' ORDER BY 1",
  );
  const canStay = (await listed()).flatMap(({ name, can_stay }) => (can_stay ? [name] : []));
  expect(hidden.map(({ name }) => name)).toEqual(["learner", ...canStay].sort());
});

/** What a merge and its undoing add, and the version of a record, which never goes back. */
const grown = {
  event: { rows: "kind IN ('record.merged', 'record.merge_undone')" },
  audit_line: { rows: "action IN ('record.merged', 'record.merge_undone')" },
  learner: { columns: ["version"] },
  learner_merge: null,
  learner_merge_row: null,
};

const countsOf = async () =>
  Object.fromEntries(
    await Promise.all(
      (await listed()).map(async ({ name }) => {
        const [count] = await database.superuserQuery<{ rows: number }>(
          `SELECT count(*)::int AS rows FROM ${name}`,
        );
        return [name, count?.rows];
      }),
    ),
  );

it("a merge keeps every row, and its undoing leaves every table as it was", async () => {
  const [before, counts] = [await digestsOf(database, grown), await countsOf()];
  const mergeId = await merge(lead, world, { givenName: "merged", scn: "merged", stage: "merged" });
  expect(await countsOf()).toEqual({ ...counts, event: counts.event + 1 });
  const fates = await database.superuserQuery<{ fate: string; tables: string[] }>(
    "SELECT fate, array_agg(DISTINCT table_name ORDER BY table_name) AS tables FROM learner_merge_row GROUP BY fate ORDER BY fate",
  );
  const one = ["learner_destination", "learner_residence", "learner_scope", "learner_support"];
  const all = await listed();
  expect(fates).toEqual([
    {
      fate: "moved",
      tables: all
        .map(({ name }) => name)
        .filter((name) => !one.includes(name))
        .sort(),
    },
    { fate: "stayed", tables: all.flatMap(({ name, can_stay }) => (can_stay ? [name] : [])).sort() },
  ]);
  await undo(lead, mergeId);
  expect(await digestsOf(database, grown)).toEqual(before);
});
