import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { accountsPaths } from "~/domain/accounts/accounts.paths";
import { accountsPolicy } from "~/domain/accounts/accounts.policy";
import { saveWebhookSchema } from "~/domain/accounts/accounts.schema";
import { accountsWords } from "~/domain/accounts/accounts.words";
import { ownChannel } from "~/domain/accounts/channels.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { renewWebhookKey } from "~/domain/accounts/renew-webhook-key.server";
import { saveWebhook } from "~/domain/accounts/save-webhook.server";
import { WebhookKey } from "~/domain/accounts/webhook-key";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Webhook");

export const loader = guarded(accountsPolicy.signedIn, async ({ actor, request }) => ({
  webhook: await asActor(actor, (tx) => ownChannel(tx, actor.personId, "webhook")),
  isKeyNew: new URL(request.url).searchParams.has("key"),
}));

export const action = guarded(accountsPolicy.signedIn, async ({ actor, clock, request }) => {
  const sent = await request.formData();
  if (sent.get("press") === "new_key") {
    await renewWebhookKey(actor, clock);
    throw redirect(`${accountsPaths.channel("webhook")}?key`);
  }
  const { again } = await submit(sent, saveWebhookSchema, (input) => saveWebhook(actor, input, clock));
  if (again) return again;
  throw redirect(`${accountsPaths.channels()}?done=saved`);
});

export default function WebhookPage() {
  const { webhook, isKeyNew } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveWebhookSchema>>({
    id: "webhook-channel",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { url: webhook?.address ?? "" },
  });
  return (
    <Page
      title="Webhook"
      lead="Messages are posted to a program of your choice on the public internet. They name nobody, but whoever reads there sees that something waits."
      back={<BackLink href={accountsPaths.channels()}>Back to your channels</BackLink>}
    >
      {isKeyNew && (
        <Notice kind="success" title="The webhook has a new key. The old one counts no more." isNews />
      )}
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextField field={fields.url} {...accountsWords.webhook} spellCheck={false} />
        <SubmitButton>Save and switch on</SubmitButton>
      </Form>
      {webhook?.key && <WebhookKey signingKey={webhook.key} />}
    </Page>
  );
}
