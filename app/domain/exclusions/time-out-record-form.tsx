import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { sourceWords } from "~/domain/alerts/decide-alert.words";
import { SubmitButton } from "~/ui/button";
import { type Choice, Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, TextArea, TextField } from "~/ui/fields";
import { Form, HiddenFields } from "~/ui/form";
import { halfLabels, halves, timeOutLabels } from "./exclusions.words";
import type { recordTimeOutSchema } from "./time-out.schema";
import { recordableTimeOut, timeOutHints, usualEntitlement, timeOutWords as words } from "./time-out.words";
import type { TimeOutForm } from "./time-out-form.server";

type Fields = z.input<typeof recordTimeOutSchema>;

export const halfChoices: Choice[] = halves.map((half) => ({ value: half, label: halfLabels[half] }));

type Props = { page: TimeOutForm; formKey: string; reply?: SubmissionResult<string[]> };

/** Time out of school that is no exclusion on record. */
export function TimeOutRecordForm({ page, formKey, reply }: Props) {
  const { schools, alerts } = page;
  const [form, fields] = useForm<Fields>({
    id: "time-out",
    lastResult: reply,
    defaultValue: {
      schoolId: schools[0]?.value,
      alertId: page.alertId ?? undefined,
      startsOn: page.today,
      startsAt: "morning",
      endsAt: "afternoon",
      entitledOpenings: String(usualEntitlement),
    },
  });
  const timetable = (
    <>
      <TextField field={fields.agreedOpenings} {...words.agreedOpenings} inputMode="numeric" width="2" />
      <TextField field={fields.entitledOpenings} {...words.entitledOpenings} inputMode="numeric" width="2" />
      <TextField field={fields.agreedBy} {...words.agreedBy} width="two-thirds" />
      <DateField field={fields.reviewOn} {...words.reviewOn} isOptional />
    </>
  );
  return (
    <Form form={form} hidden={{ formKey, learnerId: page.learner.id }}>
      <ErrorSummary form={form} />
      {schools.length > 1 ? (
        <Radios field={fields.schoolId} {...words.schoolId} options={schools} />
      ) : (
        <HiddenFields values={{ schoolId: schools[0]?.value ?? "" }} />
      )}
      <Radios
        field={fields.kind}
        {...words.kind}
        options={recordableTimeOut.map((kind) => ({
          value: kind,
          label: timeOutLabels[kind],
          hint: timeOutHints[kind],
          reveals: kind === "part_time" ? timetable : undefined,
        }))}
      />
      <DateField field={fields.startsOn} {...words.startsOn} />
      <Radios field={fields.startsAt} {...words.startsAt} options={halfChoices} />
      <DateField field={fields.endsOn} {...words.endsOn} isOptional />
      <Radios field={fields.endsAt} {...words.endsAt} options={halfChoices} />
      <TextArea field={fields.why} {...words.why} rows={4} limit={2000} />
      <Radios
        field={fields.source}
        {...words.source}
        options={Object.entries(sourceWords).map(([value, label]) => ({ value, label }))}
      />
      {alerts.length > 0 ? (
        <Radios
          field={fields.alertId}
          {...words.alertId}
          options={[...alerts, { value: "none", label: words.alertId.none }]}
        />
      ) : (
        <HiddenFields values={{ alertId: "none" }} />
      )}
      <SubmitButton>Record time out of school</SubmitButton>
    </Form>
  );
}
