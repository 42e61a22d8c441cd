import { existsSync } from "node:fs";

const app = new URL("../../build/server/index.js", import.meta.url);
if (!existsSync(app)) {
  process.stderr.write("The app is not built yet: npm run build\n");
  process.exit(1);
}
// React and Express choose their production code by this variable at the moment they are loaded.
process.env.NODE_ENV ??= "production";
// In this process, so that signals and the exit code are the app's own.
await import(app.href);
