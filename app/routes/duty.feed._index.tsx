import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { feedOf } from "~/domain/duty/duty-feed.queries.server";
import { makeFeed, revokeFeed } from "~/domain/duty/make-feed.server";
import { asActor } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { formatDayTime } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Your duty in your calendar");

export const loader = guarded(dutyPolicy.feed, ({ actor }) =>
  asActor(actor, async (tx) => ({ madeAt: await feedOf(tx, actor.personId) })),
);

// Not a redirect: the address is shown in this one answer and never again. Sent twice, the later one holds.
export const action = guarded(dutyPolicy.feed, async ({ actor, clock, request }) => {
  const isRevoked = (await request.formData()).get("do") === "revoke";
  if (isRevoked) {
    await revokeFeed(actor, clock);
    return { address: null };
  }
  const secret = await makeFeed(actor, clock);
  return { address: new URL(dutyPaths.calendarFile(secret), env().APP_URL).href };
});

export default function Feed() {
  const { madeAt } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title="Your duty in your calendar"
      lead="A secret address from which Outlook, Google Calendar or a phone reads your days of duty: areas and times, nothing about any learner."
      back={<BackLink href={dutyPaths.rota()}>Back to duty</BackLink>}
    >
      {answer?.address && (
        <Notice kind="success" title="Copy this address now: it is shown once" isNews>
          <p className="break-all">
            <code>{answer.address}</code>
          </p>
          <p>
            In your calendar, choose to subscribe to a calendar from the web. Whoever has the address can read
            your days.
          </p>
        </Notice>
      )}
      {answer?.address === null && <Notice kind="success" title="The address is switched off" isNews />}
      <p>
        {madeAt
          ? `Your address works since ${formatDayTime(madeAt)}. A new one switches the old one off.`
          : "You have no address yet."}
      </p>
      <ActionForm>
        <SubmitButton>{madeAt ? "Make a new address" : "Make an address"}</SubmitButton>
      </ActionForm>
      {madeAt && (
        <ActionForm hidden={{ do: "revoke" }}>
          <SubmitButton kind="secondary">Switch the address off</SubmitButton>
        </ActionForm>
      )}
    </Page>
  );
}
