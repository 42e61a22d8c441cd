import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { ExclusionTask } from "~/domain/exclusions/exclusion-task";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { removeFromRegisterSchema } from "~/domain/exclusions/exclusions.schema";
import { openExclusionTask } from "~/domain/exclusions/open-exclusion-task.server";
import { removeFromRegister } from "~/domain/exclusions/remove-from-register.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Removal from the register");

export const loader = guarded(exclusionsPolicy.removeFromRegister, (visit) =>
  asActor(visit.actor, async (tx) => ({
    ...(await openExclusionTask(tx, visit)),
    today: dayOf(visit.clock.now()),
  })),
);

export const action = guarded(
  exclusionsPolicy.removeFromRegister,
  async ({ actor, clock, request, params }) => {
    const form = await request.formData();
    form.set("exclusionId", params.id ?? "");
    const { again, done } = await submit(form, removeFromRegisterSchema, (input) =>
      removeFromRegister(actor, input, clock),
    );
    if (again) return again;
    throw redirect(exclusionsPaths.exclusion(done.id));
  },
);

export default function RemoveFromRegister() {
  const { exclusion, refused, today } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof removeFromRegisterSchema>>({
    id: "remove",
    lastResult: reply,
  });
  return (
    <ExclusionTask
      exclusion={exclusion}
      title="Removal from the register"
      lead="Very rare. The child does not come back to this school, and education elsewhere is owed without undue delay."
      refused={reply ? null : refused}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <DateField field={fields.removedOn} label="On which day was it decided?" max={today} />
        <TextArea
          field={fields.why}
          label="The reason"
          hint="Facts, in plain kind words. The young person may read this one day"
          limit={2000}
        />
        <SubmitButton kind="danger">Record the removal from the register</SubmitButton>
      </Form>
    </ExclusionTask>
  );
}
