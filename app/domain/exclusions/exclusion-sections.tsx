import { ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { Tag } from "~/ui/tag";
import { Timeline } from "~/ui/timeline";
import type { ExclusionView } from "./exclusion-view.server";
import { exclusionsPaths } from "./exclusions.paths";

/** The head teacher's decision as it was recorded. */
export function DecisionSection({ view }: { view: ExclusionView }) {
  const rows = view.decision.map((row) => ({
    key: row.key,
    value: <span className="whitespace-pre-line break-words">{row.value}</span>,
  }));
  return (
    <Section id="decision" title="The head teacher’s decision">
      <SummaryList rows={rows} />
    </Section>
  );
}

/** What education there is meanwhile, the answer that holds first. */
export function EducationSection({ view }: { view: ExclusionView }) {
  const [now, ...before] = view.education;
  return (
    <Section
      id="education"
      title="Education meanwhile"
      actions={
        view.offers.record ? (
          <ButtonLink href={exclusionsPaths.education(view.id)} kind="secondary" isSmall>
            Change the answer
          </ButtonLink>
        ) : undefined
      }
    >
      {now && <Answer answer={now} />}
      {before.length > 0 && (
        <>
          <h3>Before that</h3>
          {before.map((answer) => (
            <Answer key={answer.id} answer={answer} />
          ))}
        </>
      )}
    </Section>
  );
}

function Answer({ answer }: { answer: ExclusionView["education"][number] }) {
  return (
    <p>
      {answer.isNone ? <Tag colour="red">{answer.label}</Tag> : <strong>{answer.label}</strong>}, from{" "}
      {answer.from}. Decided by {answer.decidedBy}.
      {answer.why && (
        <>
          <br />
          <span className="whitespace-pre-line break-words">{answer.why}</span>
        </>
      )}
    </p>
  );
}

/** Everything that happened, newest first. */
export function ExclusionTimeline({ view }: { view: ExclusionView }) {
  return (
    <Section id="timeline" title="Everything that happened">
      <Timeline
        events={view.timeline.map(({ body, ...event }) => ({
          ...event,
          body: body ? <p className="m-0 whitespace-pre-line break-words">{body}</p> : undefined,
        }))}
      />
    </Section>
  );
}

/** Where it came from. */
export function FromAlert({ view, href }: { view: ExclusionView; href: string | null }) {
  if (!view.hasAlert) return <p>Recorded without an alert.</p>;
  if (!view.alert || !href) return <p>Recorded from an alert that is not open to you.</p>;
  return (
    <p>
      <TextLink href={href}>Alert {view.alert.reference}</TextLink>
    </p>
  );
}
