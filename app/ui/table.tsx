import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Column<Row> = {
  heading: string;
  cell: (row: Row) => ReactNode;
  /** The cell that names its row; at most one column. */
  isRowHeading?: boolean;
  /** Numbers, so that their digits stand under each other. */
  isNumeric?: boolean;
};

type TableProps<Row> = {
  caption: string;
  /** When a heading right above says the same. */
  isCaptionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Shown in place of a table without rows. */
  emptyText?: string;
};

/**
 * Roles that look redundant: on a phone the style sheet turns rows into blocks, and some browsers then forget
 * that they were a table.
 */
const as = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

/** A table; on a phone each row becomes a small card whose cells carry their column's heading. */
export function Table<Row>({
  caption,
  isCaptionHidden = false,
  columns,
  rows,
  rowKey,
  emptyText = "Nothing yet.",
}: TableProps<Row>) {
  if (rows.length === 0) return <p className="vs-empty">{emptyText}</p>;
  return (
    <table {...as.table} className="ds_table vs-table">
      <caption className={classNames(isCaptionHidden && "visually-hidden")}>{caption}</caption>
      <thead {...as.rowgroup}>
        <tr {...as.row}>
          {columns.map((column) => (
            <th
              key={column.heading}
              {...as.columnheader}
              scope="col"
              className={classNames(column.isNumeric && "vs-numeric") || undefined}
            >
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as.rowgroup}>
        {rows.map((row) => (
          <tr key={rowKey(row)} {...as.row}>
            {columns.map((column) => (
              <Cell key={column.heading} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const className = classNames(column.isNumeric && "vs-numeric") || undefined;
  const content = <span className="vs-table__value">{column.cell(row)}</span>;
  if (column.isRowHeading) {
    return (
      <th {...as.rowheader} scope="row" className={className} data-label={column.heading}>
        {content}
      </th>
    );
  }
  return (
    <td {...as.cell} className={className} data-label={column.heading}>
      {content}
    </td>
  );
}
