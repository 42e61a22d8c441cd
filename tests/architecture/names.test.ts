import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultExports, doorProblems, doubleNames, fileNameProblems, readmeProblems } from "./names";
import { pathsIn, root, sourcesIn } from "./project";

const app = sourcesIn("app", "emails", "prisma/seed");
const read = (path: string) => ({ path, text: readFileSync(join(root, path), "utf8") });

it("files are named in kebab-case, for what they hold, in a room", () => {
  expect(fileNameProblems(pathsIn("app", "emails", "prisma", "tests"))).toEqual([]);
});

it("no two files of the app share a name", () => {
  expect(doubleNames(pathsIn("app", "emails"))).toEqual([]);
});

it("nothing is a default export that no framework asks for", () => {
  expect(defaultExports(app)).toEqual([]);
});

it("a command is named like its file, takes its own schema and is tested", () => {
  expect(doorProblems(app, sourcesIn("tests"))).toEqual([]);
});

it("every room has a README of one screen", () => {
  expect(readmeProblems(pathsIn("app/domain").map(read))).toEqual([]);
});

describe("finds", () => {
  it.each([
    ["app/domain/alerts/raiseAlert.server.ts", "kebab-case"],
    ["app/domain/alerts/Raise-Alert.tsx", "kebab-case"],
    ["app/domain/alerts/raise_alert.ts", "kebab-case"],
    ["app/platform/date-utils.ts", "says nothing"],
    ["app/domain/alerts/helpers.ts", "says nothing"],
    ["app/domain/alerts/alert-service.server.ts", "says nothing"],
    ["app/domain/alerts/alert-data.server.ts", "says nothing"],
    ["app/domain/alerts/alert.manager.ts", "says nothing"],
    ["app/domain/incidents/report.ts", "in no room"],
    ["emails/incidents/reported.tsx", "in no room"],
    ["prisma/schema/incidents.prisma", "named for no room"],
    ["app/routes/incidents.$id.tsx", "does not begin with a room"],
    ["app/routes/alert.tsx", "does not begin with a room"],
    ["app/routes/Alerts.tsx", "not a route's name"],
  ])("%s: %s", (path, problem) => {
    expect(fileNameProblems([path])).toContainEqual(expect.stringContaining(problem));
  });

  it("two files with one name", () => {
    expect(
      doubleNames(["app/domain/alerts/close.server.ts", "app/domain/returns/close.server.ts"]),
    ).toHaveLength(1);
  });

  it.each([
    "export default function Page() {}",
    "const a = 1;\nexport default a;",
    "export { a as default };",
  ])("a default export: %s", (text) => {
    expect(defaultExports([{ path: "app/domain/alerts/board.tsx", text }])).toHaveLength(1);
  });

  const path = "app/domain/alerts/raise-alert.server.ts";
  const schema = {
    path: "app/domain/alerts/alerts.schema.ts",
    text: "export const raiseAlertSchema = z.object({});",
  };
  const test = { path: "tests/alerts/raise-alert.test.ts", text: "await raiseAlert(manager, input, clock);" };
  const command = (name: string) => ({
    path,
    text: `export async function ${name}(actor: Actor, input: Input, clock: Clock) {}`,
  });

  it.each([
    [
      "a command that is not named like its file",
      [command("flagAlert"), schema],
      [test],
      "does not export raiseAlert",
    ],
    ["a command without a schema of its name", [command("raiseAlert")], [test], "has no raiseAlertSchema"],
    ["a command that no test calls", [command("raiseAlert"), schema], [], "no test calls raiseAlert"],
  ])("%s", (_, files, tests, problem) => {
    expect(doorProblems(files, tests)).toContainEqual(expect.stringContaining(problem));
  });

  it("a command with all its doors in order: nothing", () => {
    expect(doorProblems([command("raiseAlert"), schema], [test])).toEqual([]);
  });

  it.each([
    ["none", []],
    ["a long one", [{ path: "app/domain/alerts/README.md", text: "line\n".repeat(61) }]],
  ])("a room's README: %s", (_, readmes) => {
    expect(readmeProblems([{ path, text: "" }, ...readmes])).toHaveLength(1);
  });
});
