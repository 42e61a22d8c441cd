import { type Column, Table } from "~/ui/table";
import type { ToldRow } from "./coverage.queries.server";
import { stepWhoWords } from "./escalation-steps";

/** Who is told of an alert on one day, in the order of the steps. */
export function ToldTable({ rows, caption }: { rows: readonly ToldRow[]; caption: string }) {
  const columns: Column<ToldRow>[] = [
    {
      heading: "Area",
      isRowHeading: true,
      cell: ({ area, schools }) => `${area} (${schools} ${schools === 1 ? "school" : "schools"})`,
    },
    { heading: "Raised", cell: (row) => row.time },
    {
      heading: "Who is told, in this order",
      cell: ({ steps, names }) => (
        <ol>
          {steps.map((who, index) => (
            <li key={`${who} ${names[index]}`}>
              {names[index] || <strong>Nobody</strong>} <span className="text-sm">({stepWhoWords[who]})</span>
            </li>
          ))}
        </ol>
      ),
    },
  ];
  return (
    <Table
      caption={caption}
      isCaptionHidden
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      emptyText="There is no school yet."
    />
  );
}
