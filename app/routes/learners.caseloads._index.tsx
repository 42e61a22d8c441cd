import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { caseloadsOn, type ListedCaseload } from "~/domain/learners/caseloads.queries.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { TextLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";

export const meta = () => pageTitle("Caseloads");

export const loader = guarded(learnersPolicy.startCaseload, ({ actor, clock }) =>
  asActor(actor, async (tx) => ({ caseloads: await caseloadsOn(tx, dayOf(clock.now())) })),
);

const columns: Column<ListedCaseload>[] = [
  {
    heading: "Virtual School Teacher",
    isRowHeading: true,
    cell: ({ personId, name, isTeacher }) => (
      <>
        <TextLink href={learnersPaths.caseload(personId)}>{name}</TextLink>{" "}
        {!isTeacher && <Tag colour="red">Not a teacher here any more</Tag>}
      </>
    ),
  },
  { heading: "Learners", isNumeric: true, cell: ({ learners }) => learners },
];

export default function Caseloads() {
  const { caseloads } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Caseloads"
      lead="A Virtual School Teacher sees the learners on their caseload and nobody else. Somebody is put on one on the learner’s record."
    >
      <Table
        caption="Caseloads"
        isCaptionHidden
        columns={columns}
        rows={caseloads}
        rowKey={({ personId }) => personId}
        emptyText="There is no Virtual School Teacher yet."
      />
    </Page>
  );
}
