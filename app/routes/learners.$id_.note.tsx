import { randomUUID } from "node:crypto";
import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { LearnerTask } from "~/domain/learners/learner-task";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { learnerNamed } from "~/domain/learners/learners.queries.server";
import { writeNoteSchema } from "~/domain/learners/note.schema";
import { longestNote, noteReaders, noteWords as words } from "~/domain/learners/note.words";
import { writeNote } from "~/domain/learners/write-note.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { Form, HiddenFields } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Write a note");

export const loader = guarded(learnersPolicy.writeNote, async ({ actor, params }) => ({
  learner: await asActor(actor, (tx) => learnerNamed(tx, params.id ?? "")),
  noteId: randomUUID(),
  mayChooseReaders: may(actor, learnersPolicy.noteForVirtualSchool),
}));

export const action = guarded(learnersPolicy.writeNote, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("learnerId", params.id ?? "");
  const { again } = await submit(form, writeNoteSchema, (input) => writeNote(actor, input, clock));
  if (again) return again;
  throw redirect(learnersPaths.chronology(params.id ?? ""));
});

export default function WriteNote() {
  const { learner, noteId, mayChooseReaders } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof writeNoteSchema>>({
    id: "note",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { readers: "school_and_virtual_school" },
  });
  return (
    <LearnerTask learner={learner} title="Write a note">
      <Form form={form} hidden={{ noteId }}>
        <ErrorSummary form={form} />
        <TextArea field={fields.text} {...words.text} rows={6} limit={longestNote} />
        {mayChooseReaders ? (
          <Radios
            field={fields.readers}
            {...words.readers}
            options={Object.entries(noteReaders).map(([value, choice]) => ({ value, ...choice }))}
          />
        ) : (
          <HiddenFields values={{ readers: "school_and_virtual_school" }} />
        )}
        <SubmitButton>Write the note</SubmitButton>
      </Form>
    </LearnerTask>
  );
}
