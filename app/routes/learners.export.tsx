import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { learnerList } from "~/domain/learners/learner-list.queries.server";
import { countWords } from "~/domain/learners/learner-pages";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { exportWords } from "~/domain/learners/list.words";
import { filterIn, queryOf } from "~/domain/learners/list-filter";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Download a list");

export const loader = guarded(learnersPolicy.exportList, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => {
    const filter = filterIn(new URL(request.url).searchParams, { maySeeCare: true });
    const seesAll = may(actor, learnersPolicy.seeAll);
    const { total } = await learnerList(tx, {
      day: dayOf(clock.now()),
      limit: 1,
      filter,
      seesAll,
      isForFile: true,
    });
    return { total, query: queryOf(filter) };
  }),
);

export default function ExportList() {
  const { total, query } = useLoaderData<typeof loader>();
  const who = countWords({ shown: total, total, isFirst: true });
  const columns = exportWords.headings.join(", ").toLowerCase();
  return (
    <Page title="Download this list" back={<BackLink href={learnersPaths.list(query)}>Learners</BackLink>}>
      <p>
        {`${who}, in the order of the list. For each: ${columns}. `}
        {"A school that must not be disclosed, and care where an adoption is flagged, are left out; "}
        {"so are these learners where the list is of a school, an area or a kind of care."}
      </p>
      <p>
        That you download it, the filter and whom the file names are recorded. Keep it only as long as you
        need it, and send it only where the learners would expect it.
      </p>
      <ActionForm action={learnersPaths.exportedFile()} hidden={{ query }}>
        <SubmitButton busyLabel="The file is on its way…">Download</SubmitButton>
      </ActionForm>
    </Page>
  );
}
