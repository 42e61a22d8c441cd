import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importRules, importViolations } from "./import-rules";
import { rooms, root } from "./project";

it("no import of the app breaks a rule", async () => {
  expect(await importViolations(root)).toEqual([]);
});

/** A file, an import in it, and the rule that it breaks. */
const planted: [string, string, string][] = [
  [
    "app/domain/accounts/look-up.server.ts",
    `import { a } from "~/domain/alerts/alerts.policy"; export { a };`,
    "accounts looks down",
  ],
  [
    "app/domain/accounts/type-up.server.ts",
    `import type { a } from "~/domain/alerts/alerts.policy"; export type { a };`,
    "accounts looks down",
  ],
  [
    "app/domain/audit/look-up.server.ts",
    `export * from "~/domain/reference/reference.schema";`,
    "audit looks down",
  ],
  [
    "app/domain/alerts/another-internal.ts",
    `import { a } from "~/domain/calendars/internal/days"; export { a };`,
    "alerts looks down",
  ],
  [
    "app/domain/alerts/of-a-route.ts",
    `import { a } from "~/routes/alerts.new"; export { a };`,
    "alerts looks down",
  ],
  [
    "app/domain/alerts/of-a-mail.server.ts",
    `import { a } from "#emails/registry"; export { a };`,
    "alerts looks down",
  ],
  [
    "app/domain/alerts/at-run-time.server.ts",
    `export const a = () => import("~/domain/records/records.policy");`,
    "alerts looks down",
  ],
  [
    "app/platform/knows-a-room.server.ts",
    `import { a } from "~/domain/audit/audit.policy"; export { a };`,
    "platform knows nobody",
  ],
  ["app/platform/knows-ui.ts", `import { a } from "~/ui/page"; export { a };`, "platform knows nobody"],
  [
    "app/ui/knows-a-room.tsx",
    `import { a } from "~/domain/alerts/alerts.words"; export { a };`,
    "ui knows nobody",
  ],
  [
    "emails/alerts/knows-the-app.tsx",
    `import { a } from "~/platform/format"; export { a };`,
    "emails import nothing from the app",
  ],
  ["app/routes/another-route.tsx", `import { a } from "./alerts.new"; export { a };`, "a route joins rooms"],
  [
    "app/routes/a-rooms-internal.tsx",
    `import { a } from "~/domain/alerts/internal/outcome"; export { a };`,
    "a route joins rooms",
  ],
  ["app/routes/a-mail.tsx", `import { a } from "#emails/registry"; export { a };`, "a route joins rooms"],
  ["app/root.tsx", `import { a } from "./routes/alerts.new"; export { a };`, "the frame joins rooms"],
  [
    "app/worker/a-rooms-internal.server.ts",
    `import { a } from "~/domain/notifications/internal/backoff"; export { a };`,
    "the worker joins rooms",
  ],
  [
    "app/start/a-route.server.ts",
    `import { a } from "~/routes/alerts.new"; export { a };`,
    "the start joins rooms",
  ],
  ["app/server.ts", `import { a } from "./routes/alerts.new"; export { a };`, "the server joins rooms"],
  [
    "prisma/seed/a-rooms-internal.ts",
    `import { a } from "~/domain/alerts/internal/outcome"; export { a };`,
    "the seed joins rooms",
  ],
  [
    "app/routes/prisma-client.tsx",
    `import { a } from "~/platform/generated/prisma/client"; export { a };`,
    "only rooms know the generated client",
  ],
  [
    "app/worker/prisma-type.server.ts",
    `import type { a } from "~/platform/generated/prisma/client"; export type { a };`,
    "only rooms know the generated client",
  ],
  [
    "app/domain/alerts/driver.server.ts",
    `import pg from "pg"; export { pg };`,
    "only the floor and the start know the driver",
  ],
  [
    "app/domain/alerts/sends.server.ts",
    `import { createTransport } from "nodemailer"; export { createTransport };`,
    "only the worker sends",
  ],
  [
    "app/routes/signs-in.ts",
    `import { betterAuth } from "better-auth"; export { betterAuth };`,
    "only accounts signs people in",
  ],
  [
    "app/domain/alerts/of-the-server.tsx",
    `import { a } from "./raise-alert.server"; export { a };`,
    "what a browser loads imports no server file",
  ],
  [
    "app/domain/alerts/inline-type.tsx",
    `import { type a, b } from "./raise-alert.server"; export { b }; export type { a };`,
    "what a browser loads imports no server file",
  ],
  [
    "app/ui/of-the-server.ts",
    `import { a } from "~/platform/log.server"; export { a };`,
    "what a browser loads imports no server file",
  ],
  [
    "app/domain/alerts/alerts.schema.ts",
    `import { randomUUID } from "node:crypto"; export { randomUUID };`,
    "what a browser loads imports nothing of Node",
  ],
  [
    "app/domain/alerts/server-package.tsx",
    `import { redirect } from "@remix-run/node"; export { redirect };`,
    "what a browser loads imports no server package",
  ],
  ["app/domain/alerts/and-round.ts", `import { b } from "./round"; export const a = b;`, "no circles"],
  [
    "app/domain/alerts/nowhere.ts",
    `import { a } from "./there-is-no-such-file"; export { a };`,
    "every import is there",
  ],
  [
    "app/domain/alerts/undeclared.ts",
    `import { a } from "acorn"; export { a };`,
    "every package is declared",
  ],
  [
    "app/domain/alerts/for-development.ts",
    `import { expect } from "vitest"; export { expect };`,
    "what runs in production is no development package",
  ],
];

