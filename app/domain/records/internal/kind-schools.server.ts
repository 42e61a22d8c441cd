import { homeAreas } from "~/domain/organisations/organisations.queries.server";
import { saveSchoolSchema } from "~/domain/organisations/organisations.schema";
import { type Sector, sectorLabels } from "~/domain/organisations/organisations.words";
import { type SchoolRow, saveSchools } from "~/domain/organisations/save-schools.server";
import { aSeedCode, aText, type ColumnParser, oneOf } from "./column-parsers";
import {
  changesOf,
  type ImportColumn,
  type ImportContext,
  type ImportKind,
  type Judgement,
  type RowValues,
  refused,
} from "./import-kind";

const aPhone: ColumnParser = (text) => {
  const parsed = saveSchoolSchema.shape.phone.safeParse(text);
  return parsed.success ? parsed.data : { problem: "must be digits, such as 0141 496 0000" };
};

const columns = [
  {
    name: "seedCode",
    label: "SEED code",
    hint: "7 digits",
    words: ["seed code", "seed", "school code"],
    example: "8400001",
    isRequired: true,
    parse: aSeedCode,
  },
  {
    name: "name",
    label: "Name of the school",
    hint: "For a new school",
    words: ["name of the school", "school name", "name", "school"],
    example: "Invented Academy",
    parse: aText(120),
  },
  {
    name: "sector",
    label: "Sector",
    hint: "Primary, secondary or special. For a new school",
    words: ["sector", "school type"],
    example: "Secondary",
    parse: oneOf(sectorLabels, { special: ["asl"] }),
  },
  {
    name: "phone",
    label: "Phone number of the office",
    hint: "For a new school",
    words: ["phone number", "phone", "telephone"],
    example: "0141 496 0100",
    parse: aPhone,
  },
  {
    name: "area",
    label: "Area",
    hint: "Its name: whose lead on duty is told. For a new school",
    words: ["area"],
    example: "North East",
    parse: aText(80),
  },
] as const satisfies readonly ImportColumn[];

type Field = (typeof columns)[number]["name"];
type Values = RowValues<Field>;
type Write = { isNew: boolean; row: SchoolRow };
type OnRecord = Values & { authorityId: string };

function judgeOne(
  values: Values,
  known: OnRecord | undefined,
  { authorityId, areas }: ImportContext & { areas: ReadonlyMap<string, string> },
): Judgement<Write> {
  if (known && known.authorityId !== authorityId)
    return refused("not_of_authority", "Another authority’s school has this SEED code");
  const areaId = values.area === null ? null : areas.get(values.area.toLowerCase());
  if (areaId === undefined) return refused("malformed", "Area is none of ours");
  const { seedCode, name, sector, phone } = values;
  const lacking = columns
    .filter((column) => values[column.name] === null)
    .map(({ label }) => label.toLowerCase());
  if (!known && lacking.length > 0)
    return refused("incomplete", `The school is new, and this is missing: ${lacking.join(", ")}`);
  const changes = known ? changesOf<Field>(columns, values, known) : [];
  const row = { seedCode: seedCode ?? "", authorityId, areaId, name, sector: sector as Sector | null, phone };
  const fate = known ? (changes.length > 0 ? "changed" : "unchanged") : "new";
  return { fate, keys: [`school ${seedCode}`], changes, write: { isNew: !known, row } };
}

/** Schools of one authority. */
export const schoolsKind: ImportKind<Field, Write> = {
  columns,
  async judge(tx, rows, context) {
    const areas = await homeAreas(tx);
    const schools = await tx.school.findMany({
      where: { seedCode: { in: rows.map(({ seedCode }) => seedCode ?? "") } },
      select: { seedCode: true, name: true, sector: true, phone: true, authorityId: true, areaId: true },
    });
    const areaNames = new Map(areas.map(({ id, name }) => [id, name]));
    const known = new Map(
      schools.map(({ areaId, ...school }) => [
        school.seedCode,
        { ...school, area: areaNames.get(areaId) ?? null },
      ]),
    );
    const facts = { ...context, areas: new Map(areas.map(({ id, name }) => [name.toLowerCase(), id])) };
    return rows.map((values) => judgeOne(values, known.get(values.seedCode ?? ""), facts));
  },
  write(tx, writes) {
    const rows = (isNew: boolean) => writes.filter((write) => write.isNew === isNew).map(({ row }) => row);
    return saveSchools(tx, { added: rows(true), changed: rows(false) });
  },
};
