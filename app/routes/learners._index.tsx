import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { LearnerDoors, learnerDoorsOf } from "~/domain/learners/learner-doors";
import { FilterDoor } from "~/domain/learners/learner-filter";
import { LearnerSearch, LearnerTable } from "~/domain/learners/learner-list";
import { learnerListView } from "~/domain/learners/learner-list-view.server";
import { countWords, LearnerPages, ListDoors } from "~/domain/learners/learner-pages";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { filterIn, placeIn, queryOf } from "~/domain/learners/list-filter";
import { may } from "~/platform/actor";
import { ButtonLink } from "~/ui/button";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { withoutScript } from "~/ui/without-script";

export const handle = withoutScript;

export const meta = () => pageTitle("Learners");

export const loader = guarded(learnersPolicy.see, async ({ actor, clock, request }) => {
  const sent = new URL(request.url).searchParams;
  const filter = filterIn(sent, { maySeeCare: may(actor, learnersPolicy.seeCare) });
  const place = placeIn(sent);
  const query = queryOf(filter);
  const clean = new URLSearchParams([...new URLSearchParams(query), ...Object.entries(place)]).toString();
  // An address that somebody keeps or sends holds reference values, whatever else was in it.
  if (sent.toString() !== clean) throw redirect(learnersPaths.list(clean));
  const view = await learnerListView(actor, { filter, place }, clock);
  const isPastTheEnd = view.learners.length === 0 && clean !== query;
  if (isPastTheEnd) throw redirect(learnersPaths.list(query));
  return { ...view, doors: learnerDoorsOf(actor) };
});

export default function Learners() {
  const { learners, total, next, previous, filter, query, choices, savedLists, mayAdd, mayExport, doors } =
    useLoaderData<typeof loader>();
  return (
    <Page
      title="Learners"
      wide
      lead="Care experienced children and young people, as far as you work with them."
      actions={mayAdd ? <ButtonLink href={learnersPaths.add()}>Add a learner</ButtonLink> : undefined}
    >
      <LearnerDoors doors={doors} />
      <LearnerSearch />
      <FilterDoor filter={filter} query={query} choices={choices} />
      <ListDoors lists={savedLists} query={query} mayExport={mayExport} />
      <LearnerTable
        caption={countWords({ shown: learners.length, total, isFirst: previous === null })}
        learners={learners}
        emptyText={
          query === ""
            ? "There is no learner here that you work with."
            : "No learner you work with is in this list."
        }
      />
      <LearnerPages query={query} next={next} previous={previous} />
    </Page>
  );
}
