import { randomUUID } from "node:crypto";
import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { drawSample } from "~/domain/outcomes/draw-sample.server";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { schoolYearLabel } from "~/domain/outcomes/outcomes.words";
import { qualityPaths } from "~/domain/outcomes/quality.paths";
import { drawableYears } from "~/domain/outcomes/quality.queries.server";
import { drawSampleSchema } from "~/domain/outcomes/quality.schema";
import { drawWords, restDays, usualCases } from "~/domain/outcomes/quality.words";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Select, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Draw a sample");

export const loader = guarded(outcomesPolicy.sampleQuality, ({ actor, clock }) =>
  asActor(actor, async (tx) => ({
    ...(await drawableYears(tx, clock.now())),
    sampleId: randomUUID(),
  })),
);

export const action = guarded(outcomesPolicy.sampleQuality, async ({ actor, clock, request }) => {
  const form = await request.formData();
  const { again, done } = await submit(form, drawSampleSchema, (input) => drawSample(actor, input, clock));
  if (again) return again;
  throw redirect(qualityPaths.sample(done));
});

export default function DrawSample() {
  const { schoolYears, available, sampleId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof drawSampleSchema>>({
    id: "draw",
    lastResult: reply,
    defaultValue: {
      schoolYear: String(schoolYears[0]),
      count: String(Math.min(usualCases, available || usualCases)),
    },
  });
  return (
    <Page
      title="Draw a sample"
      lead={`By lot, among alerts that have been closed for ${restDays} days, whose outcome is known, and that are in no sample yet. Practice, withdrawn and duplicate alerts are not among them.`}
      back={<BackLink href={qualityPaths.list()}>Back to the quality group</BackLink>}
    >
      <Form form={form} hidden={{ sampleId }}>
        <ErrorSummary form={form} />
        <Select
          field={fields.schoolYear}
          label={drawWords.schoolYear.label}
          hint={`Alerts raised from 1 August to 31 July. Of ${schoolYearLabel(schoolYears[0] ?? 0)}, ${available} can be drawn now`}
          emptyLabel={null}
          options={schoolYears.map((year) => ({ value: String(year), label: schoolYearLabel(year) }))}
        />
        <TextField field={fields.count} {...drawWords.count} width="3" inputMode="numeric" />
        <SubmitButton>Draw the sample</SubmitButton>
      </Form>
    </Page>
  );
}
