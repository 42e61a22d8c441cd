import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureAll } from "../../app/start/ensure.mjs";

// Everything in tests/chaos at full size, one after the other, then the burst of tests/bench: figures on standard output,
// one JSON line each, all else on standard error. Ends with another code than 0 when a promise is broken.
// npm run chaos [-- name …], such as kill or burst; CHAOS_<SIZE>=n for another size.

const names = process.argv.slice(2);
const wantsBurst = names.length === 0 || names.includes("burst");
const parts = names.filter((name) => name !== "burst").map((name) => `tests/chaos/${name}`);

/** Runs a program of Node's and gives its exit code. */
async function run(args, { output, env = {} }) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", output, 2],
  });
  const [code] = await once(child, "close");
  return code ?? 1;
}

/** Runs tests, and prints what they measured. */
async function runTests(wanted) {
  const folder = mkdtempSync(path.join(tmpdir(), "virtual-school-chaos-"));
  const file = path.join(folder, "figures");
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "remix.config.js"];
  const code = await run([...vitest, "--no-file-parallelism", ...wanted], {
    output: 2,
    env: { CHAOS: "full", CHAOS_FIGURES: file },
  });
  if (existsSync(file)) process.stdout.write(readFileSync(file, "utf8"));
  rmSync(folder, { recursive: true, force: true });
  return code;
}

await ensureAll();
const codes = [
  names.length > 0 && parts.length === 0 ? 0 : await runTests(names.length > 0 ? parts : ["tests/chaos/"]),
  wantsBurst ? await run(["tests/bench/run-bench.mjs", "burst"], { output: 1 }) : 0,
];
process.exitCode = Math.max(...codes);
