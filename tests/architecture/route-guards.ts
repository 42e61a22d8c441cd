import ts from "typescript";
import { parse, placeOf, type Source } from "./project";

/** Routes that people who are not signed in may call, each with the reason. Everything else is guarded. */
export const openRoutes: Record<string, string> = {
  "app/routes/sign-in.tsx": "how people come in",
  "app/routes/sign-out.tsx": "ends the session that is there, if any",
  "app/routes/demo.sign-in.tsx": "demo only",
  "app/routes/demo.clock.tsx": "demo only",
  "app/routes/mailbox._index.tsx": "demo only",
  "app/routes/mailbox.$id.tsx": "demo only",
  "app/routes/healthz.ts": "asked by machines, says nothing of the content",
  "app/routes/readyz.ts": "asked by machines, says nothing of the content",
  "app/routes/auditz.ts": "asked by machines, says nothing of the content",
  "app/routes/duty.feed.$file.ts":
    "read by calendar programs, which cannot sign in: the secret in the address is the key; holds no learner's data",
  "app/routes/ui.tsx": "parts of the interface with invented content",
};

const doors = ["loader", "action"];
const rewritten = ["clientLoader", "clientAction"];

const isExported = (node: ts.Statement) =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);

/** Is it `guarded(<room>Policy.<verb>, …)`? */
function isGuarded(value: ts.Expression | undefined): boolean {
  if (!value || !ts.isCallExpression(value) || value.expression.getText() !== "guarded") return false;
  return /^[a-z]+Policy\.[a-zA-Z]+$/.test(value.arguments[0]?.getText() ?? "");
}

/** Exported names of a statement, each with the expression it is, if it is one. */
function exportsOf(statement: ts.Statement): { name: string; value?: ts.Expression }[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    if (!exportClause || ts.isNamespaceExport(exportClause)) return [{ name: "*" }];
    return exportClause.elements.map((element) => ({ name: element.name.text }));
  }
  if (!isExported(statement)) return [];
  if (ts.isFunctionDeclaration(statement)) return [{ name: statement.name?.text ?? "default" }];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.map(({ name, initializer }) => ({
    name: name.getText(),
    value: initializer,
  }));
}

const isDefault = (statement: ts.Statement) =>
  ts.isExportAssignment(statement) ||
  (ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword));

function violationsOf(source: Source): string[] {
  const file = parse(source);
  const found = file.statements.flatMap((statement) =>
    exportsOf(statement).map((one) => ({ ...one, at: placeOf(file, statement) })),
  );
  const open = found.filter(
    ({ name, value }) =>
      (doors.includes(name) && !isGuarded(value)) || rewritten.includes(name) || name === "*",
  );
  const pages = file.statements.filter(isDefault);
  const hasGuardedLoader = found.some(({ name, value }) => name === "loader" && isGuarded(value));
  return [
    ...open.map(({ name, at }) => `${at} ${name} is not made by guarded(<room>Policy.<verb>, …)`),
    ...(hasGuardedLoader ? [] : pages.map((page) => `${placeOf(file, page)} the page has no guarded loader`)),
  ];
}

/** Demo routes ask `isDemo` themselves, or call something of the demo people that does. */
const asksForDemo = ({ path, text }: Source) =>
  openRoutes[path] !== "demo only" || /env\(\)\.isDemo|signInAsDemoPerson/.test(text);

/** Loaders, actions and pages of the routes that anybody could call without a role, unless their file is in `open`. */
export function unguardedRoutes(
  routes: readonly Source[],
  open: Record<string, string> = openRoutes,
): string[] {
  const stale = Object.keys(open).filter(
    (path) => !routes.some((route) => route.path === path && violationsOf(route).length > 0),
  );
  return [
    ...routes.filter(({ path }) => !(path in open)).flatMap(violationsOf),
    ...stale.map((path) => `${path} needs no exception`),
    ...routes
      .filter((route) => !asksForDemo(route))
      .map(({ path }) => `${path} does not ask whether this is the demo`),
  ];
}
