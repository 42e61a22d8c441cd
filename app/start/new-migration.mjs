import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { schemaDifference } from "./schema-engine.mjs";

const PRISMA = fileURLToPath(new URL("../../prisma", import.meta.url));
const MIGRATIONS = path.join(PRISMA, "migrations");
/** The schema as the migrations written so far make it. */
const REMEMBERED = path.join(MIGRATIONS, "schema.prisma");

const HOW_TO = `npm run migrate:new -- <name>      writes a migration from what changed in prisma/schema
npm run migrate:new -- --print     shows the SQL and writes nothing
npm run migrate:new -- --remember  takes prisma/schema as what the migrations make, after a migration written by hand`;

const [request = ""] = process.argv.slice(2);
const schema = workingSchema();

if (request === "--remember") writeFileSync(REMEMBERED, schema);
else if (request === "--print") process.stdout.write(await difference());
else if (/^[a-z][a-z0-9_]*$/.test(request)) write(request, await difference());
else stop(`A name is lower-case words with _ between them, such as alerts_add_urgency.\n\n${HOW_TO}`);

function workingSchema() {
  const folder = path.join(PRISMA, "schema");
  const files = readdirSync(folder).filter((name) => name.endsWith(".prisma"));
  return files
    .sort()
    .map((name) => readFileSync(path.join(folder, name), "utf8"))
    .join("\n");
}

function difference() {
  const before = existsSync(REMEMBERED)
    ? [{ path: "schema.prisma", content: readFileSync(REMEMBERED, "utf8") }]
    : [];
  return schemaDifference(before, [{ path: "schema.prisma", content: schema }]);
}

function write(name, sql) {
  if (!sql) stop("The schema has not changed since the last migration.");
  const folder = path.join(MIGRATIONS, `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`);
  mkdirSync(folder);
  writeFileSync(path.join(folder, "migration.sql"), sql);
  writeFileSync(REMEMBERED, schema);
  process.stdout.write(
    `Wrote ${path.relative(process.cwd(), folder)}/migration.sql. Read it: a renamed column shows as one dropped and one ` +
      "added, and it must be safe on tables that are in use.\n",
  );
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
