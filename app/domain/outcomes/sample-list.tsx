import { TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { qualityPaths } from "./quality.paths";
import type { ListedSample } from "./quality.queries.server";
import { sampleStates } from "./quality.words";

const columnsFor = (hrefOf: (id: string) => string): Column<ListedSample>[] => [
  {
    heading: "Alerts of",
    isRowHeading: true,
    cell: ({ id, schoolYear }) => <TextLink href={hrefOf(id)}>School year {schoolYear}</TextLink>,
  },
  { heading: "Drawn on", cell: ({ drawn }) => drawn },
  {
    heading: "State",
    cell: ({ state, withdrawnWhy }) => (
      <>
        <Tag colour={sampleStates[state].colour}>{sampleStates[state].label}</Tag>
        {withdrawnWhy && <span className="block">{withdrawnWhy}</span>}
      </>
    ),
  },
  {
    heading: "Examples",
    cell: ({ state, cases, fit }) => (state === "open" ? `${fit} of ${cases} fit to leave` : cases),
  },
];

/** The samples that somebody may see; whoever does not make any goes straight to what was released. */
export function SampleList({ samples, mayMake }: { samples: readonly ListedSample[]; mayMake: boolean }) {
  return (
    <Table
      caption="Samples"
      isCaptionHidden
      columns={columnsFor(mayMake ? qualityPaths.sample : qualityPaths.print)}
      rows={samples}
      rowKey={({ id }) => id}
      emptyText={mayMake ? "No sample has been drawn yet." : "No sample has been released yet."}
    />
  );
}
