import { type Fate, fateLabels, fates } from "~/platform/intake/fates";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import { Tag, type TagColour } from "~/ui/tag";
import { importsPaths } from "./imports.paths";
import type { ImportView, ShownImportRow } from "./imports.queries.server";

const colours = {
  new: "green",
  changed: "blue",
  unchanged: "grey",
  refused: "red",
} as const satisfies Record<Fate, TagColour>;

/** From and to, where they are still known; else which columns change. */
function What({ row: { fate, problem, changes } }: { row: ShownImportRow }) {
  if (fate !== "changed" || changes.length === 0) return <>{problem ?? "–"}</>;
  return (
    <>
      {changes.map(({ label, from, to }) => (
        <span key={label} className="block">
          {label}: {from || "nothing"} → {to}
        </span>
      ))}
    </>
  );
}

const columns: Column<ShownImportRow>[] = [
  { heading: "Row", isRowHeading: true, cell: ({ line }) => `Line ${line}` },
  {
    heading: "What happens",
    cell: ({ fate }) => <Tag colour={colours[fate]}>{fateLabels[fate]}</Tag>,
  },
  { heading: "Why, or what changes", cell: (row) => <What row={row} /> },
];

type Props = Pick<ImportView, "id" | "counts" | "page" | "pages" | "fate" | "shownRows">;

/** Every row of a file with what becomes of it, or those of one fate; a hundred on a page. */
export function RecordImportRows({ id, counts, page, pages, fate, shownRows }: Props) {
  const link = (wanted: Fate | null, to = 1) =>
    `${importsPaths.run(id)}?${wanted ? `fate=${wanted}&` : ""}page=${to}#rows`;
  return (
    <Section id="rows" title="Rows of the file">
      <p>
        Show: {fate ? <TextLink href={link(null)}>all</TextLink> : <strong>all</strong>}
        {fates
          .filter((each) => counts[each] > 0)
          .map((each) => (
            <span key={each}>
              {" · "}
              {each === fate ? (
                <strong>{fateLabels[each].toLowerCase()}</strong>
              ) : (
                <TextLink href={link(each)}>{fateLabels[each].toLowerCase()}</TextLink>
              )}
            </span>
          ))}
      </p>
      <Table
        caption="Rows of the file"
        isCaptionHidden
        columns={columns}
        rows={shownRows}
        rowKey={({ line }) => String(line)}
      />
      {pages > 1 && (
        <nav aria-label="Pages of rows">
          <p>
            Page {page} of {pages}.{" "}
            {page > 1 && <TextLink href={link(fate, page - 1)}>The page before</TextLink>}{" "}
            {page < pages && <TextLink href={link(fate, page + 1)}>The next page</TextLink>}
          </p>
        </nav>
      )}
    </Section>
  );
}
