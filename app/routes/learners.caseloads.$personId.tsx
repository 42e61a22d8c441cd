import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { type CaseloadEntry, caseloadOf } from "~/domain/learners/caseloads.queries.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { asActor } from "~/platform/database.server";
import { dayOf, formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { BackLink, TextLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { type Column, Table } from "~/ui/table";

export const meta = () => pageTitle("Caseload");

export const loader = guarded(learnersPolicy.startCaseload, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const at = clock.now();
    const caseload = await caseloadOf(tx, params.personId, dayOf(at));
    const ids = caseload.learners.map(({ id }) => id);
    await writeReadLine(tx, { at, personId: actor.personId, section: "caseload", ids });
    return caseload;
  }),
);

const columns: Column<CaseloadEntry>[] = [
  {
    heading: "Learner",
    isRowHeading: true,
    cell: ({ id, name }) => <TextLink href={learnersPaths.record(id)}>{name}</TextLink>,
  },
  { heading: "Stage", cell: ({ stage }) => stage },
  { heading: "Since", cell: ({ since }) => formatDay(since) },
  {
    heading: "Do",
    cell: ({ id, name, caseloadId }) => (
      <ActionForm action={learnersPaths.endCaseload(id, caseloadId)} hidden={{ from: "caseload" }}>
        <SubmitButton kind="secondary" isSmall>
          Take off<span className="visually-hidden">: {name}</span>
        </SubmitButton>
      </ActionForm>
    ),
  },
];

export default function Caseload() {
  const { name, learners } = useLoaderData<typeof loader>();
  return (
    <Page
      title={name}
      label="Caseload"
      back={<BackLink href={learnersPaths.caseloads()}>Caseloads</BackLink>}
    >
      <Table
        caption={learners.length === 1 ? "1 learner" : `${learners.length} learners`}
        columns={columns}
        rows={learners}
        rowKey={({ caseloadId }) => caseloadId}
        emptyText="Nobody is on this caseload now."
      />
    </Page>
  );
}
