import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { accountsPaths } from "~/domain/accounts/accounts.paths";
import { accountsPolicy } from "~/domain/accounts/accounts.policy";
import { channelButtonSchema } from "~/domain/accounts/accounts.schema";
import { ChannelSection } from "~/domain/accounts/channel-section";
import { ownChannels, unreachable } from "~/domain/accounts/channels.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { removeChannel } from "~/domain/accounts/remove-channel.server";
import { switchChannel } from "~/domain/accounts/switch-channel.server";
import { testChannel } from "~/domain/accounts/test-channel.server";
import { asActor } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Your channels");

const done: Record<string, string> = {
  saved: "Saved. Send a test to see that it works.",
  removed: "Removed. What is on now is how messages reach you.",
  tested: "A test is on its way. Reload this page in a minute to see whether it was accepted.",
};

const doneBy = { on: "saved", off: "saved", test: "tested", remove: "removed" } as const;

export const loader = guarded(accountsPolicy.signedIn, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => ({
    channels: await ownChannels(tx, actor.personId, clock.now()),
    isUnreachable: (await unreachable(tx, [actor.personId], clock.now())).size > 0,
    news: done[new URL(request.url).searchParams.get("done") ?? ""] ?? null,
  })),
);

export const action = guarded(accountsPolicy.signedIn, async ({ actor, clock, request }) => {
  const input = channelButtonSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!input.success) throw new Invalid("Select what to do with a channel.");
  const { kind, press } = input.data;
  try {
    if (press === "test") await testChannel(actor, { kind }, clock);
    else if (press === "remove") await removeChannel(actor, { kind }, clock);
    else await switchChannel(actor, { kind, isOn: press === "on" }, clock);
  } catch (error) {
    // Shown on the page it was pressed on.
    if (error instanceof Conflict) return data({ refusal: error.sentence }, { status: error.status });
    throw error;
  }
  throw redirect(`${accountsPaths.channels()}?done=${doneBy[press]}`);
});

export default function ChannelsPage() {
  const { channels, isUnreachable, news } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Your channels"
      lead="How the Virtual School tells you that something needs you. No message names a learner, a school or a family: it holds a reference and a link."
    >
      {refusal !== undefined && <Notice kind="warning" title={refusal} isNews />}
      {refusal === undefined && news !== null && <Notice kind="success" title={news} isNews />}
      {isUnreachable && (
        <Notice kind="warning" title="No message reaches you">
          The newest message on each of your channels came back. Put one right or switch on another, then send
          a test. Until it is accepted, alerts go to the next person.
        </Notice>
      )}
      {channels.map((channel) => (
        <ChannelSection key={channel.kind} channel={channel} />
      ))}
    </Page>
  );
}
