import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { alternativesOf } from "~/domain/outcomes/alternatives.queries.server";
import { alternativeDefinitions } from "~/domain/outcomes/alternatives.words";
import { AlternativesTable } from "~/domain/outcomes/alternatives-table";
import { outcomesPaths } from "~/domain/outcomes/outcomes.paths";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { definitions } from "~/domain/outcomes/outcomes.words";
import { shareAlternativeFigures } from "~/domain/outcomes/share-alternative-figures.server";
import { asActor } from "~/platform/database.server";
import { dayOf, formatDayTime } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Alternatives to exclusion");

export const loader = guarded(outcomesPolicy.see, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => {
    const now = clock.now();
    const { alternatives, alertIds } = await alternativesOf(tx, dayOf(now));
    await writeReadLine(tx, { at: now, personId: actor.personId, section: "outcomes", ids: alertIds });
    const hasShared = new URL(request.url).searchParams.has("shared");
    const toShare = alternatives.filter(({ next }) => next).length;
    return { alternatives, toShare, hasShared, asOf: now };
  }),
);

export const action = guarded(outcomesPolicy.share, async ({ actor, clock }) => {
  await shareAlternativeFigures(actor, clock);
  throw redirect(`${outcomesPaths.alternatives()}?shared`);
});

export default function Alternatives() {
  const { alternatives, toShare, hasShared, asOf } = useLoaderData<typeof loader>();
  const { shared, ...counted } = alternativeDefinitions;
  return (
    <Page
      title="Alternatives to exclusion"
      lead={`What was used and what was not, on all alerts so far, as known on ${formatDayTime(asOf)}.`}
      back={<BackLink href={outcomesPaths.overview()}>Outcomes</BackLink>}
      wide
    >
      {hasShared && <Notice kind="success" title="Shared with schools" isNews />}
      <Notice title="Small numbers">
        <p>{definitions.smallNumbers}</p>
      </Notice>
      <AlternativesTable alternatives={alternatives} />
      <Section id="counted" title="What is counted">
        {Object.entries(counted).map(([key, words]) => (
          <p key={key} className="max-w-3xl">
            {words}
          </p>
        ))}
      </Section>
      <Section id="schools" title="What schools read">
        <p className="max-w-3xl">{shared}</p>
        <SharedLines alternatives={alternatives} />
        {toShare > 0 ? (
          <ActionForm>
            <SubmitButton>{`Share ${toShare === 1 ? "1 line" : `${toShare} lines`} with schools`}</SubmitButton>
          </ActionForm>
        ) : (
          <p>There is nothing new to share.</p>
        )}
      </Section>
    </Page>
  );
}

function SharedLines({
  alternatives,
}: {
  alternatives: { code: string; label: string; shared: string | null }[];
}) {
  const lines = alternatives.filter(({ shared }) => shared !== null);
  if (lines.length === 0) return <p>Schools read nothing yet.</p>;
  return (
    <ul className="max-w-3xl">
      {lines.map(({ code, label, shared }) => (
        <li key={code}>
          <strong>{label}.</strong> {shared}
        </li>
      ))}
    </ul>
  );
}
