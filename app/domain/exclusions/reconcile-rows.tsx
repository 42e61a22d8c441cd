import { formatDay } from "~/platform/format";
import { type Fate, fateLabels } from "~/platform/intake/fates";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import { Tag, type TagColour } from "~/ui/tag";
import { reconcilePaths } from "./reconcile.paths";
import type { ShownRow } from "./reconcile.queries.server";

const colours = {
  new: "green",
  changed: "blue",
  unchanged: "grey",
  refused: "red",
} as const satisfies Record<Fate, TagColour>;

const kindWords = { exclusion: "exclusion", absence: "absence" } as const;

function daysWords({ kind, startsOn, endsOn }: ShownRow): string {
  if (!kind || !startsOn) return "–";
  const until = endsOn && endsOn !== startsOn ? ` to ${formatDay(endsOn)}` : "";
  return `${kindWords[kind]}, ${formatDay(startsOn)}${until}`;
}

const fateColumns: Column<ShownRow>[] = [
  { heading: "Row", isRowHeading: true, cell: ({ line }) => `Line ${line}` },
  {
    heading: "What happens",
    cell: ({ fate, problem }) => (
      <>
        <Tag colour={colours[fate]}>{fateLabels[fate]}</Tag>
        {problem && ` ${problem}`}
      </>
    ),
  },
];

/** Known until the rows are recorded and their cells dropped. */
const contentColumns: Column<ShownRow>[] = [
  { heading: "Learner", cell: ({ learner, school }) => (learner ? `${learner}, ${school ?? ""}` : "–") },
  { heading: "What", cell: daysWords },
];

type Props = { importId: string; rows: readonly ShownRow[]; page: number; pages: number };

/** Every row of a file with what becomes of it, a hundred on a page. */
export function ImportRowsSection({ importId, rows, page, pages }: Props) {
  const link = (to: number) => `${reconcilePaths.run(importId)}?page=${to}#rows`;
  return (
    <Section id="rows" title="Rows of the file">
      <Table
        caption="Rows of the file"
        isCaptionHidden
        columns={rows.some(({ learner }) => learner) ? [...fateColumns, ...contentColumns] : fateColumns}
        rows={rows}
        rowKey={({ line }) => String(line)}
      />
      {pages > 1 && (
        <nav aria-label="Pages of rows">
          <p>
            Page {page} of {pages}. {page > 1 && <TextLink href={link(page - 1)}>The page before</TextLink>}{" "}
            {page < pages && <TextLink href={link(page + 1)}>The next page</TextLink>}
          </p>
        </nav>
      )}
    </Section>
  );
}
