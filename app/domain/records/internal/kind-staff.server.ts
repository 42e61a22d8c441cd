import { z } from "zod";
import { roleWords, schoolRoles } from "~/domain/accounts/accounts.words";
import { type StaffRow, saveStaff } from "~/domain/accounts/save-staff.server";
import { schoolsOfAuthority } from "~/domain/organisations/organisations.queries.server";
import type { Role } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { dayOf, toDateColumn } from "~/platform/format";
import { aName, aSeedCode, aText, type ColumnParser, oneOf } from "./column-parsers";
import { type ImportColumn, type ImportKind, type Judgement, type RowValues, refused } from "./import-kind";

const address = z.email().max(254).toLowerCase();
const aMailAddress: ColumnParser = (text) => {
  const parsed = address.safeParse(text);
  return parsed.success ? parsed.data : { problem: "must be in the format name@example.com" };
};

const columns = [
  {
    name: "email",
    label: "Work email address",
    hint: "They sign in with a code that is sent to it",
    words: ["email", "e mail", "work email address"],
    example: "rowan.invented@example.org",
    isRequired: true,
    parse: aMailAddress,
  },
  {
    name: "name",
    label: "Name",
    hint: "As colleagues know them. Somebody who is here already keeps theirs",
    words: ["name", "full name"],
    example: "Rowan Invented",
    isRequired: true,
    parse: aName,
  },
  {
    name: "phone",
    label: "Work phone number",
    words: ["phone", "telephone"],
    example: "0141 496 0100",
    parse: aText(30),
  },
  {
    name: "role",
    label: "Role",
    hint: "Designated Manager or Head Teacher: other roles are given by hand",
    words: ["role", "post"],
    example: "Designated Manager",
    isRequired: true,
    parse: oneOf(Object.fromEntries(schoolRoles.map((role) => [role, roleWords[role]]))),
  },
  {
    name: "seedCode",
    label: "School",
    hint: "SEED code, 7 digits",
    words: ["seed code", "seed", "school code"],
    example: "8400001",
    isRequired: true,
    parse: aSeedCode,
  },
  {
    name: "isDepute",
    label: "Depute",
    hint: "Yes or no; empty is no",
    words: ["depute"],
    example: "no",
    parse: oneOf({ yes: "Yes", no: "No" }, { yes: ["y", "1", "true"], no: ["n", "0", "false"] }),
  },
] as const satisfies readonly ImportColumn[];

type Field = (typeof columns)[number]["name"];
type Values = RowValues<Field>;

const keyOf = ({ email, role, schoolId, isDepute }: Omit<StaffRow, "name" | "phone">): string =>
  [email, role, schoolId, isDepute].join(" ");

/** Roles held on a day or from a later one, by `keyOf`. */
async function heldBy(tx: Tx, rows: readonly Values[], today: string): Promise<Set<string>> {
  const held = await tx.membership.findMany({
    where: {
      person: { email: { in: rows.map(({ email }) => email ?? "") } },
      OR: [{ validTo: null }, { validTo: { gte: toDateColumn(today) } }],
    },
    select: { role: true, schoolId: true, isDepute: true, person: { select: { email: true } } },
  });
  return new Set(
    held.map(({ person, schoolId, role, isDepute }) =>
      keyOf({ email: person.email, role: role as Role, schoolId: schoolId ?? "", isDepute }),
    ),
  );
}

function judgeOne(
  values: Values,
  schoolId: string | undefined,
  held: ReadonlySet<string>,
): Judgement<StaffRow> {
  if (!schoolId) return refused("not_of_authority", "The school is none of this authority’s");
  const { email, name, phone, role, isDepute } = values;
  const write = {
    email: email ?? "",
    name: name ?? "",
    phone,
    role: role as Role,
    schoolId,
    isDepute: isDepute === "yes",
  };
  const key = keyOf(write);
  return { fate: held.has(key) ? "unchanged" : "new", keys: [key], changes: [], write };
}

/** Who holds a role at the schools of one authority. Roles are only given: ending one is done by hand. */
export const staffKind: ImportKind<Field, StaffRow> = {
  columns,
  async judge(tx, rows, { authorityId, today }) {
    const schools = await schoolsOfAuthority(tx, authorityId);
    const ids = new Map(schools.map(({ id, seedCode }) => [seedCode, id]));
    const held = await heldBy(tx, rows, today);
    return rows.map((values) => judgeOne(values, ids.get(values.seedCode ?? ""), held));
  },
  write: (tx, writes, { at }) => saveStaff(tx, writes, { at, from: dayOf(at) }),
};
