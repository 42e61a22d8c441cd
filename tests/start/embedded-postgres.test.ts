import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  discardEmbeddedPostgres,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "~/start/embedded-postgres.server";

const isRoot = process.getuid?.() === 0;

let above: string;
let dataDir: string;
let said: string[];
const running: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  above = await mkdtemp(path.join(tmpdir(), "virtual-school-start-"));
  await chmod(above, 0o755);
  dataDir = path.join(above, "data");
  said = [];
});

afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  for (const server of running.splice(0)) await server.stop();
  await discardEmbeddedPostgres(dataDir);
  await rm(above, { recursive: true, force: true });
});

async function start(durable = false): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, durable, log: (line) => said.push(line) });
  running.push(server);
  await server.ensureDatabase("kept");
  return server;
}

async function stop(server: EmbeddedPostgres): Promise<void> {
  running.splice(running.indexOf(server), 1);
  await server.stop();
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts the server on the same folder and stays. */
async function otherApp(): Promise<{ kill(): Promise<void>; ownerUrl: string; reused: boolean }> {
  const child = spawn(process.execPath, ["tests/start/hold-postgres.mjs", dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = await once(child.stdout ?? child, "data");
  return { kill: () => kill(child), ...JSON.parse(String(line)) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

const keep = (url: string) => query(url, "CREATE TABLE kept AS SELECT 42 AS answer");
const kept = (server: EmbeddedPostgres) => query(server.url("owner", "kept"), "SELECT answer FROM kept");

describe("the embedded PostgreSQL", { timeout: 60_000 }, () => {
  it("belongs to one app at a time; after that one was killed it is found running, with the data", async () => {
    const app = await otherApp();
    await keep(app.ownerUrl);
    await expect(start()).rejects.toThrow(
      /is in use by another run \(process \d+, at http:\/\/127\.0\.0\.1:4321\)/,
    );
    await app.kill();
    const server = await start(true);
    expect(server.reused).toBe(true);
    expect(await kept(server)).toEqual([{ answer: 42 }]);
    await stop(server);
    const again = await start(true);
    expect(again.reused).toBe(false);
    expect(await kept(again)).toEqual([{ answer: 42 }]);
  });

  it("recovers when the server itself was killed", async () => {
    const server = await start(true);
    await keep(server.url("owner", "kept"));
    const [pid] = (await readFile(path.join(server.clusterDir, "postmaster.pid"), "utf8")).split("\n");
    process.kill(Number(pid), "SIGKILL");
    await stop(server);
    const again = await start(true);
    expect(again.reused).toBe(false);
    expect(await kept(again)).toEqual([{ answer: 42 }]);
  });

  it("does not mistake another program with the old process number for its server", async () => {
    const server = await start(true);
    await keep(server.url("owner", "kept"));
    await stop(server);
    await writeFile(
      path.join(server.clusterDir, "postmaster.pid"),
      `${process.pid}\n${server.clusterDir}\n0\n1\n`,
    );
    expect(await kept(await start())).toEqual([{ answer: 42 }]);
  });

  it("takes another port when its own is taken", async () => {
    const server = await start();
    await stop(server);
    const squatter = createServer().listen(server.port, "127.0.0.1");
    await once(squatter, "listening");
    const moved = await start();
    squatter.close();
    expect(moved.port).not.toBe(server.port);
  });

  it("listens on this machine only and keeps its passwords from others", async () => {
    const server = await start();
    expect(await query(server.url("owner", "kept"), "SHOW listen_addresses")).toEqual([
      { listen_addresses: "127.0.0.1" },
    ]);
    expect((await stat(path.join(dataDir, "postgres.json"))).mode & 0o777).toBe(0o600);
    const wrong = server.url("owner", "kept").replace(/:[^:@]+@/, ":guess@");
    await expect(query(wrong, "SELECT 1")).rejects.toThrow(/password authentication failed/);
  });

  it("starts over after a first start that was cut short, and loses no file", async () => {
    await stop(await start());
    await rm(path.join(dataDir, "postgres", "global", "pg_control"));
    await mkdir(path.join(dataDir, "postgres.unfinished-1"));
    await start();
    const names = await readdir(dataDir);
    expect(names.filter((name) => name.startsWith("postgres.incomplete-"))).toHaveLength(1);
    expect(names.filter((name) => name.startsWith("postgres.unfinished-"))).toEqual([]);
    expect(said.join("\n")).toMatch(/is not complete: it was moved to/);
  });

  it("leaves a folder alone that is not its own", async () => {
    await mkdir(path.join(dataDir, "postgres"), { recursive: true });
    await writeFile(path.join(dataDir, "postgres", "PG_VERSION"), "18\n");
    await expect(start()).rejects.toThrow(/is not a database of this app/);
    expect(await discardEmbeddedPostgres(dataDir)).toBe(false);
    expect(await readdir(path.join(dataDir, "postgres"))).toEqual(["PG_VERSION"]);
  });

  it("is deleted on request, and nothing beside it", async () => {
    await stop(await start());
    await writeFile(path.join(dataDir, "notes.txt"), "mine");
    expect(await discardEmbeddedPostgres(dataDir)).toBe(true);
    expect(await readdir(dataDir)).toEqual(["notes.txt"]);
  });

  it.runIf(isRoot)(
    "goes to a reachable place when DATA_DIR lies in a closed folder, and says so",
    async () => {
      await chmod(above, 0o700);
      const server = await start();
      expect(server.clusterDir).toMatch(/^\/var\/lib\/virtual-school\/[0-9a-f]{16}$/);
      expect((await readFile(path.join(dataDir, "postgres.path"), "utf8")).trim()).toBe(server.clusterDir);
      expect(said).toContain(
        `${dataDir} is closed to the user PostgreSQL runs as: the database is kept in ${server.clusterDir}`,
      );
      await stop(server);
      expect((await start()).clusterDir).toBe(server.clusterDir);
    },
  );
});
