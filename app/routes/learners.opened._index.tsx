import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { openingsUntil } from "~/domain/learners/opened-records.queries.server";
import { OpenedRecordsTable } from "~/domain/learners/opened-records-table";
import { asActor } from "~/platform/database.server";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

const limit = 200;

export const meta = () => pageTitle("Opened records");

export const loader = guarded(learnersPolicy.seeOpenings, ({ actor, clock }) =>
  asActor(actor, async (tx) => {
    const at = clock.now();
    const openings = await openingsUntil(tx, { now: at, limit, personId: actor.personId });
    const ids = [...new Set(openings.flatMap(({ learner }) => (learner ? [learner.id] : [])))];
    await writeReadLine(tx, { at, personId: actor.personId, section: "opened_records", ids });
    return { openings };
  }),
);

export default function OpenedRecords() {
  const { openings } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Opened records"
      wide
      lead="Virtual School Teachers opened these for 24 hours, without the learner on their caseload."
    >
      <OpenedRecordsTable openings={openings} />
    </Page>
  );
}
