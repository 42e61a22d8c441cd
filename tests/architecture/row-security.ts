import type { Database } from "#tests/support/database";

/** Tables that hold no learner's data. A table that is neither here nor row-secured fails: somebody has to say which it is. */
const withoutLearners = [
  "_prisma_migrations",
  "person",
  "membership",
  "session",
  "account",
  "verification",
  "rate_limit",
  "authority",
  "area",
  "school",
  "phone_number",
  "organisation",
  "person_channel",
  "ref_code",
  "letter_template",
  "alternative_figure",
  "duty_turn",
  "duty_cover",
  "duty_swap",
  "duty_feed",
  "duty_fallback",
  "person_absence",
  "coverage_run",
  "coverage_hole",
  "escalation_policy",
  "exclusion_rules",
  "duty_hours",
  "term",
  "closed_day",
  "authority_week",
  "school_week",
  "school_exception",
  "installation",
  "outbox_mail",
  "mailbox_mail",
  "worker_heartbeat",
  "audit_line",
  "audit_run",
];

/** Columns that make a table one of learners', whatever the list says. */
const learnerColumns = ["learner_id", "alert_id", "given_name", "family_name", "date_of_birth"];

/** Policies of sweeps, which run as the owner and look at what is due; they may use a subquery. */
const sweepPolicies = ["due_for_erasure", "stale_drafts", "stale_imports", "waiting_imports"];

/** Policies by which the worker works on every row of a table that holds no narrative: ids, times, codes. */
const workerPolicies = ["every_clock", "auditor"];

/**
 * Row-level security hides rows, not columns. People who see a part of a record are given it by these functions of the
 * owner, column by column: a column more is a change of this list.
 */
const partsOfRecords: Record<string, string> = {
  "app.related_learners()": "learner_id uuid, role text, called text, until_on date",
  "app.related_helpers()": "learner_id uuid, person_id uuid",
  "app.related_schools()": "learner_id uuid, role text, school_id uuid, kind text, started_on date",
  "app.related_alerts()": "learner_id uuid, reference text, state text, raised_at timestamp with time zone",
  "app.related_actions()":
    "learner_id uuid, what text, person_id uuid, due_on date, done_at timestamp with time zone",
  "app.related_plans()": "learner_id uuid, kind text, kept_where text, dated_on date",
  "app.related_time_out()":
    "learner_id uuid, kind text, starts_on date, starts_at text, ends_on date, ends_at text, return_due_on date",
  "app.related_return_plans()":
    "learner_id uuid, role text, key_adult text, first_day text, support text, review_on date",
  "app.related_voice()": "learner_id uuid, helps text, helps_not text, said_on date",
};

const owner = "virtual_school_owner";
const worker = "virtual_school_worker";
type Query = Database["superuserQuery"];

async function tableProblems(query: Query): Promise<string[]> {
  const tables = await query<{
    name: string;
    enabled: boolean;
    forced: boolean;
    policies: number;
    learner: boolean;
    readable: boolean;
  }>(
    `SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
       (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = ANY ($1) AND NOT a.attisdropped) AS learner,
       EXISTS (SELECT FROM unnest(ARRAY['virtual_school_web', 'virtual_school_worker']) r(role)
         WHERE has_any_column_privilege(role, c.oid, 'SELECT, UPDATE') OR has_table_privilege(role, c.oid, 'DELETE, TRUNCATE')) AS readable
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`,
    [learnerColumns],
  );
  return tables.flatMap(({ name, enabled, forced, policies, learner, readable }) => {
    if (withoutLearners.includes(name))
      return learner ? [`${name} holds learners' data and is listed as holding none`] : [];
    // Nobody reads or changes an insert-only table, so there are no rows to hide.
    if (learner && !readable) return [];
    if (!enabled || !forced) return [`${name} has no forced row-level security`];
    return policies === 0 ? [`${name} has no policy`] : [];
  });
}

/** A view would show its rows with its owner's rights. */
async function viewProblems(query: Query): Promise<string[]> {
  const views = await query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'app'::regnamespace) AND relkind IN ('v', 'm')",
  );
  return views.map(
    ({ name }) => `${name} is a view, which policies of its tables do not bind to whoever asks`,
  );
}

/** Calls that are evaluated once for a statement: `( SELECT app.f() AS f)`, with constants only. */
const initPlan = /\( SELECT app\.\w+\([^()]*(ARRAY\[[^\]]*\][^()]*)?\) AS \w+\)/g;

async function policyProblems(query: Query): Promise<string[]> {
  const policies = await query<{ table: string; name: string; roles: string; expression: string }>(
    `SELECT tablename AS table, policyname AS name, array_to_string(roles, ',') AS roles,
       concat_ws(' ', qual, with_check) AS expression FROM pg_policies WHERE schemaname = 'public'`,
  );
  return policies.flatMap(({ table, name, roles, expression }) => {
    if (sweepPolicies.includes(name) && roles === owner) return [];
    if (workerPolicies.includes(name) && roles === worker) return [];
    const rest = expression.replace(initPlan, "");
    if (/\bSELECT\b/i.test(rest)) return [`policy ${name} of ${table} asks a subquery for each row`];
    if (/\bapp\.|current_setting/.test(rest))
      return [`policy ${name} of ${table} calls a function for each row`];
    return /^\s*(true)?\s*$/.test(expression) ? [`policy ${name} of ${table} shows everything`] : [];
  });
}

async function functionProblems(query: Query): Promise<string[]> {
  const functions = await query<{
    name: string;
    owner: string;
    result: string;
    path: boolean;
    everybody: boolean;
  }>(
    `SELECT p.oid::regprocedure::text AS name, p.proowner::regrole::text AS owner, pg_get_function_result(p.oid) AS result,
       EXISTS (SELECT FROM unnest(p.proconfig) setting WHERE setting LIKE 'search_path=%') AS path,
       EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE') AS everybody
     FROM pg_proc p WHERE p.prosecdef AND p.pronamespace IN ('public'::regnamespace, 'app'::regnamespace)`,
  );
  return functions.flatMap((one) => [
    ...(one.path ? [] : [`${one.name} runs as its owner without a search_path of its own`]),
    ...(one.everybody ? [`${one.name} runs as its owner for everybody`] : []),
    ...(one.owner === owner ? [] : [`${one.name} runs as ${one.owner}`]),
    ...(/^(SETOF )?(uuid|uuid\[\]|integer|bigint|boolean|void)$/.test(one.result) ||
    one.result === `TABLE(${partsOfRecords[one.name]})`
      ? []
      : [`${one.name} gives back more than ids and counts`]),
  ]);
}

async function roleProblems(query: Query): Promise<string[]> {
  const roles = await query<{ name: string; unbound: boolean; owns: number; owner: boolean }>(
    `SELECT r.rolname AS name, r.rolbypassrls OR r.rolsuper AS unbound, pg_has_role(r.oid, $1, 'MEMBER') AS owner,
       (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace) AS owns
     FROM pg_roles r WHERE r.rolname LIKE 'virtual\\_school\\_%' AND r.rolname <> $1`,
    [owner],
  );
  return roles.flatMap(({ name, unbound, owns, owner: isOwner }) => [
    ...(unbound ? [`${name} is not bound by row-level security`] : []),
    ...(owns > 0 || isOwner ? [`${name} owns tables`] : []),
  ]);
}

/** What the migrated database lets through that rules 4 and 5 forbid. */
export async function rowSecurityProblems(query: Query): Promise<string[]> {
  const found = [];
  for (const problems of [tableProblems, viewProblems, policyProblems, functionProblems, roleProblems])
    found.push(...(await problems(query)));
  return found;
}
