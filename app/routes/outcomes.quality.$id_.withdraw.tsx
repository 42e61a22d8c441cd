import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { qualityPaths } from "~/domain/outcomes/quality.paths";
import { withdrawSampleSchema } from "~/domain/outcomes/quality.schema";
import { openSample } from "~/domain/outcomes/sample-view.server";
import { withdrawSample } from "~/domain/outcomes/withdraw-sample.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Withdraw a sample");

export const loader = guarded(outcomesPolicy.sampleQuality, openSample);

export const action = guarded(outcomesPolicy.sampleQuality, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("sampleId", params.id ?? "");
  const { again, done } = await submit(form, withdrawSampleSchema, (input) =>
    withdrawSample(actor, input, clock),
  );
  if (again) return again;
  throw redirect(qualityPaths.sample(done.id));
});

export default function WithdrawSample() {
  const { id, schoolYear, hasLeft } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof withdrawSampleSchema>>({ id: "withdraw", lastResult: reply });
  return (
    <Page
      title="Withdraw the sample"
      label={`Sample, school year ${schoolYear}`}
      lead={
        hasLeft
          ? "It has left, so it stays on record as it was. It can be printed and downloaded no more. Ask for the copies back."
          : "What was written is removed for good, and its alerts can be drawn again. That there was a sample, and why it was withdrawn, stays on the list."
      }
      back={<BackLink href={qualityPaths.sample(id)}>Back to the sample</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextArea field={fields.why} label="Why, in short" hint="Without names" rows={3} limit={500} />
        <SubmitButton kind="danger">Withdraw the sample</SubmitButton>
      </Form>
    </Page>
  );
}
