import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { type Account, canReach } from "./postgres-account.server";

/** What a start has to remember about its cluster; kept in `DATA_DIR/postgres.json`, readable by its owner only. */
export type ClusterSettings = {
  kind: "virtual-school-embedded-postgres";
  port: number;
  passwords: Record<DatabaseRole, string>;
};

/** Who connects: `superuser` only sets up; the others are the three database roles of the app. */
export type DatabaseRole = "superuser" | "owner" | "web" | "worker";

/** Where everything of one embedded cluster lies. */
export type DataFolder = {
  folder: string;
  clusterDir: string;
  settingsFile: string;
  pathFile: string;
  logFile: string;
};

/** For root: a place every user can reach, used when DATA_DIR is closed to others. */
const REACHABLE = "/var/lib/virtual-school";

/** Lays out DATA_DIR. A cluster made earlier somewhere else is found through `postgres.path`. Creates the folder. */
export function dataFolder(dataDir: string): DataFolder {
  const folder = path.resolve(dataDir);
  makeFolder(folder);
  const pathFile = path.join(folder, "postgres.path");
  const elsewhere = existsSync(pathFile) ? readFileSync(pathFile, "utf8").trim() : "";
  return {
    folder,
    clusterDir: elsewhere || path.join(folder, "postgres"),
    settingsFile: path.join(folder, "postgres.json"),
    pathFile,
    logFile: path.join(folder, "postgres.log"),
  };
}

/** The same layout with the cluster where `account` can reach it. Moves nothing: an existing cluster stays where it is. */
export function reachableBy(account: Account, data: DataFolder, log: (line: string) => void): DataFolder {
  if (existsSync(data.clusterDir) || canReach(account, path.dirname(data.clusterDir))) return data;
  const hash = createHash("sha256").update(data.folder).digest("hex").slice(0, 16);
  const clusterDir = path.join(REACHABLE, hash);
  makeFolder(REACHABLE);
  writeFileSync(data.pathFile, `${clusterDir}\n`);
  log(`${data.folder} is closed to the user PostgreSQL runs as: the database is kept in ${clusterDir}`);
  return { ...data, clusterDir };
}

/** Where copies of the PostgreSQL programs go when the installed ones cannot be used in place. */
export function programsFolder(account: Account, data: DataFolder): string {
  if (account) makeFolder(REACHABLE);
  return account ? REACHABLE : data.folder;
}

/** Whether the cluster was initialised to the end. */
export function isComplete(data: DataFolder): boolean {
  return ["PG_VERSION", "global/pg_control"].every((file) => existsSync(path.join(data.clusterDir, file)));
}

/**
 * The settings of the cluster in this folder, `null` when the app never made one here.
 * Throws a sentence when they belong to another user.
 */
export function readSettings(data: DataFolder): ClusterSettings | null {
  if (!existsSync(data.settingsFile)) return null;
  const settings = JSON.parse(readOwn(data.settingsFile)) as ClusterSettings;
  return settings.kind === "virtual-school-embedded-postgres" ? settings : null;
}

function readOwn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new Error(`${file} belongs to another user. Run as that user, or set DATA_DIR to another folder.`, {
      cause,
    });
  }
}

/** New passwords, and no port yet. */
export function newSettings(): ClusterSettings {
  const password = () => randomBytes(24).toString("base64url");
  return {
    kind: "virtual-school-embedded-postgres",
    port: 0,
    passwords: { superuser: password(), owner: password(), web: password(), worker: password() },
  };
}

/** Written beside and renamed, so that a crash leaves the old settings or the new ones. */
export function writeSettings(data: DataFolder, settings: ClusterSettings): void {
  const unfinished = `${data.settingsFile}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, data.settingsFile);
}

/** Removes what interrupted first starts left beside the cluster. */
export function removeUnfinished(data: DataFolder): void {
  const parent = path.dirname(data.clusterDir);
  const prefix = `${path.basename(data.clusterDir)}.unfinished-`;
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    if (name.startsWith(prefix)) rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}

/** Makes a folder, with everything above it, that other users can enter whatever this process's umask is. */
function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (!first) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) chmodSync(made, 0o755);
}
