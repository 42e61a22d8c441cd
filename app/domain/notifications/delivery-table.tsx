import { formatDayTime } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { type Column, Table } from "~/ui/table";
import type { DeliveryRow } from "./delivery-row";
import { notificationsPaths } from "./notifications.paths";

type DeliveryTableProps = {
  caption: string;
  rows: readonly DeliveryRow[];
  /** May whoever reads this send again? */
  mayRetry: boolean;
  /** Path of the page to come back to. */
  back: string;
};

const withQuiet = (words: string, quiet: string) => (
  <>
    {words}
    <br />
    <span className="vs-quiet">{quiet}</span>
  </>
);

const columns: Column<DeliveryRow>[] = [
  { heading: "Message", isRowHeading: true, cell: (row) => row.what },
  { heading: "To", cell: (row) => withQuiet(row.to, row.by) },
  {
    heading: "What became of it",
    cell: (row) => withQuiet(row.became, `Queued ${formatDayTime(row.queuedAt)}`),
  },
];

const again = (back: string): Column<DeliveryRow> => ({
  heading: "Do",
  cell: (row) =>
    row.again !== null && (
      <ActionForm action={notificationsPaths.list()} hidden={{ mailId: row.id, back }}>
        <SubmitButton kind="secondary" isSmall>
          {row.again} <span className="visually-hidden">{`${row.what}, to ${row.to}, by ${row.by}`}</span>
        </SubmitButton>
      </ActionForm>
    ),
});

/** Messages with what became of each, and a button to send again where that can help. */
export function DeliveryTable({ caption, rows, mayRetry, back }: DeliveryTableProps) {
  const hasButtons = mayRetry && rows.some((row) => row.again !== null);
  return (
    <Table
      caption={caption}
      isCaptionHidden
      columns={hasButtons ? [...columns, again(back)] : columns}
      rows={rows}
      rowKey={(row) => row.id}
      emptyText="None."
    />
  );
}
