import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureAll } from "../../app/start/ensure.mjs";

// Everything in tests/chaos at full size, one after the other; figures, one JSON line each, on standard output, all else on
// standard error. Ends with another code than 0 when a promise is broken: npm run chaos [-- name …]

await ensureAll();
const folder = mkdtempSync(path.join(tmpdir(), "virtual-school-chaos-"));
const file = path.join(folder, "figures");
const names = process.argv.slice(2).map((name) => `tests/chaos/${name}`);
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "remix.config.js", "--no-file-parallelism"];
const child = spawn(process.execPath, [...vitest, ...(names.length > 0 ? names : ["tests/chaos/"])], {
  env: { ...process.env, CHAOS: "full", CHAOS_FIGURES: file },
  stdio: ["ignore", 2, 2],
});
const [code] = await once(child, "close");
try {
  process.stdout.write(readFileSync(file, "utf8"));
} catch {
  process.stderr.write("No figure was measured.\n");
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = code ?? 1;
