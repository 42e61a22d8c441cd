import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { claim } from "./claim.mjs";
import { step } from "./step.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const at = (...names) => path.join(ROOT, ...names);

const GENERATED = at("app", "platform", "generated", "prisma");
const BUILT_FROM = [
  "app",
  "emails",
  "prisma",
  "public",
  "package-lock.json",
  "remix.config.js",
  "tsconfig.json",
];

/** Installs, generates and builds, each only when it is out of date. Ends the process with a sentence when that fails. */
export async function ensureAll() {
  process.chdir(ROOT);
  try {
    checkNode();
    await ensureInstalled();
    await ensureGenerated();
    await ensureBuilt();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** The Prisma client, made again when the schema or Prisma changed. */
export async function ensureGenerated() {
  const current = () => hashOf(["prisma/schema", "prisma/prisma.config.ts", "package-lock.json"]);
  await onlyIfStale("generate", path.join(GENERATED, ".made-from"), current, () =>
    run("Generating the database client", [
      bin("prisma/build/index.js"),
      "generate",
      "--config",
      "prisma/prisma.config.ts",
    ]),
  );
}

/** The built app in `build/`. It is made beside and moved there, so that a build in use stays whole. */
export async function ensureBuilt() {
  const current = () => hashOf(BUILT_FROM);
  await onlyIfStale("build", at("build", ".made-from"), current, async () => {
    const [unfinished, old] = [path.join(".cache", "next-build"), path.join(".cache", "old-build")];
    for (const left of [unfinished, old]) rmSync(at(left), { recursive: true, force: true });
    const { VITEST, NODE_ENV, ...env } = process.env;
    const vite = [bin("@remix-run/dev/dist/cli.js"), "vite:build", "--config", "remix.config.js"];
    await run("Building the app", vite, { ...env, BUILD_DIRECTORY: unfinished });
    if (existsSync(at("build"))) renameSync(at("build"), at(old));
    renameSync(at(unfinished), at("build"));
    rmSync(at(old), { recursive: true, force: true });
  });
}

async function ensureInstalled() {
  if (isInstalled()) return;
  await alone("install", async () => {
    if (isInstalled()) return;
    const npm = process.env.npm_execpath;
    const args = ["ci", "--include=dev", "--include=optional"];
    const done = npm?.endsWith("js")
      ? await step("Installing packages", process.execPath, [npm, ...args])
      : await step("Installing packages", process.platform === "win32" ? "npm.cmd" : "npm", args);
    if (!done) throw new Error("The packages could not be installed. Is the package registry within reach?");
  });
}

/** npm notes what it installed; a package for another kind of machine is rightly not there. */
function isInstalled() {
  const note = at("node_modules", ".package-lock.json");
  if (!existsSync(note)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const installed = packages(note);
  return Object.entries(packages(at("package-lock.json"))).every(
    ([name, wanted]) =>
      name === "" ||
      (installed[name] ? installed[name].version === wanted.version : Boolean(wanted.optional)),
  );
}

async function onlyIfStale(name, stamp, current, make) {
  const isFresh = () => existsSync(stamp) && readFileSync(stamp, "utf8") === current();
  if (isFresh()) return;
  await alone(name, async () => {
    if (isFresh()) return;
    const madeFrom = current();
    await make();
    writeFileSync(stamp, madeFrom);
  });
}

/**
 * Of several processes that want the same step at once, one does it and the others wait.
 * @template T
 * @param {string} name of the step
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(name, work) {
  mkdirSync(at(".cache"), { recursive: true });
  for (;;) {
    const { letGo } = claim(at(".cache", `${name}.claim`));
    if (letGo) {
      try {
        return await work();
      } finally {
        letGo();
      }
    }
    await pause(200);
  }
}

async function run(title, args, env) {
  if (!(await step(title, process.execPath, args, env))) throw new Error(`${title} failed.`);
}

function bin(file) {
  return at("node_modules", file);
}

function hashOf(names) {
  const hash = createHash("sha256");
  for (const file of names
    .map((name) => at(name))
    .filter(existsSync)
    .flatMap(filesIn)
    .sort()) {
    hash
      .update(`${path.relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesIn(name) {
  if (statSync(name).isFile()) return [name];
  return readdirSync(name, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        entry.parentPath !== GENERATED &&
        !entry.parentPath.startsWith(GENERATED + path.sep),
    )
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const isEnough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (isEnough) return;
  throw new Error(
    `This app needs Node 20.19 or a later 20, or 22.12 or later. This is Node ${process.versions.node}.`,
  );
}
