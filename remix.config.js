import { availableParallelism } from "node:os";
import { defineConfig } from "vite";

const alias = {
  "~": new URL("./app", import.meta.url).pathname,
  "#emails": new URL("./emails", import.meta.url).pathname,
  "#prisma": new URL("./prisma", import.meta.url).pathname,
  "#tests": new URL("./tests", import.meta.url).pathname,
};

/** The server bundle starts at app/server.ts, so web, worker and commands share one copy of every module. */
const serverEntry = {
  name: "virtual-school:server-entry",
  enforce: "post",
  config(_config, { isSsrBuild }) {
    return isSsrBuild ? { build: { rollupOptions: { input: "app/server.ts" } } } : undefined;
  },
};

/** Loaded only to build: a test run needs none of them. */
async function buildPlugins() {
  const [{ vitePlugin: remix }, { default: tailwindcss }] = await Promise.all([
    import("@remix-run/dev"),
    import("@tailwindcss/vite"),
  ]);
  return [
    tailwindcss(),
    remix({
      // Built beside and moved into place by app/start/ensure.mjs, so that a running app keeps its files.
      buildDirectory: process.env.BUILD_DIRECTORY ?? "build",
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    serverEntry,
  ];
}

export default defineConfig(async ({ isSsrBuild }) => ({
  resolve: { alias },
  plugins: process.env.VITEST ? [] : await buildPlugins(),
  build: { target: isSsrBuild ? "node20" : "es2022", reportCompressedSize: false },
  ssr: { noExternal: ["@conform-to/react", "@conform-to/zod"] },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    globalSetup: ["tests/support/global-setup.ts"],
    setupFiles: ["tests/support/setup.ts"],
    // A quarter less processor time than a process for each file; environment and memory are still its own.
    pool: "threads",
    // Tests also wait for databases, mail and browsers: one more at a time than there are processors.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
}));
