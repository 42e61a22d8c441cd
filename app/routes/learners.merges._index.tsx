import type { SerializeFrom } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { mergesPaths } from "~/domain/records/merges.paths";
import { type ListedMerge, mergeList } from "~/domain/records/merges.queries.server";
import { recordsPolicy } from "~/domain/records/records.policy";
import { asActor } from "~/platform/database.server";
import { formatDay } from "~/platform/format";
import { BackLink, TextLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { type Column, Table } from "~/ui/table";

const limit = 200;

export const meta = () => pageTitle("Merged records");

export const loader = guarded(recordsPolicy.merge, ({ actor, clock }) =>
  asActor(actor, async (tx) => {
    const merges = await mergeList(tx, limit);
    const ids = [...new Set(merges.flatMap(({ keptId, mergedId }) => [keptId, mergedId]))];
    await writeReadLine(tx, { at: clock.now(), personId: actor.personId, section: "merges", ids });
    return { merges };
  }),
);

type Listed = SerializeFrom<ListedMerge>;

const columns: Column<Listed>[] = [
  {
    heading: "Kept record",
    isRowHeading: true,
    cell: ({ id, kept }) => (
      <TextLink href={mergesPaths.merge(id)}>{kept ?? "A record that was merged on"}</TextLink>
    ),
  },
  { heading: "Record set aside", cell: ({ merged }) => merged },
  { heading: "Merged", cell: ({ by, mergedAt }) => `${by}, ${formatDay(mergedAt)}` },
  {
    heading: "Undone",
    cell: ({ undoneBy, undoneAt }) => (undoneAt ? `${undoneBy}, ${formatDay(undoneAt)}` : "No"),
  },
];

export default function Merges() {
  const { merges } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Merged records"
      wide
      lead="Two records of one learner that were made one. Each can be undone."
      back={<BackLink href={learnersPaths.duplicates()}>Likely duplicates</BackLink>}
    >
      <Table
        caption="Newest first"
        columns={columns}
        rows={merges}
        rowKey={({ id }) => id}
        emptyText="No records were merged yet."
      />
    </Page>
  );
}
