import { formatDayTime } from "~/platform/format";
import { TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import { reconcilePaths } from "./reconcile.paths";
import type { ListedImport } from "./reconcile.queries.server";

const states = {
  read: "Columns to be chosen",
  mapped: "To be looked at and recorded",
  applying: "Not finished",
  applied: "Recorded",
} as const satisfies Record<ListedImport["state"], string>;

/** The same row once it has gone through JSON. */
type Row = Omit<ListedImport, "startedAt"> & { startedAt: string | Date };

const columns: Column<Row>[] = [
  {
    heading: "Taken in",
    isRowHeading: true,
    cell: ({ id, startedAt }) => (
      <TextLink href={reconcilePaths.run(id)}>{formatDayTime(startedAt)}</TextLink>
    ),
  },
  { heading: "By", cell: ({ by }) => by },
  { heading: "Authority", cell: ({ authority }) => authority },
  { heading: "Rows", isNumeric: true, cell: ({ rows }) => rows.toLocaleString("en-GB") },
  { heading: "State", cell: ({ state }) => states[state] },
];

/** Files that were taken in, each a link to its page. */
export function ImportList({ imports }: { imports: readonly Row[] }) {
  return (
    <Table
      caption="Files so far"
      isCaptionHidden
      columns={columns}
      rows={imports}
      rowKey={({ id }) => id}
      emptyText="No file has been taken in yet."
    />
  );
}
