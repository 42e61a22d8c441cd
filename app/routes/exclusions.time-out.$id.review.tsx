import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { openTimeOut } from "~/domain/exclusions/open-time-out.server";
import { reviewTimeOut } from "~/domain/exclusions/review-time-out.server";
import { reviewTimeOutSchema } from "~/domain/exclusions/time-out.schema";
import { timeOutWords as words } from "~/domain/exclusions/time-out.words";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Review a part-time timetable");

export const loader = guarded(exclusionsPolicy.reviewTimeOut, openTimeOut);

export const action = guarded(exclusionsPolicy.reviewTimeOut, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("timeOutId", params.id ?? "");
  const { again, done } = await submit(form, reviewTimeOutSchema, (input) =>
    reviewTimeOut(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${learnersPaths.record(done.learnerId)}#time-out`);
});

export default function ReviewTimeOut() {
  const { learner, what, today } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof reviewTimeOutSchema>>({
    id: "review",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { reviewedOn: today },
  });
  return (
    <LearnerTask learner={learner} title="Review a part-time timetable" lead={what}>
      <Form form={form}>
        <ErrorSummary form={form} />
        <DateField field={fields.reviewedOn} {...words.reviewedOn} max={today} />
        <TextArea field={fields.decided} {...words.decided} rows={4} limit={2000} />
        <DateField field={fields.nextReviewOn} {...words.nextReviewOn} isOptional />
        <SubmitButton>Store the review</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
