import { randomUUID } from "node:crypto";
import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { learnerDetails } from "~/domain/learners/learner-details.queries.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { nameOf } from "~/domain/learners/learners.queries.server";
import { flagKinds, learnersWords as words } from "~/domain/learners/learners.words";
import { flagKindOf, setFlagSchema } from "~/domain/learners/notify-list.schema";
import { setFlag } from "~/domain/learners/set-flag.server";
import { asActor } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Set a flag");

export const loader = guarded(learnersPolicy.setFlag, ({ actor, params }) =>
  asActor(actor, async (tx) => {
    const kind = flagKindOf(params.kind);
    if (!kind) throw new NotFound("There is no such flag.");
    const { id, givenName, familyName, knownAs } = await learnerDetails(tx, params.id ?? "");
    const name = nameOf({ givenName, familyName, knownAs });
    return { kind, learner: { id, name, givenName: knownAs ?? givenName, familyName }, flagId: randomUUID() };
  }),
);

export const action = guarded(learnersPolicy.setFlag, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  form.set("kind", params.kind ?? "");
  const { again } = await submit(form, setFlagSchema, (input) => setFlag(actor, input, clock));
  if (again) return again;
  throw redirect(learnersPaths.record(params.id ?? ""));
});

type Fields = { why: string; givenName: string; familyName: string };

export default function SetFlag() {
  const { kind, learner, flagId } = useLoaderData<typeof loader>();
  const { givenName, familyName } = learner;
  const [form, fields] = useForm<Fields>({
    id: "flag",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { givenName, familyName },
  });
  return (
    <LearnerTask learner={learner} title={`Set the flag: ${flagKinds[kind].toLowerCase()}`}>
      <Form form={form} hidden={{ flagId }}>
        <ErrorSummary form={form} />
        {kind === "adoption" && (
          <>
            <TextField field={fields.givenName} {...words.nameNow} width="two-thirds" />
            <TextField field={fields.familyName} {...words.familyNameNow} width="two-thirds" />
          </>
        )}
        <TextArea field={fields.why} {...words.why} limit={500} />
        <SubmitButton>Set the flag</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
