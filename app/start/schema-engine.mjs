import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** @typedef {import("@prisma/schema-engine-wasm").SchemaEngine} SchemaEngine */
/** @typedef {{ path: string, content: string }} SchemaFile */

const NO_FILTER = { externalTables: [], externalEnums: [] };

/** @type {Promise<typeof import("@prisma/schema-engine-wasm")> | undefined} */
let bindings;

/**
 * Prisma's schema engine, in WebAssembly: nothing beyond npm is downloaded. Plain JavaScript, because migrations are
 * written with it before anything is built.
 * @param {object} adapterFactory a bound, migration-aware driver adapter factory
 * @returns {Promise<SchemaEngine>}
 */
export async function schemaEngine(adapterFactory) {
  bindings ??= load();
  const { SchemaEngine } = await bindings;
  return SchemaEngine.new({ datamodels: undefined }, () => undefined, adapterFactory);
}

/** Once per process: the package keeps views on the memory of the one instance it knows. */
async function load() {
  const file = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const module = await import(/* @vite-ignore */ pathToFileURL(file).href);
  // Node 20 does not import .wasm files, so the package's own entry cannot be used.
  const wasm = readFileSync(path.join(path.dirname(file), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": module });
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= {
    set_message: (message) => process.stderr.write(`${message}\n`),
  };
  module.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return module;
}

/**
 * The SQL that leads from one schema to another; empty when they are the same. Needs no database.
 * @param {SchemaFile[]} before no file means an empty database
 * @param {SchemaFile[]} after
 * @returns {Promise<string>}
 */
export async function schemaDifference(before, after) {
  const engine = await schemaEngine(await withoutDatabase());
  try {
    const { stdout } = await engine.diff({
      from: before.length ? { tag: "schemaDatamodel", files: before } : { tag: "empty" },
      to: { tag: "schemaDatamodel", files: after },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    return withoutSchemaCreation(stdout ?? "");
  } finally {
    engine.free();
  }
}

/** The schema `public` exists everywhere, and asking for it needs a right on the database that an owner may lack. */
function withoutSchemaCreation(sql) {
  const kept = sql.replace(/-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n+/, "");
  return kept.trim() === "-- This is an empty migration." ? "" : kept;
}

/** The engine asks one question when it starts: which server is this? */
async function withoutDatabase() {
  const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = await import(
    "@prisma/driver-adapter-utils"
  );
  const connect = async () => ({
    provider: "postgres",
    adapterName: "no-database",
    queryRaw: async () => ({
      columnNames: ["exists", "version", "numeric_version"],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, "PostgreSQL 18.0", 180000]],
    }),
    executeRaw: async () => 0,
    executeScript: async () => undefined,
    startTransaction: () => Promise.reject(new Error("There is no database here.")),
    getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
    dispose: async () => undefined,
  });
  return bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "no-database",
    connect,
    connectToShadowDb: connect,
  });
}
