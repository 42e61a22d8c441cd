import { formatDayTime } from "~/platform/format";
import { TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import { importsPaths } from "./imports.paths";
import type { OwnImport } from "./imports.queries.server";
import { type ColumnDoc, type ImportKindName, importKinds, importStates } from "./imports.words";

/** The kinds of file that somebody may bring in, each a link to its page. */
export function ImportKindList({ kinds }: { kinds: readonly ImportKindName[] }) {
  return (
    <dl>
      {kinds.map((kind) => (
        <div key={kind}>
          <dt>
            <TextLink href={importsPaths.kind(kind)}>{importKinds[kind].title}</TextLink>
          </dt>
          <dd>{importKinds[kind].lead}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The same row once it has gone through JSON. */
type Row = Omit<OwnImport, "startedAt"> & { startedAt: string | Date };

const runColumns: Column<Row>[] = [
  {
    heading: "Taken in",
    isRowHeading: true,
    cell: ({ id, startedAt }) => <TextLink href={importsPaths.run(id)}>{formatDayTime(startedAt)}</TextLink>,
  },
  { heading: "About", cell: ({ kind }) => importKinds[kind].title },
  { heading: "Authority", cell: ({ authority }) => authority },
  { heading: "Rows", isNumeric: true, cell: ({ rows }) => rows.toLocaleString("en-GB") },
  { heading: "State", cell: ({ state }) => importStates[state] },
];

/** Files that were taken in, each a link to its page. */
export function OwnImportList({ imports }: { imports: readonly Row[] }) {
  return (
    <Table
      caption="Your files so far"
      isCaptionHidden
      columns={runColumns}
      rows={imports}
      rowKey={({ id }) => id}
      emptyText="You have not brought a file in yet."
    />
  );
}

const docColumns: Column<ColumnDoc>[] = [
  { heading: "Column", isRowHeading: true, cell: ({ label }) => label },
  { heading: "Needed", cell: ({ isRequired }) => (isRequired ? "In every row" : "–") },
  { heading: "What", cell: ({ hint }) => hint ?? "–" },
  { heading: "Example", cell: ({ example }) => example || "–" },
];

/** What the columns of a kind of file mean. */
export function ColumnDocs({ columns }: { columns: readonly ColumnDoc[] }) {
  return (
    <Table
      caption="Columns of the file"
      isCaptionHidden
      columns={docColumns}
      rows={columns}
      rowKey={({ name }) => name}
    />
  );
}
