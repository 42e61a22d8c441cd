import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "~/start/free-port.server";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs while the built web process, with no worker in it, answers at `url`. */
export async function whileWebRuns<T>(
  env: Record<string, string>,
  work: (url: string) => Promise<T>,
  nodeArgs: string[] = [],
): Promise<T> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const { PATH, HOME } = process.env;
  const own = { NODE_ENV: "production", PORT: port, APP_URL: url, WORKER: "off", LOG_LEVEL: "warn" } as const;
  const child: ChildProcess = spawn(process.execPath, [...nodeArgs, "build/server/index.js", "start"], {
    cwd: root,
    env: { PATH, HOME, ...env, ...own },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "close");
  try {
    for (const deadline = Date.now() + 30_000; ; await pause(50)) {
      if ((await fetch(`${url}/healthz`).catch(() => null))?.ok) break;
      if (Date.now() > deadline) throw new Error("the app did not answer");
    }
    return await work(url);
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
}
