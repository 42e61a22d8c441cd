import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { actionPage } from "~/domain/alerts/action-page.queries.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { tickActionSchema } from "~/domain/alerts/coordinate-alert.schema";
import { tickAction } from "~/domain/alerts/tick-action.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { asActor } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { SummaryList } from "~/ui/summary-list";

export const meta = () => pageTitle("An action");

export const loader = guarded(alertsPolicy.tickAction, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const page = await actionPage(tx, params);
    const read = { at: clock.now(), personId: actor.personId, learnerId: page.learnerId, ids: [page.id] };
    await writeReadLine(tx, { ...read, section: "action" });
    return page;
  }),
);

export const action = guarded(alertsPolicy.tickAction, async ({ actor, clock, params }) => {
  const parsed = tickActionSchema.safeParse({ actionId: params.actionId });
  if (!parsed.success) throw new NotFound("There is no such action.");
  const { alertId, seesAlert } = await tickAction(actor, parsed.data, clock);
  throw redirect(seesAlert ? alertsPaths.record(alertId) : "/");
});

export default function ActionToTick() {
  const page = useLoaderData<typeof loader>();
  const isOpen = !page.done && !page.isDropped;
  const back = page.reference ? (
    <BackLink href={alertsPaths.record(page.alertId)}>Back to the alert</BackLink>
  ) : (
    <BackLink href="/">Waiting for you</BackLink>
  );
  return (
    <Page title="An action" label={page.reference ? `Alert ${page.reference}` : undefined} back={back}>
      <SummaryList
        rows={[
          { key: "What", value: <span className="whitespace-pre-line break-words">{page.what}</span> },
          { key: "Who", value: page.person },
          { key: "By", value: page.dueOn },
          {
            key: "Done",
            value: page.done
              ? `${page.done.at}, ${page.done.by}`
              : page.isDropped
                ? "Dropped: the alert ended"
                : "Not yet",
          },
        ]}
      />
      {isOpen && page.isCheck && (
        <ButtonLink href={alertsPaths.followUp(page.alertId)}>Record what you found</ButtonLink>
      )}
      {isOpen && !page.isCheck && (
        <ActionForm>
          <SubmitButton>Tick off: it is done</SubmitButton>
        </ActionForm>
      )}
    </Page>
  );
}
