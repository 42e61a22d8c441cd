import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { FilterForm } from "~/domain/learners/learner-filter";
import { filterChoices } from "~/domain/learners/learner-list-view.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { filterIn, queryOf } from "~/domain/learners/list-filter";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Filter and sort");

export const loader = guarded(learnersPolicy.see, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => {
    const sent = new URL(request.url).searchParams;
    const filter = filterIn(sent, { maySeeCare: may(actor, learnersPolicy.seeCare) });
    return {
      filter,
      query: queryOf(filter),
      choices: await filterChoices(tx, actor, dayOf(clock.now())),
    };
  }),
);

export default function FilterLearners() {
  const { filter, query, choices } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Filter and sort"
      label="Learners"
      back={<BackLink href={learnersPaths.list(query)}>Back to the list</BackLink>}
    >
      <FilterForm filter={filter} choices={choices} />
    </Page>
  );
}
