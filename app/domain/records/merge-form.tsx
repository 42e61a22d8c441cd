import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Form } from "~/ui/form";
import type { mergeLearnersSchema } from "./merge.schema";
import { MergeFollows } from "./merge-follows";
import type { MergeView } from "./merge-view.server";

const unknown = "Not known";

type MergeFormProps = { view: MergeView; mergeId: string; reply: SubmissionResult<string[]> | undefined };

/** Which value holds where two records differ, what follows, and the press. */
export function MergeForm({ view, mergeId, reply }: MergeFormProps) {
  const { kept, merged, fields, seen } = view;
  const usual = Object.fromEntries(fields.map(({ field, usual: side }) => [field, side]));
  const [form, inputs] = useForm<z.input<typeof mergeLearnersSchema>>({
    id: "merge",
    lastResult: reply,
    defaultValue: usual,
  });
  return (
    <Form form={form} hidden={{ mergeId, keptId: kept.id, mergedId: merged.id, seen }}>
      <ErrorSummary form={form} />
      {fields.length > 0 && (
        <>
          <h2>Where the two differ, which is right?</h2>
          <p>First what the record to keep says, then the other one.</p>
        </>
      )}
      {fields.map(({ field, label, kept: ofKept, merged: ofMerged }) => (
        <Radios
          key={field}
          field={inputs[field]}
          label={label}
          isSmall
          options={[
            { value: "kept", label: ofKept ?? unknown },
            { value: "merged", label: ofMerged ?? unknown },
          ]}
        />
      ))}
      <MergeFollows view={view} />
      <SubmitButton>Merge the two records</SubmitButton>
    </Form>
  );
}
