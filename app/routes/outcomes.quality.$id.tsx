import type { SubmissionResult } from "@conform-to/react";
import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { qualityPaths } from "~/domain/outcomes/quality.paths";
import { releaseSampleSchema } from "~/domain/outcomes/quality.schema";
import { releaseSample } from "~/domain/outcomes/release-sample.server";
import { SampleCases } from "~/domain/outcomes/sample-cases";
import { SampleNotices } from "~/domain/outcomes/sample-notices";
import { type OpenSample, openSample } from "~/domain/outcomes/sample-view.server";
import { submit } from "~/platform/form.server";
import { ButtonGroup, ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Form } from "~/ui/form";
import { BackLink, TextLink } from "~/ui/link";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Sample for the quality group");

export const loader = guarded(outcomesPolicy.sampleQuality, openSample);

export const action = guarded(outcomesPolicy.releaseQuality, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("sampleId", params.id ?? "");
  const { again, done } = await submit(form, releaseSampleSchema, (input) =>
    releaseSample(actor, input, clock),
  );
  if (again) return again;
  throw redirect(qualityPaths.sample(done.id));
});

export default function QualitySample() {
  const sample = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  return (
    <Page
      title={`Sample, school year ${sample.schoolYear}`}
      lead={`Drawn by lot on ${sample.madeOn}, from ${sample.drawnFrom === 1 ? "1 alert" : `${sample.drawnFrom} alerts`}.`}
      back={<BackLink href={qualityPaths.list()}>Back to the quality group</BackLink>}
      wide
    >
      <SampleNotices sample={sample} />
      <SampleCases sample={sample} />
      <Leaving sample={sample} reply={reply} />
      {sample.state !== "withdrawn" && (
        <p className="mt-8">
          <TextLink href={qualityPaths.withdraw(sample.id)}>Withdraw this sample</TextLink>
        </p>
      )}
    </Page>
  );
}

/** How a sample leaves, for those who may let it. */
function Leaving({ sample, reply }: { sample: OpenSample; reply?: SubmissionResult<string[]> }) {
  const [form] = useForm({ id: "leave", lastResult: reply });
  if (sample.state === "released") {
    return (
      <ButtonGroup>
        <ButtonLink href={qualityPaths.document(sample.id)}>Download for Word</ButtonLink>
        <ButtonLink href={qualityPaths.print(sample.id)} kind="secondary">
          Read and print
        </ButtonLink>
      </ButtonGroup>
    );
  }
  if (sample.state !== "ready") return <ErrorSummary form={form} />;
  return (
    <Section id="release" title="Let it leave">
      <ErrorSummary form={form} />
      {sample.mayRelease ? (
        <>
          <p>Every example is marked fit to leave. Once released, nothing in it is changed any more.</p>
          <Form form={form}>
            <SubmitButton>Release the sample</SubmitButton>
          </Form>
        </>
      ) : (
        <p>Every example is marked fit to leave. The Virtual School Head Teacher can release it now.</p>
      )}
    </Section>
  );
}
