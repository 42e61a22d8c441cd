import path from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const alias = {
  "~": path.join(ROOT, "app"),
  "#emails": path.join(ROOT, "emails"),
  "#prisma": path.join(ROOT, "prisma"),
  "#tests": path.join(ROOT, "tests"),
};

/**
 * For scripts outside the test runner: loads the app's TypeScript as the tests do.
 * @template T
 * @param {(load: (file: string) => Promise<any>) => Promise<T>} work `load` takes a path from the root
 */
export async function withModules(work) {
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
    return await work((file) => vite.ssrLoadModule(path.join(ROOT, file)));
  } finally {
    await vite.close();
  }
}
