import { spawnSync } from "node:child_process";
import { ensureAll } from "./ensure.mjs";
import { step } from "./step.mjs";

const CHECKS = {
  "Checking types": "typescript/bin/tsc --noEmit --incremental --tsBuildInfoFile .cache/types.json",
  "Checking style": "@biomejs/biome/bin/biome check",
  "Looking for unused code": "knip/bin/knip.js",
};

const forVitest = process.argv.slice(2);

await ensureAll();
const failed = forVitest.length > 0 ? [] : await failedChecks();
if (failed.length > 0) {
  process.stdout.write(`\n${failed.join(", ")}: FAILED, see above. The tests run all the same.\n`);
}
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "remix.config.js", ...forVitest];
const { status } = spawnSync(process.execPath, vitest, { stdio: "inherit" });
process.exitCode = status || (failed.length > 0 ? 1 : 0);

async function failedChecks() {
  const checked = Object.entries(CHECKS).map(async ([title, command]) =>
    (await step(title, process.execPath, `node_modules/${command}`.split(" "))) ? [] : [title],
  );
  return (await Promise.all(checked)).flat();
}
