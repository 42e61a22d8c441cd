import { existsSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { claim, type Holder } from "./claim.mjs";
import {
  type Cluster,
  clusterAt,
  ensureDatabase,
  prepareRoles,
  whoAnswers,
} from "./cluster-connection.server";
import {
  type ClusterSettings,
  type DatabaseRole,
  type DataFolder,
  dataFolder,
  isComplete,
  newSettings,
  programsFolder,
  reachableBy,
  readSettings,
  removeUnfinished,
  writeSettings,
} from "./data-folder.server";
import { freePort } from "./free-port.server";
import { type Account, serverAccount } from "./postgres-account.server";
import { type Binaries, findBinaries } from "./postgres-binaries.server";
import { initialise, launch, notedPort, stopServer } from "./postgres-process.server";

const STOPPING_MILLISECONDS = 4_000;

/** What a start is asked for. */
export type EmbeddedPostgresOptions = {
  /** The folder that belongs to this cluster; made when missing. */
  dataDir: string;
  /** Where this app will be found, told to a second app that wants the same folder. */
  address?: string;
  /** `false` for databases that are thrown away: faster, and lost in a crash of the machine. */
  durable?: boolean;
  log: (line: string) => void;
};

/** A running PostgreSQL that listens on 127.0.0.1 only. */
export type EmbeddedPostgres = {
  port: number;
  clusterDir: string;
  /** A server left running by an app that was killed was found and taken over. */
  reused: boolean;
  /** A connection URL with its password. Web and worker roles exist only after `migrate`. */
  url(role: DatabaseRole, database: string): string;
  /** Makes an empty database that the owner role owns, unless it is there. */
  ensureDatabase(name: string): Promise<void>;
  /** Stops the server and gives the folder back. */
  stop(): Promise<void>;
};

type Started = {
  data: DataFolder;
  settings: ClusterSettings;
  account: Account;
  binaries: Binaries;
  durable: boolean;
};

/**
 * Starts the PostgreSQL server that came from npm, or takes over the one an earlier, killed app left running.
 * Throws a sentence when another process has the folder or the server does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const found = dataFolder(options.dataDir);
  const letGo = await claimFolder(found.folder, options.address ?? null);
  try {
    const account = serverAccount(existsSync(found.clusterDir) ? found.clusterDir : null);
    const data = reachableBy(account, found, options.log);
    const binaries = await findBinaries(account, programsFolder(account, data));
    const settings = await settingsOf(data, options.log);
    const started = { data, settings, account, binaries, durable: options.durable ?? true };
    const reused = await run(started, options.log);
    await prepareRoles(lookup(started));
    return running(started, reused, letGo);
  } catch (error) {
    letGo();
    throw error;
  }
}

/**
 * Stops and deletes the cluster in a data folder, and nothing else in it. Gives `false` when there is none.
 * Throws a sentence when another process is using it.
 */
export async function discardEmbeddedPostgres(dataDir: string): Promise<boolean> {
  if (!existsSync(dataDir)) return false;
  const data = dataFolder(dataDir);
  const settings = readSettings(data);
  if (!settings) return false;
  const letGo = await claimFolder(data.folder, null);
  try {
    if (existsSync(data.clusterDir)) await discardCluster(data, settings);
    for (const file of [data.logFile, data.pathFile, data.settingsFile]) rmSync(file, { force: true });
    return true;
  } finally {
    letGo();
  }
}

async function discardCluster(data: DataFolder, settings: ClusterSettings): Promise<void> {
  const account = serverAccount(data.clusterDir);
  const started = {
    data,
    settings,
    account,
    binaries: await findBinaries(account, programsFolder(account, data)),
    durable: false,
  };
  if (await isRunning(started)) await stopServer(started);
  removeUnfinished(data);
  rmSync(data.clusterDir, { recursive: true, force: true });
}

/** An app that was asked to stop a moment ago is given the time to. */
async function claimFolder(folder: string, address: string | null): Promise<() => void> {
  const deadline = Date.now() + STOPPING_MILLISECONDS;
  for (;;) {
    const { letGo, holder } = claim(path.join(folder, "in-use.json"), address);
    if (letGo) return letGo;
    if (Date.now() > deadline) throw new Error(inUse(folder, holder));
    await pause(100);
  }
}

function inUse(folder: string, holder: Holder | null): string {
  const where = holder?.address ? `, at ${holder.address}` : "";
  return (
    `The data folder ${folder} is in use by another run (process ${holder?.pid ?? "not known yet"}${where}). ` +
    "Stop that one first, or set DATA_DIR and PORT to others."
  );
}

async function settingsOf(data: DataFolder, log: (line: string) => void): Promise<ClusterSettings> {
  const settings = readSettings(data);
  if (!settings && existsSync(data.clusterDir)) {
    throw new Error(
      `${data.clusterDir} exists, but ${data.settingsFile} does not: it is not a database of this app, or its ` +
        "passwords are lost. Nothing was touched. Set DATA_DIR to another folder.",
    );
  }
  removeUnfinished(data);
  if (settings && existsSync(data.clusterDir) && !isComplete(data)) {
    const aside = `${data.clusterDir}.incomplete-${Date.now()}`;
    renameSync(data.clusterDir, aside);
    log(
      `The database in ${data.clusterDir} is not complete: it was moved to ${aside}, and a new one is made`,
    );
  }
  const used = settings ?? newSettings();
  if (!settings) writeSettings(data, used);
  return used;
}

/** Gives whether a server was already running. */
async function run(started: Started, log: (line: string) => void): Promise<boolean> {
  if (!isComplete(started.data)) {
    log("Creating the database");
    await initialise(started);
  } else if (await isRunning(started)) {
    return true;
  }
  for (let attempt = 0; attempt < 3; attempt++) {
    started.settings.port = await freePort(started.settings.port);
    writeSettings(started.data, started.settings);
    if ((await launch(started, () => whoAnswers(lookup(started)))) === "ready") return false;
  }
  throw new Error("Every port that was free for PostgreSQL a moment ago was taken. Start again.");
}

/** Waits for a server that is starting, recovering or stopping to make up its mind. */
async function isRunning(started: Started): Promise<boolean> {
  const { data, settings } = started;
  const port = notedPort(data);
  if (port === null) return false;
  const noted = { ...started, settings: { ...settings, port } };
  let answer = await whoAnswers(lookup(noted));
  for (const deadline = Date.now() + 120_000; answer === "not yet" && Date.now() < deadline; ) {
    await pause(100);
    answer = await whoAnswers(lookup(noted));
  }
  if (answer !== "ours") return false;
  settings.port = port;
  writeSettings(data, settings);
  return true;
}

function running(started: Started, reused: boolean, letGo: () => void): EmbeddedPostgres {
  const { settings, data } = started;
  return {
    port: settings.port,
    clusterDir: data.clusterDir,
    reused,
    url: (role, database) => lookup(started).url(role, database),
    ensureDatabase: (name) => ensureDatabase(lookup(started), name),
    stop: async () => {
      try {
        await stopServer(started);
      } finally {
        letGo();
      }
    },
  };
}

const lookup = ({ data, settings }: Started): Cluster => clusterAt(data.clusterDir, settings);
