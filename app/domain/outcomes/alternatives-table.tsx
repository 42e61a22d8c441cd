import { type Column, Table } from "~/ui/table";
import type { AlternativeRow } from "./alternatives.queries.server";
import { fewestShown, tooFew, usedSentence } from "./alternatives.words";

type Row = Pick<AlternativeRow, "code" | "label" | "used" | "notUsed">;

const columns: Column<Row>[] = [
  { heading: "Alternative", isRowHeading: true, cell: ({ label }) => label },
  { heading: "Used", cell: ({ used }) => usedSentence(used) },
  { heading: "Not used", cell: ({ notUsed }) => <NotUsed {...notUsed} /> },
];

function NotUsed({ times, reasons }: Row["notUsed"]) {
  if (times < fewestShown) return tooFew;
  return (
    <>
      {`Not used ${times} times:`}
      <ul className="m-0 list-none p-0">
        {reasons.map((reason) => (
          <li key={reason.label} className="m-0">{`${reason.label}: ${reason.times}`}</li>
        ))}
      </ul>
    </>
  );
}

/** Each alternative, in the order of the list. */
export function AlternativesTable({ alternatives }: { alternatives: readonly Row[] }) {
  return (
    <Table
      caption="Alternatives to exclusion"
      isCaptionHidden
      columns={columns}
      rows={alternatives}
      rowKey={({ code }) => code}
    />
  );
}
