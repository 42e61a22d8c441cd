import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { ChronologyEvents } from "~/domain/chronology/chronology-events";
import { filterIn, filterWords, queryOf } from "~/domain/chronology/chronology-filter";
import { chronologyOf } from "~/domain/chronology/chronology-view.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { asActor } from "~/platform/database.server";
import { formatDay } from "~/platform/format";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

/** About a hundred pages of paper. */
const limit = 1000;

export const meta = () => pageTitle("Chronology to print");

export const loader = guarded(learnersPolicy.see, ({ actor, clock, params, request }) =>
  asActor(actor, async (tx) => {
    const learner = await learnerNamed(tx, params.id ?? "");
    const at = clock.now();
    const reading = { at, personId: actor.personId, learnerId: learner.id, ids: [learner.id] };
    await writeReadLine(tx, { ...reading, section: "chronology_print" });
    const filter = { ...filterIn(new URL(request.url).searchParams), before: null };
    const { events, older } = await chronologyOf(tx, learner.id, { filter, limit, reader: null });
    return { learner, filter, events, isCut: older !== null, by: actor.name, today: formatDay(at) };
  }),
);

export default function ChronologyToPrint() {
  const { learner, filter, events, isCut, by, today } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Chronology to print"
      lead="Print this page: what is below goes on paper alone. That you opened it is on record."
      back={
        <BackLink href={`${learnersPaths.chronology(learner.id)}?${queryOf(filter)}`}>
          Back to the chronology
        </BackLink>
      }
    >
      <div className="vs-letter">
        <h2>Chronology of {learner.name}</h2>
        <p>
          {filterWords(filter) ?? "Everything"}, newest first, as far as {by} may read it, on {today}.
          {isCut && ` Only the newest ${limit} lines: choose days to print the others.`} The text of a
          restricted note is never printed.
        </p>
        <ChronologyEvents events={events} emptyText="Nothing of this kind in these days." />
      </div>
    </Page>
  );
}
