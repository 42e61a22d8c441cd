import { execFile, spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { isAlive } from "./claim.mjs";
import type { Answer } from "./cluster-connection.server";
import type { ClusterSettings, DataFolder } from "./data-folder.server";
import type { Account } from "./postgres-account.server";
import type { Binaries } from "./postgres-binaries.server";

type Server = {
  data: DataFolder;
  settings: ClusterSettings;
  account: Account;
  binaries: Binaries;
  durable: boolean;
};

const run = promisify(execFile);

const READY_WITHIN_MILLISECONDS = 120_000;
const PASSES_WITHIN_MILLISECONDS = 20_000;
const LOG_LIMIT_BYTES = 5_000_000;

/** Names sort as people expect, the same on every machine. */
const LOCALE = ["--locale-provider=icu", "--icu-locale=en-GB", "--locale=C"];

/** Nothing that a person typed reaches the server's log, and nothing but this machine reaches the server. */
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=200",
  "timezone=UTC",
  "log_timezone=UTC",
  "log_min_error_statement=panic",
  "log_error_verbosity=terse",
];

const THROWN_AWAY = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "autovacuum=off",
  "io_method=sync",
];

/** Makes the cluster beside its place and moves it there when it is whole, so that a crash leaves all or nothing. */
export async function initialise({ data, settings, account, binaries, durable }: Server): Promise<void> {
  const unfinished = `${data.clusterDir}.unfinished-${process.pid}`;
  const passwordFile = `${unfinished}.password`;
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, settings.passwords.superuser, { mode: 0o600 });
  if (account) for (const made of [unfinished, passwordFile]) chownSync(made, account.uid, account.gid);
  const options = [
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
  ];
  const speed = durable ? [] : ["--no-sync"];
  try {
    await run(binaries.initdb, ["-D", unfinished, ...options, ...LOCALE, ...speed], where(account));
    renameSync(unfinished, data.clusterDir);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not make its data folder ${data.clusterDir}.\n${outputOf(error)}`, {
      cause: error,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Starts the server and waits until it answers. The server outlives this process if that is killed. */
export async function launch(
  server: Server,
  whoAnswers: () => Promise<Answer>,
): Promise<"ready" | "port taken"> {
  const begin = Date.now();
  const deadline = begin + READY_WITHIN_MILLISECONDS;
  while (Date.now() < deadline) {
    removeStalePid(server.data);
    const child = spawnServer(server);
    while (!child.isGone() && Date.now() < deadline) {
      if ((await whoAnswers()) === "ours") return "ready";
      await pause(25);
    }
    const said = child.said();
    if (/could not bind|address already in use/i.test(said)) return "port taken";
    if (!isPassing(said) || Date.now() > begin + PASSES_WITHIN_MILLISECONDS) {
      throw new Error(`PostgreSQL did not start. ${server.data.logFile} says:\n${said.slice(-2_000)}`);
    }
    await pause(250);
  }
  throw new Error(
    `PostgreSQL did not answer within ${READY_WITHIN_MILLISECONDS / 1_000} seconds. See ${server.data.logFile}.`,
  );
}

function spawnServer({ data, binaries, account, settings, durable }: Server) {
  const logStart = trimmedLog(data.logFile);
  const log = openSync(data.logFile, "a", 0o600);
  const options = [...SETTINGS, `port=${settings.port}`, ...(durable ? [] : THROWN_AWAY)].flatMap((one) => [
    "-c",
    one,
  ]);
  const child = spawn(binaries.postgres, ["-D", data.clusterDir, ...options], {
    ...where(account),
    // Its own group: Ctrl-C is for the app, which stops the server last.
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  let isGone = false;
  let failure = "";
  child.once("exit", () => {
    isGone = true;
  });
  child.once("error", (error) => {
    isGone = true;
    failure = error.message;
  });
  return { isGone: () => isGone, said: () => failure || readFileSync(data.logFile, "utf8").slice(logStart) };
}

const noteOf = (data: DataFolder) => path.join(data.clusterDir, "postmaster.pid");

/** Line 1 holds the process, line 4 the port; 0 when there is no note. */
const noted = (data: DataFolder, line: 1 | 4) =>
  existsSync(noteOf(data)) ? Number(readFileSync(noteOf(data), "utf8").split("\n")[line - 1]) || 0 : 0;

const notedPid = (data: DataFolder) => noted(data, 1);

/** The port in the running server's own note, `null` when there is none. It may be out of date. */
export function notedPort(data: DataFolder): number | null {
  return noted(data, 4) || null;
}

/** Stops the server: what is committed is kept. A server that is not running is no error. */
export async function stopServer({ data, account, binaries, durable }: Server): Promise<void> {
  const mode = durable ? "fast" : "immediate";
  removeStalePid(data);
  try {
    await run(binaries.pgCtl, ["stop", "-D", data.clusterDir, "-m", mode, "-w", "-t", "60"], where(account));
  } catch (error) {
    const pid = notedPid(data);
    if (pid === 0 || !isAlive(pid)) return;
    throw new Error(`PostgreSQL in ${data.clusterDir} could not be stopped.\n${outputOf(error)}`, {
      cause: error,
    });
  }
}

/** A server that died a moment ago leaves processes that end by themselves, and one that is stopping soon has stopped. */
function isPassing(said: string): boolean {
  return /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(said);
}

/**
 * After a crash `postmaster.pid` names a process that is gone, or another program that was given the same number:
 * in a container that is likely, and PostgreSQL would then refuse to start. Only a file that names no PostgreSQL goes.
 */
function removeStalePid(data: DataFolder): void {
  const pid = notedPid(data);
  const command = `/proc/${pid}/cmdline`;
  const isAnother = pid > 0 && existsSync(command) && !readFileSync(command, "utf8").includes("postgres");
  if (isAnother) rmSync(noteOf(data), { force: true });
}

/** Starts a new log when the old one is long. Gives the length of what is already in it. */
function trimmedLog(file: string): number {
  if (!existsSync(file)) return 0;
  if (statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return existsSync(file) ? readFileSync(file, "utf8").length : 0;
}

function where(account: Account) {
  const { NODE_ENV, PATH, LD_LIBRARY_PATH, SystemRoot, TEMP } = process.env;
  return {
    ...(account ?? {}),
    cwd: "/",
    env: { NODE_ENV, PATH, LD_LIBRARY_PATH, SystemRoot, TEMP, LC_ALL: "C" },
  };
}

function outputOf(error: unknown): string {
  const { stderr, stdout, message } = error as { stderr?: string; stdout?: string; message: string };
  return [stdout, stderr].filter(Boolean).join("\n").slice(-2_000) || message;
}
