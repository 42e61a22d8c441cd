import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

// Figures, one JSON line each: node tests/bench/run-bench.mjs [name …]

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.join(HERE, "../..");

const alias = {
  "~": path.join(ROOT, "app"),
  "#emails": path.join(ROOT, "emails"),
  "#prisma": path.join(ROOT, "prisma"),
  "#tests": path.join(ROOT, "tests"),
};
const all = readdirSync(HERE)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.replace(/\.ts$/, ""));
const wanted = process.argv.slice(2);

const vite = await createServer({
  root: ROOT,
  configFile: false,
  resolve: { alias },
  logLevel: "error",
  appType: "custom",
  server: { middlewareMode: true, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true },
});
try {
  for (const name of wanted.length > 0 ? wanted : all) {
    const module = await vite.ssrLoadModule(path.join(HERE, `${name}.ts`));
    for (const figure of await module.figures()) process.stdout.write(`${JSON.stringify(figure)}\n`);
  }
} finally {
  await vite.close();
}
