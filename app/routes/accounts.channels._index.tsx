import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { accountsPaths } from "~/domain/accounts/accounts.paths";
import { accountsPolicy } from "~/domain/accounts/accounts.policy";
import { channelButtonSchema } from "~/domain/accounts/accounts.schema";
import { ChannelSection } from "~/domain/accounts/channel-section";
import { ownChannels } from "~/domain/accounts/channels.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
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
  tested: "A test is on its way. Reload this page in a minute to see whether it was accepted.",
};

export const loader = guarded(accountsPolicy.signedIn, async ({ actor, clock, request }) => ({
  channels: await asActor(actor, (tx) => ownChannels(tx, actor.personId, clock.now())),
  news: done[new URL(request.url).searchParams.get("done") ?? ""] ?? null,
}));

export const action = guarded(accountsPolicy.signedIn, async ({ actor, clock, request }) => {
  const input = channelButtonSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!input.success) throw new Invalid("Select what to do with a channel.");
  const { kind, press } = input.data;
  try {
    if (press === "test") await testChannel(actor, { kind }, clock);
    else await switchChannel(actor, { kind, isOn: press === "on" }, clock);
  } catch (error) {
    // Shown on the page it was pressed on.
    if (error instanceof Conflict) return data({ refusal: error.sentence }, { status: error.status });
    throw error;
  }
  throw redirect(`${accountsPaths.channels()}?done=${press === "test" ? "tested" : "saved"}`);
});

export default function ChannelsPage() {
  const { channels, news } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Your channels"
      lead="How the Virtual School tells you that something needs you. No message names a learner, a school or a family: it holds a reference and a link."
    >
      {refusal !== undefined && <Notice kind="warning" title={refusal} isNews />}
      {refusal === undefined && news !== null && <Notice kind="success" title={news} isNews />}
      {channels.map((channel) => (
        <ChannelSection key={channel.kind} channel={channel} />
      ))}
    </Page>
  );
}
