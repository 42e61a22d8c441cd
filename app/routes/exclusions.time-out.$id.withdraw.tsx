import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { openTimeOut } from "~/domain/exclusions/open-time-out.server";
import { withdrawTimeOutSchema } from "~/domain/exclusions/time-out.schema";
import { timeOutWords as words } from "~/domain/exclusions/time-out.words";
import { withdrawTimeOut } from "~/domain/exclusions/withdraw-time-out.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Withdraw time out of school");

export const loader = guarded(exclusionsPolicy.withdrawTimeOut, openTimeOut);

export const action = guarded(exclusionsPolicy.withdrawTimeOut, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("timeOutId", params.id ?? "");
  const { again, done } = await submit(form, withdrawTimeOutSchema, (input) =>
    withdrawTimeOut(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${learnersPaths.record(done.learnerId)}#time-out`);
});

export default function WithdrawTimeOut() {
  const { learner, what } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof withdrawTimeOutSchema>>({
    id: "withdraw",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <LearnerTask learner={learner} title="Withdraw time out of school" lead={what}>
      <Form form={form}>
        <ErrorSummary form={form} />
        <TextArea field={fields.reason} {...words.reason} rows={4} limit={2000} />
        <SubmitButton>Withdraw it</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
