import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "~/start/ensure.mjs";
import { freePort } from "~/start/free-port.server";
import { type Database, environmentFor } from "./database";

const COMPILE_LATER = new URL("compile-later.mjs", import.meta.url).href;
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The demo makes eight weeks of history before it answers. */
const READY_WITHIN_MILLISECONDS = { start: 60_000, demo: 180_000 };

// Here and not in `startApp`: collecting a test file has no time limit, a test has.
await ensureBuilt();

/** How to start the built app. */
export type StartAppOptions = {
  /** The file's database. The demo takes none: it makes its own in the `DATA_DIR` given in `env`. */
  database?: Database;
  /** `start` unless said otherwise; `worker` and `migrate` listen on no port. */
  command?: "start" | "demo" | "worker" | "migrate";
  args?: string[];
  env?: Record<string, string>;
};

/** The built app, running as a process of its own. */
export type RunningApp = {
  url: string;
  pid: number;
  /** Every line it printed so far. */
  lines: string[];
  /** Waits for a line; throws with everything printed when it does not come. */
  lineWith(text: string, withinMilliseconds?: number): Promise<string>;
  /** Asks it to stop and waits. Gives the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would. */
  killHard(): Promise<void>;
  /** Waits until it has ended by itself. Gives the exit code. */
  ended(): Promise<number | null>;
};

/**
 * Starts the built app and waits until it answers. Whoever starts it stops it.
 * `start` and `demo` are awaited until `/healthz` answers; throws with everything printed when it ends before.
 */
export async function startApp({
  database,
  command = "start",
  args = [],
  env = {},
}: StartAppOptions): Promise<RunningApp> {
  const port = env.PORT ?? String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(
    process.execPath,
    ["--import", COMPILE_LATER, "build/server/index.js", command, ...args],
    {
      cwd: ROOT,
      env: {
        ...{ PATH, HOME, TMPDIR, NODE_ENV: "production" },
        ...(database ? { ...environmentFor(database), APP_URL: url, LOG_LEVEL: "info" } : {}),
        PORT: port,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const app = follow(child, url);
  if (command === "start" || command === "demo")
    await answering(app, child, READY_WITHIN_MILLISECONDS[command]);
  return app;
}

function follow(child: ChildProcess, url: string): RunningApp {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on("line", (line) => lines.push(line));
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return {
    url,
    pid: child.pid ?? 0,
    lines,
    lineWith: (text, within = 15_000) => lineWith(lines, text, within),
    ended: () => ended,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
    killHard: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function lineWith(lines: string[], text: string, within: number): Promise<string> {
  for (const deadline = Date.now() + within; Date.now() < deadline; await pause(20)) {
    const found = lines.find((line) => line.includes(text));
    if (found !== undefined) return found;
  }
  throw new Error(`The app did not print ${JSON.stringify(text)}. It printed:\n${lines.join("\n")}`);
}

async function answering(app: RunningApp, child: ChildProcess, within: number): Promise<void> {
  for (const deadline = Date.now() + within; Date.now() < deadline; await pause(50)) {
    if (child.exitCode !== null || child.signalCode !== null) {
      await app.ended();
      throw new Error(`The app ended before it answered:\n${app.lines.join("\n")}`);
    }
    const response = await fetch(`${app.url}/healthz`).catch(() => null);
    if (response?.ok) return;
  }
  await app.killHard();
  throw new Error(`The app did not answer:\n${app.lines.join("\n")}`);
}
