import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { type Column, Table } from "~/ui/table";

type Row = { school: string; openings: number };

const columns: Column<Row>[] = [
  { heading: "School", isRowHeading: true, cell: (row) => row.school },
  { heading: "Openings lost", isNumeric: true, cell: (row) => row.openings },
];

const table = (rows: Row[]) =>
  renderToStaticMarkup(
    <Table
      caption="Schools"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.school}
      emptyText="No school yet."
    />,
  );

it("carries each column's heading in the cell, for the stacked rows of a phone", () => {
  const html = table([{ school: "Invented Academy", openings: 4 }]);
  expect(html).toContain('<th role="rowheader" scope="row" data-label="School">');
  expect(html).toContain('data-label="Openings lost"><span class="vs-table__value">4</span>');
});

it("says so in words when there is nothing to list", () => {
  expect(table([])).toBe('<p class="vs-empty">No school yet.</p>');
});
