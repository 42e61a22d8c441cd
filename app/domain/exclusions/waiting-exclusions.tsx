import { Section } from "~/ui/page";
import { Table } from "~/ui/table";
import { openColumns } from "./exclusion-list";
import type { ListedExclusion } from "./exclusions.queries.server";

/** On "Waiting for you": exclusions with something due. */
export function WaitingExclusions({ exclusions, today }: { exclusions: ListedExclusion[]; today: string }) {
  if (exclusions.length === 0) return null;
  return (
    <Section id="exclusions" title="Due after an exclusion">
      <Table
        caption="Due after an exclusion"
        isCaptionHidden
        columns={openColumns(today)}
        rows={exclusions}
        rowKey={(row) => row.id}
      />
    </Section>
  );
}