/** Imports that no rule may refuse. */
const allowed: [string, string][] = [
  [
    "app/domain/alerts/down.server.ts",
    `import { a } from "~/domain/accounts/accounts.policy"; export { a };`,
  ],
  ["app/domain/alerts/own-internal.server.ts", `import { a } from "./internal/outcome"; export { a };`],
  ["app/domain/alerts/only-a-type.tsx", `import type { a } from "./raise-alert.server"; export type { a };`],
  ["app/domain/notifications/queue.server.ts", `import { a } from "#emails/registry"; export { a };`],
  [
    "app/routes/joins.tsx",
    `import { a } from "~/domain/records/records.policy"; import { b } from "~/domain/alerts/raise-alert.server"; export { a, b };`,
  ],
  ["app/ui/formats.tsx", `import { a } from "~/platform/format"; export { a };`],
];

const exporting = "export const a = 1; export const b = 2;";
const targets = [
  "app/domain/alerts/raise-alert.server.ts",
  "app/domain/alerts/alerts.policy.ts",
  "app/domain/alerts/alerts.words.ts",
  "app/domain/alerts/internal/outcome.ts",
  "app/domain/accounts/accounts.policy.ts",
  "app/domain/audit/audit.policy.ts",
  "app/domain/records/records.policy.ts",
  "app/domain/reference/reference.schema.ts",
  "app/domain/calendars/internal/days.ts",
  "app/domain/notifications/internal/backoff.ts",
  "app/platform/format.ts",
  "app/platform/log.server.ts",
  "app/platform/generated/prisma/client.ts",
  "app/ui/page.tsx",
  "app/routes/alerts.new.tsx",
  "emails/registry.ts",
];

describe("a planted import", () => {
  const folder = mkdtempSync(join(tmpdir(), "imports-"));
  let found: string[] = [];

  beforeAll(async () => {
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    for (const path of targets) write(path, exporting);
    write("app/domain/alerts/round.ts", `import { a } from "./and-round"; export const b = a;`);
    for (const [path, text] of [...planted, ...allowed]) write(path, text);
    for (const file of ["package.json", "tsconfig.json"]) cpSync(join(root, file), join(folder, file));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    found = await importViolations(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(planted)("%s: %s breaks “%s”", (path, _import, broken) => {
    expect(
      found.filter((line) => line.startsWith(`${path} → `)).some((line) => line.endsWith(`: ${broken}`)),
    ).toBe(true);
  });

  it.each(allowed)("%s: %s is allowed", (path) => {
    expect(found.filter((line) => line.startsWith(`${path} → `))).toEqual([]);
  });

  it("has been seen for every rule, of the rooms for some", () => {
    const proven = new Set(planted.map(([, , name]) => name));
    const ofRooms = rooms.map((room) => `${room} looks down`);
    expect(
      importRules
        .map(({ name }) => name)
        .filter((name) => name && !proven.has(name) && !ofRooms.includes(name)),
    ).toEqual([]);
  });
});
