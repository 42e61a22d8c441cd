import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The folder of the project. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The rooms in their order: each may import only those before it. */
export const rooms = [
  "audit",
  "reference",
  "notifications",
  "organisations",
  "calendars",
  "accounts",
  "duty",
  "chronology",
  "learners",
  "alerts",
  "exclusions",
  "programmes",
  "enrolments",
  "returns",
  "outcomes",
  "records",
] as const;
export type Room = (typeof rooms)[number];

/** A file as the checks read it; `path` is relative to the project, with forward slashes. */
export type Source = { path: string; text: string };

const generated = "app/platform/generated";

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (path === generated) return [];
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

/** The paths of all files in these folders, without generated code. */
export const pathsIn = (...folders: string[]): string[] => folders.flatMap(filesUnder).sort();

/** The TypeScript and JavaScript files in these folders. */
export function sourcesIn(...folders: string[]): Source[] {
  const code = pathsIn(...folders).filter((path) => /\.(ts|tsx|mjs)$/.test(path));
  return code.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** The room that a file belongs to, null outside of `app/domain`. */
export function roomOf(path: string): Room | null {
  const folder = /^app\/domain\/([^/]+)\//.exec(path)?.[1];
  return rooms.find((room) => room === folder) ?? null;
}

/** Is `room` the same as `other`, or after it? Then it may read what `other` owns. */
export const mayLookAt = (room: Room, other: Room): boolean => rooms.indexOf(other) <= rooms.indexOf(room);

/** The syntax tree of a file. */
export function parse({ path, text }: Source): ts.SourceFile {
  return ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith("x") ? ts.ScriptKind.TSX : undefined,
  );
}

/** Every node of a tree, parents first. */
export function nodesOf(file: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** "app/routes/alerts.tsx:12" */
export function placeOf(file: ts.SourceFile, node: ts.Node): string {
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
}
