import { realpathSync } from "node:fs";
import pg from "pg";
import type { ClusterSettings, DatabaseRole } from "./data-folder.server";

/** How to reach one cluster. */
export type Cluster = {
  clusterDir: string;
  owner: { name: string; password: string };
  /** A connection URL with its password. */
  url(role: DatabaseRole, database: string): string;
};

const ROLE_NAMES: Record<DatabaseRole, string> = {
  superuser: "postgres",
  owner: "virtual_school_owner",
  web: "virtual_school_web_login",
  worker: "virtual_school_worker_login",
};

/** The cluster in that folder, at the port its settings name. */
export function clusterAt(clusterDir: string, { port, passwords }: ClusterSettings): Cluster {
  return {
    clusterDir,
    owner: { name: ROLE_NAMES.owner, password: passwords.owner },
    url: (role, database) =>
      `postgresql://${ROLE_NAMES[role]}:${passwords[role]}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
  };
}

/** Who listens on the cluster's port: this cluster, this cluster but not ready yet, somebody else, or nobody. */
export type Answer = "ours" | "not yet" | "another" | "nobody";

/** A connected client with a time limit on connecting. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // The server may go away at any moment; a query in flight still fails on its own.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Recognises the cluster by its password and its folder: a process id or an open port prove nothing. */
export async function whoAnswers(cluster: Cluster): Promise<Answer> {
  try {
    const client = await connect(cluster.url("superuser", "postgres"));
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    await client.end();
    return rows[0] && realpathSync(rows[0].data_directory) === realpathSync(cluster.clusterDir)
      ? "ours"
      : "another";
  } catch (error) {
    return answerOf((error as { code?: string }).code);
  }
}

/** Makes the owner role: it may create databases and roles, and is no superuser. */
export async function prepareRoles(cluster: Cluster): Promise<void> {
  const client = await connect(cluster.url("superuser", "postgres"));
  try {
    const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [cluster.owner.name]);
    if (rowCount) return;
    const name = client.escapeIdentifier(cluster.owner.name);
    await client.query(
      `CREATE ROLE ${name} LOGIN CREATEDB CREATEROLE PASSWORD ${client.escapeLiteral(cluster.owner.password)}`,
    );
  } finally {
    await client.end();
  }
}

/** Makes an empty database that the owner role owns, unless it is there. */
export async function ensureDatabase(cluster: Cluster, name: string): Promise<void> {
  const client = await connect(cluster.url("superuser", "postgres"));
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount) return;
    const [database, owner] = [name, cluster.owner.name].map((one) => client.escapeIdentifier(one));
    await client.query(`CREATE DATABASE ${database} OWNER ${owner}`);
  } finally {
    await client.end();
  }
}

function answerOf(code: string | undefined): Answer {
  if (code === "ECONNREFUSED") return "nobody";
  // cannot_connect_now: starting up, recovering or shutting down.
  if (code === "57P03") return "not yet";
  return "another";
}
