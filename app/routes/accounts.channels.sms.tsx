import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { accountsPaths } from "~/domain/accounts/accounts.paths";
import { accountsPolicy } from "~/domain/accounts/accounts.policy";
import { saveTextChannelSchema } from "~/domain/accounts/accounts.schema";
import { accountsWords } from "~/domain/accounts/accounts.words";
import { ownChannel } from "~/domain/accounts/channels.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { saveTextChannel } from "~/domain/accounts/save-text-channel.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Text messages");

export const loader = guarded(accountsPolicy.signedIn, async ({ actor }) => ({
  phone: (await asActor(actor, (tx) => ownChannel(tx, actor.personId, "sms")))?.address ?? null,
}));

export const action = guarded(accountsPolicy.signedIn, async ({ actor, clock, request }) => {
  const { again } = await submit(await request.formData(), saveTextChannelSchema, (input) =>
    saveTextChannel(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${accountsPaths.channels()}?done=saved`);
});

export default function TextChannelPage() {
  const { phone } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveTextChannelSchema>>({
    id: "text-channel",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { phone: phone ?? "" },
  });
  return (
    <Page
      title="Text messages"
      lead="They come for what asks you to answer an alert. Your number is used for nothing else."
      back={<BackLink href={accountsPaths.channels()}>Back to your channels</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextField field={fields.phone} {...accountsWords.mobile} type="tel" autoComplete="tel" width="20" />
        <SubmitButton>Save and switch on</SubmitButton>
      </Form>
    </Page>
  );
}
