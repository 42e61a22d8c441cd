import { ButtonLink } from "~/ui/button";
import { BackLink, TextLink } from "~/ui/link";
import { Card, Page, Section } from "~/ui/page";
import { Tag } from "~/ui/tag";
import { type ConsideredAbout, consideredPaths } from "./considered.paths";
import { checklistNotice, consideredTitle } from "./considered.words";
import type { ConsideredLines } from "./considered-lines";
import type { ConsideredView } from "./considered-view.server";

/** On the record of an alert or exclusion: how far the checklist is, and the way to it. */
export function ConsideredSection({ view }: { view: { about: ConsideredAbout; count: string } | null }) {
  if (!view) return null;
  return (
    <Section id="considered" title={consideredTitle}>
      <p>
        <TextLink href={consideredPaths.read(view.about)}>{view.count}</TextLink>
      </p>
    </Section>
  );
}

const colours = { yes: "green", no: "orange" } as const;

function PointCard({ point }: { point: ConsideredLines }) {
  return (
    <Card>
      <h2 className="m-0 text-lg">{point.heading}</h2>
      <p className="mb-0">
        <Tag colour={point.answer ? colours[point.answer] : "grey"}>{point.status}</Tag>
      </p>
      {point.details.map(({ label, text }) => (
        <p key={label} className="mb-0 whitespace-pre-line break-words">
          <strong>{label}:</strong> {text}
        </p>
      ))}
      {point.signed && <p className="vs-quiet mb-0">{point.signed}</p>}
    </Card>
  );
}

type ReadView = Omit<ConsideredView, "points">;

/** The whole checklist to read and to print. */
export function ConsideredPage({ view }: { view: ReadView }) {
  const { about, record, school, child, decision, count, today } = view;
  return (
    <Page
      title={consideredTitle}
      label={record}
      back={<BackLink href={consideredPaths.record(about)}>Back to the {about.kind}</BackLink>}
      lead={[child, school, decision].filter(Boolean).join(" · ")}
      actions={
        <div className="flex flex-wrap gap-4">
          {view.mayAnswer && <ButtonLink href={consideredPaths.answer(about)}>Answer the points</ButtonLink>}
          <ButtonLink href={consideredPaths.document(about)} kind="secondary">
            Download for Word
          </ButtonLink>
        </div>
      }
    >
      <p>
        <strong>{count}</strong> on {today}. {checklistNotice}
      </p>
      {view.lines.map((point) => (
        <PointCard key={point.heading} point={point} />
      ))}
      <p className="hidden pt-12 print:block">Head teacher: ______________________ Date: ______________</p>
    </Page>
  );
}
