import { data } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { takeTurn } from "~/domain/accounts/take-turn.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { FoundLearners, LearnerSearch } from "~/domain/learners/learner-list";
import { searchLearners } from "~/domain/learners/learner-list.queries.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { searchLearnersSchema } from "~/domain/learners/learners.schema";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { withoutScript } from "~/ui/without-script";

const limit = 25;
const searchesPerMinute = 60;

export const handle = withoutScript;

export const meta = () => pageTitle("Search for a learner");

/** Shows the empty search; a result is only ever the answer to what was sent. */
export const loader = guarded(learnersPolicy.see, async () => null);

export const action = guarded(learnersPolicy.see, async ({ actor, clock, request }) => {
  const at = clock.now();
  const search = async ({ typed }: { typed: string }) => {
    const isTurn = await takeTurn(`search-learners ${actor.personId}`, searchesPerMinute, 60);
    if (!isTurn) throw new Invalid("Too many searches. Wait a minute, then try again", "typed");
    return asActor(actor, async (tx) => {
      const learners = await searchLearners(tx, { typed, day: dayOf(at), limit });
      const ids = learners.map((learner) => learner.id);
      await writeReadLine(tx, { at, personId: actor.personId, section: "learners", ids });
      return learners;
    });
  };
  const form = await request.formData();
  const { done, again } = await submit(form, searchLearnersSchema, search);
  if (again) return again;
  const typed = { initialValue: { typed: String(form.get("typed") ?? "") } };
  return data({ reply: typed, found: done });
});

export default function SearchLearners() {
  const answer = useActionData<typeof action>();
  const found = answer && "found" in answer ? answer.found : null;
  return (
    <Page title="Search for a learner" wide back={<BackLink href={learnersPaths.list()}>Learners</BackLink>}>
      <LearnerSearch lastResult={answer?.reply} />
      {found && <FoundLearners learners={found} limit={limit} />}
    </Page>
  );
}
