import { ensureAll } from "./ensure.mjs";

const parent = process.ppid;

// When npm itself is killed, nobody can reach this run any more, and the next one would find the data folder taken.
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid !== parent && process.kill(process.pid, "SIGTERM"), 1_000).unref();
}

await ensureAll();
process.argv.splice(2, 0, "demo");
await import("./run.mjs");
