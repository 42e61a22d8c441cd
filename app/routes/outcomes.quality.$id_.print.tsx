import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { CaseParts } from "~/domain/outcomes/case-parts";
import { exportSample } from "~/domain/outcomes/export-sample.server";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { qualityPaths } from "~/domain/outcomes/quality.paths";
import { ButtonLink } from "~/ui/button";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Released sample");

export const loader = guarded(outcomesPolicy.readQuality, ({ actor, clock, params }) =>
  exportSample(actor, { sampleId: params.id, as: "print" }, clock),
);

export default function ReleasedSample() {
  const { id, title, intro, cases } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Released sample"
      lead="Print this page: what is below goes out alone. That it was opened is on record."
      back={<BackLink href={qualityPaths.list()}>Back to the quality group</BackLink>}
      actions={
        <ButtonLink href={qualityPaths.document(id)} kind="secondary">
          Download for Word
        </ButtonLink>
      }
    >
      <div className="vs-letter">
        <h2>{title}</h2>
        {intro.map((words) => (
          <p key={words}>{words}</p>
        ))}
        {cases.map(({ heading, parts }) => (
          <section key={heading} aria-label={heading}>
            <h3>{heading}</h3>
            <CaseParts parts={parts} level={4} />
          </section>
        ))}
      </div>
    </Page>
  );
}
