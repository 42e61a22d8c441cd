import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { endTimeOut } from "~/domain/exclusions/end-time-out.server";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { openTimeOut } from "~/domain/exclusions/open-time-out.server";
import { endTimeOutSchema } from "~/domain/exclusions/time-out.schema";
import { timeOutWords as words } from "~/domain/exclusions/time-out.words";
import { halfChoices } from "~/domain/exclusions/time-out-record-form";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("End of time out of school");

export const loader = guarded(exclusionsPolicy.endTimeOut, openTimeOut);

export const action = guarded(exclusionsPolicy.endTimeOut, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("timeOutId", params.id ?? "");
  const { again, done } = await submit(form, endTimeOutSchema, (input) => endTimeOut(actor, input, clock));
  if (again) return again;
  throw redirect(`${learnersPaths.record(done.learnerId)}#time-out`);
});

export default function EndTimeOut() {
  const { timeOut, learner, what, today } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof endTimeOutSchema>>({
    id: "end",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { endsOn: timeOut.endsOn ?? today, endsAt: timeOut.endsAt ?? "afternoon" },
  });
  return (
    <LearnerTask learner={learner} title="Say when it ends" lead={what}>
      <Form form={form}>
        <ErrorSummary form={form} />
        <DateField field={fields.endsOn} label={words.endsOn.label} />
        <Radios field={fields.endsAt} {...words.endsAt} options={halfChoices} />
        <SubmitButton>Store the end</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
