import { basename } from "node:path";
import ts from "typescript";
import { nodesOf, parse, roomOf, rooms, type Source } from "./project";

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const routeName = /^(_index|[a-z0-9$-]+)([._][$_a-zA-Z0-9-]+)*\.tsx?$/;
const sayNothing = [
  "util",
  "utils",
  "helper",
  "helpers",
  "common",
  "misc",
  "manager",
  "info",
  "service",
  "services",
];

/** Routes that are no room's. */
const otherRoutes = [
  "_index",
  "sign-in",
  "sign-out",
  "api",
  "mailbox",
  "demo",
  "healthz",
  "readyz",
  "auditz",
  "ui",
];

const isRoute = (path: string) => path.startsWith("app/routes/");

function nameProblems(path: string): string[] {
  const name = basename(path);
  if (name === "README.md" || path.startsWith("prisma/migrations/")) return [];
  if (isRoute(path)) return routeName.test(name) ? [] : [`${path} is not a route's name`];
  const words = name
    .split(".")
    .slice(0, -1)
    .flatMap((part) => part.split("-"));
  const isEmpty =
    words.some((word) => sayNothing.includes(word)) || words.findLast((word) => word !== "server") === "data";
  return [
    ...(kebab.test(name) ? [] : [`${path} is not in kebab-case`]),
    ...(isEmpty ? [`${path} says nothing of what is in it`] : []),
  ];
}

function placeProblems(path: string): string[] {
  const isRoom = (word: string | undefined) => rooms.some((room) => room === word);
  const [first, second, third] = path.split("/");
  if (first === "app" && second === "domain" && !isRoom(third)) return [`${path} is in no room`];
  if (first === "emails" && third && !isRoom(second)) return [`${path} is in no room`];
  if (
    first === "prisma" &&
    second === "schema" &&
    third !== "main.prisma" &&
    !isRoom(third?.replace(".prisma", ""))
  )
    return [`${path} is named for no room`];
  const word = third?.replace(/\.(tsx?|[$_a-z].*)$/, "").replace(/_$/, "");
  return isRoute(path) && !isRoom(word) && !otherRoutes.includes(word ?? "")
    ? [`${path} does not begin with a room`]
    : [];
}

/** Names that are not kebab-case, say nothing, or stand in no room. */
export const fileNameProblems = (paths: readonly string[]): string[] =>
  paths.flatMap((path) => [...nameProblems(path), ...placeProblems(path)]);

/** Two files of the app with one name: whoever searches for it finds the wrong one. */
export function doubleNames(paths: readonly string[]): string[] {
  const named = paths.filter((path) => basename(path) !== "README.md");
  const same = (path: string) => named.filter((other) => basename(other) === basename(path));
  return named
    .filter((path) => same(path)[0] === path && same(path).length > 1)
    .map((path) => same(path).join(" and "));
}

const mayHaveDefault =
  /^(app\/(routes\/|root\.tsx|entry\.server\.tsx|routes\.ts)|prisma\/prisma\.config\.ts)/;

/** Default exports where no framework asks for one. */
export const defaultExports = (sources: readonly Source[]): string[] =>
  sources
    .filter(
      ({ path, text }) =>
        !mayHaveDefault.test(path) && /^export (default\b|\{[^}]*\bas default\b)/m.test(text),
    )
    .map(({ path }) => path);

const camel = (kebabName: string) => kebabName.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const isExported = (node: ts.FunctionDeclaration) =>
  (node.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** The exported functions of a file that take `(actor, input, clock)`. */
function commandsIn(source: Source): string[] {
  return nodesOf(parse(source)).flatMap((node) => {
    if (!ts.isFunctionDeclaration(node) || !isExported(node)) return [];
    const isCommand =
      node.parameters.map((parameter) => parameter.name.getText()).join() === "actor,input,clock";
    return isCommand && node.name ? [node.name.text] : [];
  });
}

/**
 * One word, many doors: `raise-alert.server.ts` exports `raiseAlert`, whose input is `raiseAlertSchema` of the room, and
 * some test calls it.
 */
export function doorProblems(app: readonly Source[], tests: readonly Source[]): string[] {
  const files = app.filter(({ path }) => /^app\/domain\/[^/]+\/[^/.]+\.server\.ts$/.test(path));
  return files.flatMap((source) => {
    const commands = commandsIn(source);
    if (commands.length === 0) return [];
    const expected = camel(basename(source.path, ".server.ts"));
    const schemas = app.filter(
      ({ path }) => roomOf(path) === roomOf(source.path) && path.endsWith(".schema.ts"),
    );
    const hasSchema = (name: string) =>
      schemas.some(({ text }) => text.includes(`export const ${name}Schema`));
    const isTested = (name: string) => tests.some(({ text }) => new RegExp(`\\b${name}\\(`).test(text));
    return [
      ...(commands.includes(expected) ? [] : [`${source.path} does not export ${expected}`]),
      ...commands
        .filter((name) => !hasSchema(name))
        .map((name) => `${source.path} ${name} has no ${name}Schema`),
      ...commands.filter((name) => !isTested(name)).map((name) => `${source.path} no test calls ${name}`),
    ];
  });
}

const longestReadme = 60;

/** Rooms without a README, or with one that does not fit a screen. */
export function readmeProblems(sources: readonly Source[]): string[] {
  const found = [...new Set(sources.map(({ path }) => roomOf(path)).filter((room) => room !== null))];
  return found.flatMap((room) => {
    const readme = sources.find(({ path }) => path === `app/domain/${room}/README.md`);
    if (!readme) return [`${room} has no README`];
    return readme.text.trimEnd().split("\n").length > longestReadme
      ? [`the README of ${room} is longer than ${longestReadme} lines`]
      : [];
  });
}
