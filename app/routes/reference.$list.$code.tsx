import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { referencePaths } from "~/domain/reference/reference.paths";
import { referencePolicy } from "~/domain/reference/reference.policy";
import { entryOf, refListOf } from "~/domain/reference/reference.queries.server";
import { refCodeWords, refListWords, saveRefCodeSchema } from "~/domain/reference/reference.schema";
import { saveRefCode } from "~/domain/reference/save-ref-code.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Entry of a list");

export const loader = guarded(referencePolicy.edit, async ({ actor, params }) => ({
  list: refListOf(params.list),
  entry: params.code === "new" ? null : await asActor(actor, (tx) => entryOf(tx, params)),
}));

export const action = guarded(referencePolicy.edit, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("list", params.list ?? "");
  form.delete("code");
  if (params.code !== "new") form.set("code", params.code ?? "");
  const { again } = await submit(form, saveRefCodeSchema, (input) => saveRefCode(actor, input, clock));
  if (again) return again;
  throw redirect(`${referencePaths.lists()}?saved`);
});

export default function ReferenceEntry() {
  const { list, entry } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveRefCodeSchema>>({
    id: "entry",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: entry
      ? { label: entry.label, hint: entry.hint ?? "", position: String(entry.position) }
      : {},
  });
  return (
    <Page
      title={entry ? "Change an entry" : "Add an entry"}
      label={refListWords[list].title}
      lead={
        entry
          ? "The new wording counts from today. An entry that is no longer offered is offered again."
          : undefined
      }
      back={<BackLink href={referencePaths.lists()}>Back to lists</BackLink>}
    >
      <Form form={form} hidden={{ version: String(entry?.version ?? 0) }}>
        <ErrorSummary form={form} />
        <TextField field={fields.label} {...refCodeWords.label} width="two-thirds" />
        <TextField field={fields.hint} {...refCodeWords.hint} isOptional />
        <TextField field={fields.position} {...refCodeWords.position} inputMode="numeric" width="3" />
        <SubmitButton>Save the entry</SubmitButton>
      </Form>
    </Page>
  );
}
