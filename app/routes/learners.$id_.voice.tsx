import { randomUUID } from "node:crypto";
import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { addVoice } from "~/domain/learners/add-voice.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { addVoiceSchema } from "~/domain/learners/voice.schema";
import { longestAnswer, voiceWords as words } from "~/domain/learners/voice.words";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("In their own words");

export const loader = guarded(learnersPolicy.change, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => ({
    learner: await learnerNamed(tx, params.id ?? ""),
    voiceId: randomUUID(),
    today: dayOf(clock.now()),
  })),
);

export const action = guarded(learnersPolicy.change, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, addVoiceSchema, (input) => addVoice(actor, input, clock));
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

export default function InTheirOwnWords() {
  const { learner, voiceId, today } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof addVoiceSchema>>({
    id: "voice",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { saidOn: today },
  });
  return (
    <LearnerTask
      learner={learner}
      title="In their own words"
      lead="What they said before stays: this is a new entry, and it is shown first on their record."
    >
      <Form form={form} hidden={{ voiceId }}>
        <ErrorSummary form={form} />
        <TextField field={fields.called} {...words.called} width="two-thirds" isOptional />
        <TextArea field={fields.helps} {...words.helps} limit={longestAnswer} isOptional />
        <TextArea field={fields.helpsNot} {...words.helpsNot} limit={longestAnswer} isOptional />
        <DateField field={fields.saidOn} {...words.saidOn} />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
