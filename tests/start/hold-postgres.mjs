// A process of its own that starts the embedded server and stays, to be killed: node hold-postgres.mjs <data folder>
import { createServer } from "vite";

const vite = await createServer({
  configFile: false,
  appType: "custom",
  logLevel: "error",
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  resolve: { alias: { "~": new URL("../../app", import.meta.url).pathname } },
});
const { startEmbeddedPostgres } = await vite.ssrLoadModule("/app/start/embedded-postgres.server.ts");
const dataDir = process.argv[2];
const address = "http://127.0.0.1:4321";
const server = await startEmbeddedPostgres({ dataDir, address, log: () => undefined });
await server.ensureDatabase("kept");
process.stdout.write(`${JSON.stringify({ reused: server.reused, ownerUrl: server.url("owner", "kept") })}\n`);
setInterval(() => undefined, 1_000);
