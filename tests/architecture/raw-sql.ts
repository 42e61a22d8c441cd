import ts from "typescript";
import { nodesOf } from "./project";

/** SQL in a template, with a `?` for each value put in. */
export type RawStatement = { node: ts.Node; sql: string };

const tags = /(\$(query|execute)Raw|Prisma\.sql)$/;

const textOf = (template: ts.TemplateLiteral): string =>
  ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : template.head.text + template.templateSpans.map((span) => `?${span.literal.text}`).join("");

/** Every SQL template of a file. */
export function rawStatements(file: ts.SourceFile): RawStatement[] {
  return nodesOf(file).flatMap((node) => {
    if (!ts.isTaggedTemplateExpression(node) || !tags.test(node.tag.getText())) return [];
    return [{ node, sql: textOf(node.template) }];
  });
}

const name = String.raw`\s+(?:only\s+)?(?:public\.)?"?(\w+)"?`;
const namesAfter = (sql: string, words: string) =>
  [...sql.matchAll(new RegExp(`\\b(?:${words})${name}`, "gi"))].map(([, found = ""]) => found);

/** The tables that a statement changes or locks; `for update` locks rows and changes nothing. */
export function tablesWritten(sql: string): string[] {
  const changing = sql.replace(/\b(for\s+(no\s+key\s+)?|do\s+)update\b/gi, "");
  return namesAfter(
    changing,
    String.raw`insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?|(?:alter|drop|lock)\s+table|copy|update`,
  );
}

/** The tables that a statement reads. */
export const tablesRead = (sql: string): string[] => namesAfter(sql, "from|join|using");
