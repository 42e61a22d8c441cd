import { defineConfig } from "prisma/config";

// Prisma downloads its schema engine unless this names a file. Migrations here run through the WebAssembly engine,
// so the file is never executed: naming any file keeps `generate`, `validate` and `format` off the network.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "schema",
  migrations: { path: "migrations" },
});
