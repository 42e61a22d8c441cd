import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { channelHints, channelKinds, channelWords } from "~/domain/notifications/channels.words";
import { organisationsPaths } from "~/domain/organisations/organisations.paths";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import { allowedChannels } from "~/domain/organisations/organisations.queries.server";
import { saveAllowedChannelsSchema } from "~/domain/organisations/organisations.schema";
import { organisationsWords } from "~/domain/organisations/organisations.words";
import { saveAllowedChannels } from "~/domain/organisations/save-allowed-channels.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Checkboxes } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Channels");

export const loader = guarded(organisationsPolicy.edit, async ({ actor }) => ({
  channels: await asActor(actor, allowedChannels),
}));

export const action = guarded(organisationsPolicy.edit, async ({ actor, clock, request }) => {
  const { again } = await submit(await request.formData(), saveAllowedChannelsSchema, (input) =>
    saveAllowedChannels(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${organisationsPaths.authorities()}?saved`);
});

export default function AllowedChannelsPage() {
  const { channels } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveAllowedChannelsSchema>>({
    id: "channels",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { channels },
  });
  return (
    <Page
      title="How people may be told"
      lead="Each person chooses among these under “Your channels”. Sign-in codes always go by email."
      back={<BackLink href={organisationsPaths.authorities()}>Back to authorities and areas</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <Checkboxes
          field={fields.channels}
          {...organisationsWords.channels}
          options={channelKinds.map((value) => ({
            value,
            label: channelWords[value],
            hint: channelHints[value],
          }))}
        />
        <SubmitButton>Save the channels</SubmitButton>
      </Form>
    </Page>
  );
}
