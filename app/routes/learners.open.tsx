import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { openRecord } from "~/domain/learners/open-record.server";
import { openRecordSchema } from "~/domain/learners/opened-record.schema";
import { openRecordWords as words } from "~/domain/learners/opened-record.words";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Open a record");

export const loader = guarded(learnersPolicy.openRecord, async () => null);

export const action = guarded(learnersPolicy.openRecord, async ({ actor, clock, request }) => {
  const { done, again } = await submit(await request.formData(), openRecordSchema, (input) =>
    openRecord(actor, input, clock),
  );
  if (again) return again;
  throw redirect(learnersPaths.record(done));
});

export default function OpenRecord() {
  const [form, fields] = useForm<z.input<typeof openRecordSchema>>({
    id: "open",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <Page
      title="Open a record"
      lead="Of a learner you do not work with, when it cannot wait. It is open to you for 24 hours; your name and reason go to the Virtual School Head Teacher."
      back={<BackLink href={learnersPaths.list()}>Learners</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextField field={fields.scn} {...words.scn} width="10" isOptional inputMode="numeric" />
        <TextField field={fields.givenName} {...words.givenName} width="two-thirds" isOptional />
        <TextField field={fields.familyName} {...words.familyName} width="two-thirds" isOptional />
        <DateField field={fields.dateOfBirth} {...words.dateOfBirth} isOptional />
        <TextArea field={fields.reason} {...words.reason} limit={500} />
        <SubmitButton>Open the record</SubmitButton>
      </Form>
    </Page>
  );
}
