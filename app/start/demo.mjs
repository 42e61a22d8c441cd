import { readFileSync } from "node:fs";
import { ensureAll } from "./ensure.mjs";

// When npm itself is killed, nobody can reach this run any more, and the next one would find the data folder taken.
if (process.env.npm_lifecycle_event) {
  const npm = ancestors();
  setInterval(() => ancestors() !== npm && process.kill(process.pid, "SIGTERM"), 500).unref();
}

await ensureAll();
process.argv.splice(2, 0, "demo");
await import("./run.mjs");

/** The process that started this one and, where the system tells, the one above: npm puts a shell between. */
function ancestors() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(")")).split(" ")[2]}`;
  } catch {
    return String(process.ppid);
  }
}
