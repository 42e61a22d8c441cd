import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  type EventGroup,
  type EventKind,
  eventGroups,
  groupOfKind,
  kindsOf,
} from "~/domain/chronology/event-kinds";

const migrations = path.resolve("prisma/migrations");
const sql = readdirSync(migrations, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => readFileSync(path.join(migrations, entry.name, "migration.sql"), "utf8"))
  .join("\n");

/** Statements about events; what they name like a kind is one. */
const kindsInSql = [
  ...new Set(
    sql
      .split(";")
      .filter((statement) => /\b(ON event|INTO event)\b/.test(statement))
      .flatMap((statement) => [...statement.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, kind = ""]) => kind)),
  ),
];

describe("a kind of event", () => {
  // What the code writes is checked by its type: addEvent takes no other kind.
  it("that is in no group cannot be written", () => {
    // @ts-expect-error: a room that writes a new kind adds it to a group first
    const unknown: EventKind = "nothing.happened";
    expect(Object.keys(groupOfKind)).not.toContain(unknown);
  });

  it("that the database writes itself is found", () => {
    expect(kindsInSql).toEqual(
      expect.arrayContaining(["mail.undelivered", "alert.escalated", "action.ticked"]),
    );
  });

  it.each(kindsInSql)("%s, which the database names, is in a group", (kind) => {
    expect(Object.keys(groupOfKind)).toContain(kind);
  });

  it("is in one group, and each group has some", () => {
    const groups = Object.keys(eventGroups) as EventGroup[];
    expect(groups.filter((group) => kindsOf([group]).length === 0)).toEqual([]);
    expect(groups.flatMap((group) => kindsOf([group])).sort()).toEqual(Object.keys(groupOfKind).sort());
  });
});
