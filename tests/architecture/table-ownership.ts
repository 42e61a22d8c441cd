import ts from "typescript";
import { mayLookAt, nodesOf, parse, placeOf, roomOf, type Source } from "./project";
import { rawStatements, tablesRead, tablesWritten } from "./raw-sql";
import type { Model } from "./schema-models";

const writes = /^(create|update|upsert|delete)(Many)?(AndReturn)?$/;
const reads = /^(find(Unique|First|Many)(OrThrow)?|count|aggregate|groupBy)$/;

/** Keys of Prisma's arguments below which the fields of the same model stand. */
const transparent = [
  "select",
  "include",
  "where",
  "orderBy",
  "AND",
  "OR",
  "NOT",
  "some",
  "every",
  "none",
  "is",
  "isNot",
  "_count",
];
const writing = ["data", "create", "update", "createMany", "connectOrCreate", "upsert", "updateMany"];

type Models = ReadonlyMap<string, Model>;
type Check = { file: ts.SourceFile; models: Models; source: Source; found: string[] };

function initializerOf(file: ts.SourceFile, name: string): ts.Expression | undefined {
  for (const node of nodesOf(file)) {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name && node.initializer)
      return node.initializer;
  }
}

/** The object literals that an argument can be, followed through constants of the file, lists, conditions and maps. */
function objectsIn(
  file: ts.SourceFile,
  value: ts.Expression | undefined,
  depth = 0,
): ts.ObjectLiteralExpression[] {
  if (!value || depth > 8) return [];
  const into = (...parts: (ts.Expression | undefined)[]) =>
    parts.flatMap((part) => objectsIn(file, part, depth + 1));
  if (ts.isObjectLiteralExpression(value)) return [value];
  if (ts.isIdentifier(value)) return into(initializerOf(file, value.text));
  if (ts.isArrayLiteralExpression(value)) return into(...value.elements);
  if (ts.isConditionalExpression(value)) return into(value.whenTrue, value.whenFalse);
  if (ts.isParenthesizedExpression(value) || ts.isAsExpression(value) || ts.isSatisfiesExpression(value))
    return into(value.expression);
  if (ts.isSpreadElement(value)) return into(value.expression);
  if (ts.isBinaryExpression(value)) return into(value.left, value.right);
  if (ts.isArrowFunction(value) && !ts.isBlock(value.body)) return into(value.body);
  if (ts.isCallExpression(value)) return into(...value.arguments);
  return [];
}

/** A relation field in an argument of Prisma: nothing of a later room is read through it, nothing of another one written. */
function checkArgument(check: Check, value: ts.Expression | undefined, model: Model, isWrite: boolean): void {
  for (const object of objectsIn(check.file, value)) {
    for (const property of object.properties) {
      if (ts.isSpreadAssignment(property)) {
        checkArgument(check, property.expression, model, isWrite);
        continue;
      }
      const name = property.name?.getText() ?? "";
      const inner = ts.isPropertyAssignment(property)
        ? property.initializer
        : ts.isShorthandPropertyAssignment(property)
          ? property.name
          : undefined;
      const target = [...check.models.values()].find((one) => one.name === model.relations[name]);
      if (target) {
        checkUse(check, property, target, isWrite);
        checkArgument(check, inner, target, isWrite);
      } else if (transparent.includes(name)) checkArgument(check, inner, model, isWrite);
      else if (writing.includes(name)) checkArgument(check, inner, model, true);
    }
  }
}

function checkUse(
  { file, source, found }: Check,
  node: ts.Node,
  { name, room: owner }: Model,
  isWrite: boolean,
): void {
  const room = roomOf(source.path);
  const at = placeOf(file, node);
  if (!room) found.push(`${at} touches ${name} outside of a room`);
  else if (isWrite && room !== owner) found.push(`${at} ${room} writes ${name}, which belongs to ${owner}`);
  else if (!mayLookAt(room, owner))
    found.push(`${at} ${room} reads ${name}, which belongs to ${owner}, a later room`);
}

function checkCall(check: Check, call: ts.CallExpression): void {
  const { expression } = call;
  if (!ts.isPropertyAccessExpression(expression) || !ts.isPropertyAccessExpression(expression.expression))
    return;
  const model = check.models.get(expression.expression.name.text);
  const method = expression.name.text;
  if (!model || !(writes.test(method) || reads.test(method))) return;
  checkUse(check, call, model, writes.test(method));
  for (const argument of call.arguments) checkArgument(check, argument, model, false);
}

function checkRawSql(check: Check): void {
  for (const { node, sql } of rawStatements(check.file)) {
    if (!roomOf(check.source.path) && check.source.path !== "app/platform/database.server.ts") {
      check.found.push(`${placeOf(check.file, node)} runs SQL outside of a room`);
    }
    for (const model of check.models.values()) {
      if (tablesWritten(sql).includes(model.table)) checkUse(check, node, model, true);
      else if (tablesRead(sql).includes(model.table)) checkUse(check, node, model, false);
    }
  }
}

/** Where a table is named by a variable, or SQL is put together from text, nobody can say what is touched. */
function checkHidden({ file, found }: Check): void {
  for (const node of nodesOf(file)) {
    if (ts.isElementAccessExpression(node) && /(^tx|Database\(\))$/.test(node.expression.getText())) {
      found.push(`${placeOf(file, node)} names a table by a variable`);
    }
    if (ts.isPropertyAccessExpression(node) && /^\$(query|execute)RawUnsafe$/.test(node.name.text)) {
      found.push(`${placeOf(file, node)} runs SQL that is put together from text`);
    }
    if (ts.isPropertyAccessExpression(node) && node.getText() === "Prisma.raw")
      found.push(`${placeOf(file, node)} puts text into SQL`);
  }
}

/** The start runs migrations and makes databases, as the owner and with a client of its own. */
const isOutside = ({ path }: Source) => path.startsWith("app/start/");

/** A file without any of these has nothing to do with the database, and parsing takes time. */
const mayTouch = ({ text }: Source) =>
  /\btx\b|Database\(|Raw|\bPrisma\b|\.(find|count|create|update|upsert|delete|aggregate|groupBy)/.test(text);

/** Where a file touches tables that are not its room's to touch (rule 3), one line each. */
export function ownershipViolations(sources: readonly Source[], models: Models): string[] {
  return sources
    .filter((source) => !isOutside(source) && mayTouch(source))
    .flatMap((source) => {
      const check: Check = { file: parse(source), models, source, found: [] };
      for (const node of nodesOf(check.file)) if (ts.isCallExpression(node)) checkCall(check, node);
      checkRawSql(check);
      checkHidden(check);
      return check.found;
    });
}
