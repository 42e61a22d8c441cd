import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { ChasedTimeOutSection } from "~/domain/exclusions/chased-time-out";
import { endedExclusionColumns, openColumns } from "~/domain/exclusions/exclusion-list";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { endedExclusions, openExclusions } from "~/domain/exclusions/exclusions.queries.server";
import { reconcilePaths } from "~/domain/exclusions/reconcile.paths";
import { SchoolFilter } from "~/domain/exclusions/school-filter";
import { chasedTimeOut } from "~/domain/exclusions/time-out.queries.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import { ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { Table } from "~/ui/table";

export const meta = () => pageTitle("Exclusions");

export const loader = guarded(exclusionsPolicy.see, async ({ actor, clock, request }) => {
  const at = clock.now();
  const today = dayOf(at);
  const wanted = new URL(request.url).searchParams.get("school");
  const schoolId = isUuid(wanted) ? wanted : null;
  return asActor(actor, async (tx) => {
    const open = await openExclusions(tx, { today, schoolId });
    const ended = await endedExclusions(tx, { today, schoolId });
    const chased = (await chasedTimeOut(tx, today)).filter((row) => !schoolId || row.schoolId === schoolId);
    const ids = [...open, ...ended, ...chased].map(({ id }) => id);
    await writeReadLine(tx, { at, personId: actor.personId, section: "exclusions", ids });
    const mayRecord = may(actor, exclusionsPolicy.record);
    const mayCount = may(actor, exclusionsPolicy.saveRules);
    const mayCompare = may(actor, exclusionsPolicy.reconcile);
    return { open, ended, chased, today, schoolId, mayRecord, mayCount, mayCompare };
  });
});

export default function Exclusions() {
  const { open, ended, chased, today, schoolId, mayRecord, mayCount, mayCompare } =
    useLoaderData<typeof loader>();
  return (
    <Page
      title="Exclusions"
      wide
      lead="The decision is the head teacher’s. What is due after it stands here until it is done."
      actions={
        <>
          {mayRecord && <ButtonLink href={exclusionsPaths.add()}>Record an exclusion</ButtonLink>}
          {mayCompare && (
            <ButtonLink href={reconcilePaths.list()} kind="secondary">
              Compare with a file
            </ButtonLink>
          )}
        </>
      }
    >
      {!mayRecord && <SchoolFilter exclusions={[...open, ...ended]} schoolId={schoolId} />}
      <Section id="open" title="Open">
        <Table
          caption="Open exclusions"
          isCaptionHidden
          columns={openColumns(today)}
          rows={open}
          rowKey={(row) => row.id}
          emptyText="No exclusion is open."
        />
      </Section>
      <ChasedTimeOutSection rows={chased} />
      <Section id="ended" title="Closed">
        <Table
          caption="Closed exclusions"
          isCaptionHidden
          columns={endedExclusionColumns}
          rows={ended}
          rowKey={(row) => row.id}
          emptyText="No exclusion has been closed yet."
        />
      </Section>
      {mayCount && (
        <p>
          <TextLink href={exclusionsPaths.rules()}>How days are counted</TextLink>
        </p>
      )}
    </Page>
  );
}
