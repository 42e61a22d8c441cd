import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { CaseNotices } from "~/domain/outcomes/case-notices";
import { CaseParts } from "~/domain/outcomes/case-parts";
import { openCase } from "~/domain/outcomes/case-view.server";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { qualityPaths } from "~/domain/outcomes/quality.paths";
import { reviewCaseSchema } from "~/domain/outcomes/quality.schema";
import { reviewCase } from "~/domain/outcomes/review-case.server";
import { ReviewForm } from "~/domain/outcomes/review-form";
import { submit } from "~/platform/form.server";
import { ButtonLink } from "~/ui/button";
import { BackLink, TextLink } from "~/ui/link";
import { Card, Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Example of a sample");

export const loader = guarded(outcomesPolicy.sampleQuality, openCase);

export const action = guarded(outcomesPolicy.sampleQuality, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("sampleId", params.id ?? "");
  form.set("caseId", params.caseId ?? "");
  const { again, done } = await submit(form, reviewCaseSchema, (input) => reviewCase(actor, input, clock));
  if (again) return again;
  throw redirect(qualityPaths.sample(done.id));
});

export default function QualityCase() {
  const task = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const { sampleId, caseId } = task;
  return (
    <Page
      title={task.heading}
      lead={task.hasText ? "As it would leave." : "Not written yet."}
      back={<BackLink href={qualityPaths.sample(sampleId)}>Back to the sample</BackLink>}
      actions={
        task.mayWrite && (
          <ButtonLink href={qualityPaths.write(sampleId, caseId)}>
            {task.hasText ? "Change the example" : "Write the example"}
          </ButtonLink>
        )
      }
    >
      <CaseNotices task={task} />
      <Card>
        <h2 className="visually-hidden">The example</h2>
        <CaseParts parts={task.parts} level={3} />
      </Card>
      <p>
        <TextLink href={alertsPaths.record(task.alertId)}>Open the alert it was made of</TextLink>
      </p>
      {(task.mayReview || reply) && (
        <Section id="review" title="Your review">
          <ReviewForm task={task} reply={reply} />
        </Section>
      )}
    </Page>
  );
}
