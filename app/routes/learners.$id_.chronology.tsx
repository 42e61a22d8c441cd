import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { ChronologyEvents } from "~/domain/chronology/chronology-events";
import { filterIn, queryOf } from "~/domain/chronology/chronology-filter";
import { ChronologyFilterForm } from "~/domain/chronology/chronology-filter-form";
import { chronologyOf } from "~/domain/chronology/chronology-view.server";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { followMerge } from "~/domain/learners/follow-merge.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { asActor } from "~/platform/database.server";
import { ButtonGroup, ButtonLink } from "~/ui/button";
import { BackLink, TextLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

const limit = 50;
const records = { alert: alertsPaths.record, exclusion: exclusionsPaths.exclusion };

export const meta = () => pageTitle("Chronology");

export const loader = guarded(learnersPolicy.see, ({ actor, clock, params, request }) =>
  asActor(actor, async (tx) => {
    const id = params.id ?? "";
    const learner = await learnerNamed(tx, id).catch((missing) =>
      followMerge(tx, id, { path: learnersPaths.chronology, missing }),
    );
    const reader = { at: clock.now(), personId: actor.personId };
    await writeReadLine(tx, { ...reader, section: "chronology", learnerId: learner.id, ids: [learner.id] });
    const filter = filterIn(new URL(request.url).searchParams);
    return { learner, filter, ...(await chronologyOf(tx, learner.id, { filter, limit, reader })) };
  }),
);

export default function Chronology() {
  const { learner, filter, events, older } = useLoaderData<typeof loader>();
  const all = learnersPaths.chronology(learner.id);
  const at = (before: string | null) => `${all}?${queryOf({ ...filter, before })}`;
  return (
    <Page
      title="Chronology"
      label={learner.name}
      lead="Everything that happened, newest first, as far as you may read it."
      back={<BackLink href={learnersPaths.record(learner.id)}>Back to the learner</BackLink>}
      actions={
        <ButtonGroup>
          <ButtonLink href={learnersPaths.writeNote(learner.id)}>Write a note</ButtonLink>
          <ButtonLink
            href={`${learnersPaths.printChronology(learner.id)}?${queryOf({ ...filter, before: null })}`}
            kind="secondary"
          >
            To print
          </ButtonLink>
        </ButtonGroup>
      }
    >
      <ChronologyFilterForm filter={filter} all={all} />
      <ChronologyEvents
        events={events}
        records={records}
        emptyText="Nothing of this kind in these days."
        level={2}
      />
      <nav aria-label="Pages" className="flex gap-8">
        {filter.before && <TextLink href={at(null)}>Newest</TextLink>}
        {older && <TextLink href={at(older)}>Older</TextLink>}
      </nav>
    </Page>
  );
}
