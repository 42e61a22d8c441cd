import { describe, expect, it } from "vitest";
import { roleWords } from "~/domain/accounts/accounts.words";
import { type Permission, type Role, roles } from "~/platform/actor";

const modules = import.meta.glob<Record<string, Record<string, Permission>>>("/app/domain/*/*.policy.ts", {
  eager: true,
});

const isPermission = (value: unknown): value is Permission =>
  typeof value === "object" && value !== null && "name" in value && "roles" in value;

/** Every permission that a room's policy exports, with the room and the verb it is exported under. */
const permissions = Object.entries(modules).flatMap(([path, exported]) => {
  const room = path.split("/").at(-2) ?? "";
  const policies = Object.values(exported).filter((value) => typeof value === "object");
  return policies.flatMap((policy) =>
    Object.entries(policy).flatMap(([verb, permission]) =>
      isPermission(permission) ? [{ room, verb, permission }] : [],
    ),
  );
});

const columns = {
  designated_manager: "DM",
  head_teacher: "HT",
  lead: "Lead",
  vs_teacher: "VST",
  vs_head_teacher: "VSHT",
  administrator: "Admin",
} as const satisfies Partial<Record<Role, string>>;
const shown = Object.keys(columns) as (keyof typeof columns)[];
const others = roles.filter((role) => !Object.hasOwn(columns, role));

function othersIn(held: readonly Role[]): string {
  const named = others.filter((role) => held.includes(role));
  return named.length === others.length ? "everybody" : named.map((role) => roleWords[role]).join(", ");
}

/** A table as the formatter writes it: all cells of a column equally wide. */
function tableOf(rows: string[][]): string[] {
  const widths =
    rows[0]?.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const [head, ...body] = [rows[0] ?? [], widths.map((width) => "-".repeat(width)), ...rows.slice(1)].map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  return [head ?? "", ...body];
}

function readableTable(): string {
  const sorted = [...permissions].sort((one, other) =>
    one.permission.name.localeCompare(other.permission.name),
  );
  const rows = sorted.map(({ permission }) => [
    `\`${permission.name}\``,
    ...shown.map((role) => (permission.roles.includes(role) ? "●" : "")),
    othersIn(permission.roles),
  ]);
  const lines = [
    "# Who may do what",
    "",
    "Written from the rooms’ policies; `tests/accounts/permissions.test.ts` keeps it true. A depute has the rights of the role. What of it",
    "somebody sees is narrowed by the database: a school’s people to their own school, a Virtual School Teacher to their caseload.",
    "",
    `${shown.map((role) => `${columns[role]}: ${roleWords[role]}`).join(" · ")}.`,
    "",
    ...tableOf([["may", ...Object.values(columns), "other roles"], ...rows]),
  ];
  return `${lines.join("\n")}\n`;
}

describe("the policies of all rooms", () => {
  it("are as the readable table says", async () => {
    // Changed on purpose? `npx vitest run --config remix.config.js tests/accounts/permissions -u`, and read the difference.
    await expect(readableTable()).toMatchFileSnapshot("../../app/domain/accounts/permissions.md");
  });

  it.each(permissions)("$permission.name is named for its room and verb", ({ room, verb, permission }) => {
    expect(permission.name).toBe(`${room}.${verb}`);
  });

  it("give an administrator nothing with a child in it", () => {
    const given = permissions.filter(({ permission }) => permission.roles.includes("administrator"));
    expect(given.map(({ room }) => room).filter((room) => ["learners", "outcomes"].includes(room))).toEqual(
      [],
    );
    // An action is read by whoever is named for it, and an administrator never is.
    expect(given.filter(({ room }) => room === "alerts").map(({ verb }) => verb)).toEqual(["tickAction"]);
  });
});
