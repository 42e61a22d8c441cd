import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guestRoles, roleWords } from "~/domain/accounts/accounts.words";
import { guarded } from "~/domain/accounts/guarded.server";
import { inviteHostSchema } from "~/domain/learners/host-invitation.schema";
import { inviteHostWords as words } from "~/domain/learners/host-invitation.words";
import { hostSchoolsOf } from "~/domain/learners/host-invitations.queries.server";
import { inviteHost } from "~/domain/learners/invite-host.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Invite the host school");

export const loader = guarded(learnersPolicy.share, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const learner = await learnerNamed(tx, params.id ?? "");
    return { learner, schools: await hostSchoolsOf(tx, learner.id, dayOf(clock.now())) };
  }),
);

export const action = guarded(learnersPolicy.share, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, inviteHostSchema, (input) => inviteHost(actor, input, clock));
  if (again) return again;
  throw redirect(`${learnersPaths.record(params.id ?? "")}#shared`);
});

export default function InviteHost() {
  const { learner, schools } = useLoaderData<typeof loader>();
  const [first] = schools;
  const [form, fields] = useForm<z.input<typeof inviteHostSchema>>({
    id: "host",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { schoolId: first?.id, role: "designated_manager" },
  });
  return (
    <LearnerTask
      learner={learner}
      title="Invite the host school"
      lead="One person sees this learner and no other: what their own designated manager would see. It ends with the last day on the school’s roll."
      refused={first ? null : "They are on the roll of no school in another authority today."}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <Radios
          field={fields.schoolId}
          {...words.schoolId}
          options={schools.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField field={fields.name} {...words.name} width="two-thirds" />
        <TextField field={fields.email} {...words.email} type="email" width="two-thirds" />
        <Radios
          field={fields.role}
          {...words.role}
          options={guestRoles.map((role) => ({ value: role, label: roleWords[role] }))}
        />
        <SubmitButton>Invite</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
