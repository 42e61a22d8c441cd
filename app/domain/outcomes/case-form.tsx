import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Checkboxes, Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import type { CaseForm as CaseFormTask } from "./case-view.server";
import type { writeCaseSchema } from "./quality.schema";
import { longestText, mayQuoteWords, notSaid, sectorLabels, caseWords as words } from "./quality.words";

type Props = { task: CaseFormTask; today: string; reply?: SubmissionResult<string[]> };

/** One case of a sample: codes of the alert or fewer, and words written for it. Nothing typed on the alert is copied. */
export function CaseForm({ task, today, reply }: Props) {
  const [form, fields] = useForm<z.input<typeof writeCaseSchema>>({
    id: "case",
    lastResult: reply,
    defaultValue: task.written,
  });
  const sectors = [...(task.sector ? [task.sector] : []), notSaid] as const;
  return (
    <Form form={form} hidden={{ version: String(task.version) }}>
      <ErrorSummary form={form} />
      <Radios
        field={fields.sector}
        {...words.sector}
        hint={task.sector ? undefined : "There are few special schools, so it is not said"}
        options={sectors.map((value) => ({ value, label: sectorLabels[value] }))}
      />
      {task.triggers.length > 0 && (
        <Checkboxes field={fields.triggers} {...words.triggers} options={task.triggers} isSmall />
      )}
      <TextArea field={fields.ledToIt} {...words.ledToIt} rows={6} limit={longestText} />
      {task.used.length > 0 && <Checkboxes field={fields.used} {...words.used} options={task.used} isSmall />}
      {task.notUsed.length > 0 && (
        <Checkboxes field={fields.notUsed} {...words.notUsed} options={task.notUsed} isSmall />
      )}
      <Radios
        field={fields.mayQuote}
        {...words.mayQuote}
        hint={
          task.hasWordsOnRecord
            ? "Words of theirs are on the alert. Without a yes for this purpose they stay there"
            : "The alert holds no words of theirs"
        }
        options={[
          {
            value: "yes",
            label: mayQuoteWords.yes,
            reveals: (
              <>
                <TextArea field={fields.childWords} {...words.childWords} rows={3} limit={longestText} />
                <TextField field={fields.permissionAskedBy} {...words.permissionAskedBy} width="two-thirds" />
                <DateField field={fields.permissionAskedOn} {...words.permissionAskedOn} max={today} />
              </>
            ),
          },
          {
            value: "no",
            label: mayQuoteWords.no,
            hint: "The sample then says that their words are not in it",
          },
        ]}
      />
      <TextArea field={fields.cameOfIt} {...words.cameOfIt} rows={4} limit={longestText} isOptional />
      <SubmitButton>Store the example</SubmitButton>
    </Form>
  );
}
