import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { ExclusionTask } from "~/domain/exclusions/exclusion-task";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { openReturn } from "~/domain/exclusions/open-return.server";
import { planReturn } from "~/domain/exclusions/plan-return.server";
import { planReturnSchema } from "~/domain/exclusions/return-plan.schema";
import { ReturnPlanForm } from "~/domain/exclusions/return-plan-form";
import { submit } from "~/platform/form.server";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Plan for return");

export const loader = guarded(exclusionsPolicy.record, openReturn);

export const action = guarded(exclusionsPolicy.record, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("exclusionId", params.id ?? "");
  const { again, done } = await submit(form, planReturnSchema, (input) => planReturn(actor, input, clock));
  if (again) return again;
  throw redirect(`${exclusionsPaths.exclusion(done.id)}#way-back`);
});

export default function PlanReturn() {
  const task = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  return (
    <ExclusionTask
      exclusion={task.exclusion}
      title="Plan for return"
      lead={
        task.dueOn &&
        `Due back on ${task.dueOn}. Make the plan before that day, with the young person and their home.`
      }
      refused={reply ? null : task.refused}
    >
      <ReturnPlanForm task={task} reply={reply} />
    </ExclusionTask>
  );
}
