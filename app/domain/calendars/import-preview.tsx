import { formatDay } from "~/platform/format";
import { type Fate, fateLabels } from "~/platform/intake/fates";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import { Tag, type TagColour } from "~/ui/tag";
import type { ImportPreview } from "./calendar-import.queries.server";
import { importKindLabels } from "./calendar-import.words";

type Row = ImportPreview["rows"][number];

const colours = {
  new: "green",
  changed: "blue",
  unchanged: "grey",
  refused: "red",
} as const satisfies Record<Fate, TagColour>;

function daysWords({ firstDay, lastDay }: Row): string {
  if (!firstDay || !lastDay) return "–";
  return firstDay === lastDay ? formatDay(firstDay) : `${formatDay(firstDay)} to ${formatDay(lastDay)}`;
}

/** "September weekend, local holiday, school 9910118"; a name that says the kind says it once. */
function whatWords({ name, kind, seedCode }: Row): string {
  const label = kind && importKindLabels[kind];
  const saysKind = label !== null && name.toLowerCase().includes(label);
  const parts = [name || "Without a name", saysKind ? null : label, seedCode && `school ${seedCode}`];
  return parts.filter(Boolean).join(", ");
}

const columns: Column<Row>[] = [
  { heading: "Row", isRowHeading: true, cell: (row) => row.place },
  {
    heading: "What it is",
    cell: whatWords,
  },
  { heading: "Days", cell: daysWords },
  {
    heading: "What happens",
    cell: (row) => (
      <>
        <Tag colour={colours[row.fate]}>{fateLabels[row.fate]}</Tag>
        {row.why && ` ${row.why}`}
      </>
    ),
  },
];

const rowsWords = (count: number): string => (count === 1 ? "1 row" : `${count} rows`);

function summary({ counts }: ImportPreview): string {
  const { unchanged, refused } = counts;
  const parts = [
    `${counts.new} new`,
    `${counts.changed} changed`,
    `${unchanged} unchanged`,
    `${refused} refused`,
  ];
  const left = refused > 0 ? " Rows that are refused are left out." : "";
  return `${rowsWords(counts.new + counts.changed + unchanged + refused)}: ${parts.join(", ")}.${left}`;
}

/** Every row of a file with what would become of it, and one button that saves them. */
export function ImportPreviewSection({ preview }: { preview: ImportPreview }) {
  const { rows, counts, sent } = preview;
  const toSave = counts.new + counts.changed;
  return (
    <Section id="preview" title="What the file would change">
      <p role="status">{summary(preview)}</p>
      {toSave === 0 ? (
        <p>Nothing in the calendar would change.</p>
      ) : (
        <ActionForm hidden={sent} isUpload>
          <SubmitButton>Save {rowsWords(toSave)}</SubmitButton>
        </ActionForm>
      )}
      <Table
        caption="Rows of the file"
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.place} ${row.name}`}
      />
    </Section>
  );
}
