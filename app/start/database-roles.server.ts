import pg from "pg";
import { scramVerifier } from "./scram-verifier.server";

/** What each login may do comes from its group; migrations grant to the groups, never to a login. */
const GROUPS = { web: "virtual_school_web", worker: "virtual_school_worker" } as const;

type Login = { group: string; variable: string; name: string; password: string };

type RoleRow = { rolname: string; rolsuper: boolean; rolbypassrls: boolean; groups: string[] };

/** The connection URLs whose user names become login roles. */
export type LoginUrls = { webUrl?: string | undefined; workerUrl?: string | undefined };

/**
 * Makes the group roles and the login roles that the URLs name, as far as they are missing.
 * Throws a sentence when a login could get round the row-level security, and one with the SQL to run when this
 * connection may not make roles.
 */
export async function ensureRoles(client: pg.Client, urls: LoginUrls): Promise<void> {
  const logins = loginsIn(urls);
  const roles = await readRoles(client);
  for (const login of logins) refuseUnsafe(login, roles, client.user ?? "");
  const missing = statements(logins, roles, (login) => login.password);
  if (missing.length === 0) return;
  const byHand = () => new Error(howTo(client.user ?? "", statements(logins, roles, verifierOf)));
  if (!(await mayCreateRoles(client))) throw byHand();
  for (const statement of missing) {
    if ((await runOnce(client, statement)) === "not allowed") throw byHand();
  }
}

function loginsIn({ webUrl, workerUrl }: LoginUrls): Login[] {
  return [
    ...(webUrl ? [loginIn(webUrl, GROUPS.web, "DATABASE_URL")] : []),
    ...(workerUrl ? [loginIn(workerUrl, GROUPS.worker, "DATABASE_WORKER_URL")] : []),
  ];
}

function loginIn(url: string, group: string, variable: string): Login {
  const { username, password } = new URL(url);
  if (!username) throw new Error(`${variable} must name a user.`);
  return { group, variable, name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

async function readRoles(client: pg.Client): Promise<Map<string, RoleRow>> {
  const { rows } = await client.query<RoleRow>(
    `SELECT rolname, rolsuper, rolbypassrls,
       ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid) AS groups
     FROM pg_roles r`,
  );
  return new Map(rows.map((row) => [row.rolname, row]));
}

function refuseUnsafe(login: Login, roles: Map<string, RoleRow>, owner: string): void {
  const role = roles.get(login.name);
  if (login.name === owner)
    throw new Error(`${login.variable} must not use the owner of the database, ${owner}.`);
  if (role?.groups.includes(owner))
    throw new Error(`${login.variable} must not use ${login.name}: it is a member of ${owner}.`);
  if (role?.rolsuper || role?.rolbypassrls) {
    throw new Error(`${login.variable} must not use ${login.name}: it is not bound by row-level security.`);
  }
}

function statements(
  logins: Login[],
  roles: Map<string, RoleRow>,
  passwordOf: (login: Login) => string,
): string[] {
  const id = pg.escapeIdentifier;
  const groups = Object.values(GROUPS).filter((group) => !roles.has(group));
  const missing = logins.filter((login) => !roles.has(login.name));
  const ungranted = logins.filter((login) => !roles.get(login.name)?.groups.includes(login.group));
  return [
    ...groups.map((group) => `CREATE ROLE ${id(group)} NOLOGIN NOBYPASSRLS`),
    ...missing.map(
      (login) => `CREATE ROLE ${id(login.name)} LOGIN NOBYPASSRLS${passwordClause(passwordOf(login))}`,
    ),
    ...ungranted.map((login) => `GRANT ${id(login.group)} TO ${id(login.name)}`),
  ];
}

function passwordClause(password: string): string {
  return password ? ` PASSWORD ${pg.escapeLiteral(password)}` : "";
}

/** What is printed for a person to run holds no password, only what the server stores of it. */
function verifierOf(login: Login): string {
  return login.password && scramVerifier(login.password);
}

async function mayCreateRoles(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    "SELECT rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user",
  );
  return rows[0]?.may ?? false;
}

/** Roles belong to the whole server: another database's migration may have made one a moment ago. */
async function runOnce(client: pg.Client, statement: string): Promise<"done" | "not allowed"> {
  try {
    await client.query(statement);
    return "done";
  } catch (error) {
    const { code = "" } = error as pg.DatabaseError;
    if (code === "42501") return "not allowed";
    if (!["42710", "23505"].includes(code)) throw error;
    return "done";
  }
}

function howTo(owner: string, sql: string[]): string {
  return (
    `${owner || "The user in DATABASE_OWNER_URL"} may not make roles on this server. ` +
    `Let somebody who may run this, then migrate again:\n\n${sql.map((statement) => `${statement};`).join("\n")}\n`
  );
}
