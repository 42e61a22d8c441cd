import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { CaseForm } from "~/domain/outcomes/case-form";
import { openCaseForm } from "~/domain/outcomes/case-view.server";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { qualityPaths } from "~/domain/outcomes/quality.paths";
import { writeCaseSchema } from "~/domain/outcomes/quality.schema";
import { writeCase } from "~/domain/outcomes/write-case.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { BackLink, TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Write an example of a sample");

export const loader = guarded(outcomesPolicy.sampleQuality, async (visit) => ({
  task: await openCaseForm(visit),
  today: dayOf(visit.clock.now()),
}));

export const action = guarded(outcomesPolicy.sampleQuality, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("sampleId", params.id ?? "");
  form.set("caseId", params.caseId ?? "");
  const { again } = await submit(form, writeCaseSchema, (input) => writeCase(actor, input, clock));
  if (again) return again;
  throw redirect(qualityPaths.case(params.id ?? "", params.caseId ?? ""));
});

export default function WriteCase() {
  const { task, today } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  return (
    <Page
      title={`Write ${task.heading.toLowerCase()}`}
      lead={
        <>
          Nothing typed on the alert is copied.{" "}
          <TextLink href={alertsPaths.record(task.alertId)}>Open the alert</TextLink> and say it anew, so that
          nobody can tell who this is.
        </>
      }
      back={<BackLink href={qualityPaths.case(task.sampleId, task.caseId)}>Back to the example</BackLink>}
    >
      {task.refused !== null && !reply ? (
        <Notice title="Not now">
          <p>{task.refused}</p>
        </Notice>
      ) : (
        <>
          {task.isFit && (
            <Notice title="Marked fit to leave">
              <p>A change takes the review back.</p>
            </Notice>
          )}
          <CaseForm task={task} today={today} reply={reply} />
        </>
      )}
    </Page>
  );
}
