import { ButtonGroup, ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { returnPaths } from "./return-plan.paths";
import type { WayBackView } from "./way-back-view.server";

/** The plan for return, and what is on record of the way back. Nothing for a child who does not come back. */
export function WayBackSection({ view }: { view: WayBackView | null }) {
  if (view === null) return null;
  return (
    <Section id="way-back" title="Way back">
      {view.late && (
        <Notice kind="warning">
          <p>{view.late}</p>
        </Notice>
      )}
      {view.plan ? (
        <SummaryList
          rows={view.plan.map(({ key, value }) => ({
            key,
            value: <span className="whitespace-pre-line break-words">{value}</span>,
          }))}
        />
      ) : (
        <p>There is no plan for return yet. It is made before {view.dueOn}, the day of return.</p>
      )}
      {view.mayRecord && (
        <ButtonGroup>
          <ButtonLink href={returnPaths.plan(view.id)} kind="secondary" isSmall>
            {view.plan ? "Change the plan" : "Make the plan"}
          </ButtonLink>
          <ButtonLink href={returnPaths.record(view.id)} kind="secondary" isSmall>
            Record the way back
          </ButtonLink>
        </ButtonGroup>
      )}
    </Section>
  );
}
