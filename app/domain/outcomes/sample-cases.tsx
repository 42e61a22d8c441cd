import { TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { qualityPaths } from "./quality.paths";
import { caseStates } from "./quality.words";
import type { OpenSample } from "./sample-view.server";

type Row = OpenSample["cases"][number];

const columnsOf = (sampleId: string): Column<Row>[] => [
  {
    heading: "Example",
    isRowHeading: true,
    cell: ({ id, position }) => (
      <TextLink href={qualityPaths.case(sampleId, id)}>{`Example ${position}`}</TextLink>
    ),
  },
  {
    heading: "State",
    cell: ({ state, sentBackWhy }) => (
      <>
        <Tag colour={caseStates[state].colour}>{caseStates[state].label}</Tag>
        {sentBackWhy && <span className="block">{sentBackWhy}</span>}
      </>
    ),
  },
  { heading: "Young person’s words", cell: ({ isQuoted }) => (isQuoted ? "With permission" : "No") },
];

/** The cases of a sample, each with where it stands. */
export function SampleCases({ sample }: { sample: Pick<OpenSample, "id" | "cases"> }) {
  return (
    <Table
      caption="Examples"
      isCaptionHidden
      columns={columnsOf(sample.id)}
      rows={sample.cases}
      rowKey={({ id }) => id}
      emptyText="Its examples were removed when it was withdrawn."
    />
  );
}
