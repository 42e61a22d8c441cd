import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { recordTimeOut } from "~/domain/exclusions/record-time-out.server";
import { recordTimeOutSchema } from "~/domain/exclusions/time-out.schema";
import { timeOutForm } from "~/domain/exclusions/time-out-form.server";
import { TimeOutRecordForm } from "~/domain/exclusions/time-out-record-form";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Record time out of school");

export const loader = guarded(exclusionsPolicy.recordTimeOut, async ({ actor, clock, request }) => {
  const asked = new URL(request.url).searchParams;
  const about = {
    learnerId: asked.get("learner"),
    alertId: asked.get("alert"),
    today: dayOf(clock.now()),
  };
  const page = await asActor(actor, (tx) => timeOutForm(tx, actor, about));
  return { page, formKey: randomUUID() };
});

export const action = guarded(exclusionsPolicy.recordTimeOut, async ({ actor, clock, request }) => {
  const form = await request.formData();
  const { again, done } = await submit(form, recordTimeOutSchema, (input) =>
    recordTimeOut(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${learnersPaths.record(done.learnerId)}#time-out`);
});

export default function RecordTimeOut() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  return (
    <LearnerTask
      learner={page.learner}
      title="Record time out of school"
      lead="Whatever it was called: it is counted in half days. An exclusion is recorded on its own page."
    >
      <TimeOutRecordForm page={page} formKey={formKey} reply={reply} />
    </LearnerTask>
  );
}
