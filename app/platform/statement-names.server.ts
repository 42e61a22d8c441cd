import { createHash } from "node:crypto";

const nameOf = (text: string): string => createHash("sha1").update(text).digest("hex").slice(0, 20);

/**
 * Names for statements, so that the database plans each once for a connection and not each time it is sent: a learner's
 * record takes eight times as long to plan as to read. A name is given from the second time on, and to `most` statements:
 * the rest, such as lists of ids of every length, are sent without ("").
 */
export function statementNames(most = 500): (statement: { sql: string }) => string {
  const names = new Map<string, string>();
  let once = new Set<string>();
  return ({ sql }) => {
    const name = names.get(sql);
    if (name !== undefined) return name;
    if (names.size === most) return "";
    if (!once.delete(sql)) {
      if (once.size === 10 * most) once = new Set();
      once.add(sql);
      return "";
    }
    names.set(sql, nameOf(sql));
    return nameOf(sql);
  };
}
