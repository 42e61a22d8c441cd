import ts from "typescript";
import { nodesOf, parse, placeOf, type Source } from "./project";

const door = "app/platform/database.server.ts";

/** Who takes a whole client, past `asActor`, and why. Everybody else gets a transaction that acts for somebody. */
const clientUsers: Record<"webDatabase" | "workerDatabase", { path: RegExp; why: string }[]> = {
  webDatabase: [
    { path: /^app\/domain\/accounts\//, why: "before anybody is signed in there is nobody to act for" },
  ],
  workerDatabase: [
    { path: /^app\/domain\/notifications\//, why: "the outbox, which holds ids and no narrative" },
    {
      path: /^app\/domain\/alerts\/erase-[a-z-]+\.server\.ts$/,
      why: "sweeps that call functions which give back ids",
    },
  ],
};

/** Files that may look at the real time, and why. Everybody else is given the one injected clock. */
const realTime: Record<string, string> = {
  "app/domain/accounts/current-actor.server.ts": "sessions end in real time",
  "app/domain/accounts/sign-in.server.ts": "codes end in real time",
  "app/domain/accounts/take-turn.server.ts": "limits of how often count real time",
  "app/domain/calendars/clock.server.ts": "makes the injected clock",
  "app/domain/calendars/set-demo-clock.server.ts": "sets how far the injected clock stands from real time",
  "app/domain/alerts/alert-drafts.server.ts": "what was typed is kept for 24 real hours",
  "app/domain/alerts/deliveries-view.server.ts": "messages are tried again in real time",
  "app/domain/alerts/use-draft.ts": "in the browser: when the draft was saved",
};

const textsOf = (file: ts.SourceFile) =>
  nodesOf(file).flatMap((node) => {
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    return isText ? [{ node, text: node.text }] : [];
  });

/** SQL and connection options that outlive a transaction. `SET LOCAL` ends with it; how long a commit waits for the disk says nothing of who asks. */
const sessionWide = [
  /^\s*set\s+(?!local\b|synchronous_commit\b)[a-z_."]+\s*=/i,
  /^\s*set\s+[a-z]+[_."][a-z_."]*\s+to\b/i,
  /\bset\s+session\b/i,
  /\bset\s+(role|time\s+zone)\b/i,
  /\balter\s+(role|user|database|system)\b[^;]*\bset\b/i,
  /\b(reset|discard)\s+(all|role)\b/i,
  /-c\s*app\./i,
];

function settingProblems(file: ts.SourceFile, path: string): string[] {
  return textsOf(file).flatMap(({ node, text }) => [
    ...(/\bset_config\b/.test(text) && path !== door
      ? [`${placeOf(file, node)} says who is asking; only asActor does`]
      : []),
    ...(sessionWide.some((pattern) => pattern.test(text))
      ? [`${placeOf(file, node)} sets something for longer than a transaction`]
      : []),
  ]);
}

function clientProblems(file: ts.SourceFile, path: string): string[] {
  if (path.startsWith("app/platform/")) return [];
  return nodesOf(file).flatMap((node) => {
    if (!ts.isImportSpecifier(node)) return [];
    const taken = (node.propertyName ?? node.name).text;
    const users = taken === "webDatabase" || taken === "workerDatabase" ? clientUsers[taken] : null;
    return users?.every((user) => !user.path.test(path))
      ? [`${placeOf(file, node)} takes ${taken} past asActor`]
      : [];
  });
}

const isRealTime = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) && node.expression.getText() === "Date" && (node.arguments ?? []).length === 0) ||
  (ts.isCallExpression(node) && /^(Date\.now|performance\.now|Date)$/.test(node.expression.getText())) ||
  (ts.isImportSpecifier(node) && (node.propertyName ?? node.name).text === "systemClock");

function clockProblems(file: ts.SourceFile, path: string): string[] {
  if (!path.startsWith("app/domain/") || path in realTime) return [];
  return nodesOf(file).flatMap((node) =>
    isRealTime(node) ? [`${placeOf(file, node)} looks at the real time`] : [],
  );
}

/** Where code acts past the one door to the database (rule 4) or reads a clock inside a room (rule 6). */
export function actingViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const file = parse(source);
    return [settingProblems, clientProblems, clockProblems].flatMap((problems) =>
      problems(file, source.path),
    );
  });
}

/** `asActor` itself: the person's id, once, for its transaction only. */
export function doorViolations(source: Source): string[] {
  const calls = textsOf(parse(source)).filter(({ text }) => text.includes("set_config"));
  const parts = /set_config\('([\w.]+)', \$\{(\w+(?:\.\w+)*)\}, (true|false)\)/.exec(source.text);
  if (calls.length !== 1 || !parts) return ["asActor must call set_config once"];
  const [, setting, value, isLocal] = parts;
  if (setting !== "app.person_id" || value !== "actor.personId")
    return ["asActor must set the person's id and nothing else"];
  return isLocal === "true" ? [] : ["asActor must set it for its transaction only"];
}

/** Statements of a migration that would hold for whoever connects next. `SET search_path` of a function is its own. */
export function migrationViolations({ path, text }: Source): string[] {
  const code = text.replace(/--.*$/gm, "");
  const outsideFunctions = code
    .replace(/\bSET search_path = [\w, ]+(?=\s+AS\b)/gi, "")
    .replace(/\bUPDATE\b[\s\S]*?\bSET\b/gi, "UPDATE");
  const isWide =
    /\bset_config\b|(^|;)\s*SET\s+(?!LOCAL\b)|\bSET\s+(SESSION|ROLE)\b|\bALTER\s+(ROLE|DATABASE|SYSTEM)\b|\bBYPASSRLS\b/im;
  return isWide.test(outsideFunctions) ? [`${path} sets something for longer than a transaction`] : [];
}
