import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withModules } from "../support/with-modules.mjs";

// Figures, one JSON line each: node tests/bench/run-bench.mjs [name …]

const all = readdirSync(path.dirname(fileURLToPath(import.meta.url)))
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => name.replace(/\.ts$/, ""));
const wanted = process.argv.slice(2);

await withModules(async (load) => {
  for (const name of wanted.length > 0 ? wanted : all) {
    const { figures } = await load(`tests/bench/${name}.ts`);
    for (const figure of await figures()) process.stdout.write(`${JSON.stringify(figure)}\n`);
  }
});
