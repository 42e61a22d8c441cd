import { formatDay } from "~/platform/format";
import { PhoneLink, TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { organisationsPaths } from "./organisations.paths";
import type { ListedSchool } from "./organisations.queries.server";
import { sectorLabels } from "./organisations.words";
import { type SchoolGap, schoolGaps } from "./school-filter";

/** A school with its area, the authority when it is not ours, the people who may raise an alert there, and what is missing. */
export type SchoolRow = ListedSchool & {
  area: string;
  elsewhere: string | null;
  people: string[];
  gap: SchoolGap | null;
};

const gapColours = { nobody: "red", no_manager: "orange" } as const;

function Roll({ roll, rollOn }: Pick<ListedSchool, "roll" | "rollOn">) {
  if (roll === null) return <span className="vs-quiet">Not known</span>;
  return (
    <>
      {roll}
      {rollOn && <span className="vs-quiet block">on {formatDay(rollOn)}</span>}
    </>
  );
}

function People({ row: { people, gap, closedOn } }: { row: SchoolRow }) {
  return (
    <>
      {people.length > 0 && (
        <ul className="m-0 list-none p-0">
          {people.map((person) => (
            <li key={person}>{person}</li>
          ))}
        </ul>
      )}
      {gap && !closedOn && <Tag colour={gapColours[gap]}>{schoolGaps[gap]}</Tag>}
    </>
  );
}

const columns = (mayChange: boolean): Column<SchoolRow>[] => [
  {
    heading: "School",
    isRowHeading: true,
    cell: ({ id, name, closedOn }) => (
      <>
        {mayChange ? <TextLink href={organisationsPaths.school(id)}>{name}</TextLink> : name}
        {closedOn && <span className="vs-quiet block">Closed, last day {formatDay(closedOn)}</span>}
      </>
    ),
  },
  { heading: "Sector", cell: (row) => sectorLabels[row.sector] },
  {
    heading: "Area",
    cell: ({ area, elsewhere }) => (
      <>
        {area}
        {elsewhere && <span className="vs-quiet block">{elsewhere}</span>}
      </>
    ),
  },
  { heading: "SEED code", cell: (row) => row.seedCode },
  { heading: "Roll", isNumeric: true, cell: (row) => <Roll {...row} /> },
  { heading: "Who raises an alert", cell: (row) => <People row={row} /> },
  { heading: "Office", cell: (row) => <PhoneLink number={row.phone} /> },
];

/** Schools with where they are and who raises an alert there. */
export function SchoolTable({ rows, mayChange }: { rows: SchoolRow[]; mayChange: boolean }) {
  return (
    <Table
      caption={rows.length === 1 ? "1 school" : `${rows.length} schools`}
      columns={columns(mayChange)}
      rows={rows}
      rowKey={(row) => row.id}
      emptyText="No school is like this."
    />
  );
}
