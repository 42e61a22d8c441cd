import type { SubmissionResult } from "@conform-to/react";
import { useForm } from "@conform-to/react";
import type { z } from "zod";
import { stages } from "~/domain/learners/learners.words";
import { SubmitButton } from "~/ui/button";
import { Checkboxes, Radios } from "~/ui/choices";
import { Details } from "~/ui/details";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select, TextArea, TextField, TimeField } from "~/ui/fields";
import { Form, HiddenFields } from "~/ui/form";
import { EmergencyCard } from "~/ui/notice";
import { childViewWords, longestText, whereNowWords, raiseAlertWords as words } from "./alert-form.words";
import type { raiseAlertSchema } from "./alerts.schema";
import type { FoundLearner } from "./find-learners.server";
import { LearnerChoice } from "./learner-choice";
import type { raiseForm } from "./raise-form.server";
import { useDraft } from "./use-draft";
import { WhoAnswers } from "./who-answers";

type Fields = z.input<typeof raiseAlertSchema>;

type AlertFormProps = {
  page: Omit<Awaited<ReturnType<typeof raiseForm>>, "chosen">;
  formKey: string;
  /** Sealed proof of whom the form was shown to, for a session that ends meanwhile. */
  owner: string;
  found: FoundLearner[];
  typedQuery: string;
  hasSearched: boolean;
  defaults: Record<string, string | string[]>;
  reply?: SubmissionResult<string[]>;
};

const optionalNames = ["triggers", "whoKnows", "openingsConsidered", "supportInPlace", "triedSoFar"] as const;

/** Opened when something in it was filled in before, or is wrong. */
const hasMore = (typed: Record<string, unknown> | undefined, reply: AlertFormProps["reply"]): boolean =>
  optionalNames.some((name) => Boolean(typed?.[name]) || Boolean(reply?.error?.[name]));

const choices = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The whole form of an alert on one page: 90 seconds on a phone, with or without JavaScript. */
export function AlertForm({
  page,
  formKey,
  owner,
  found,
  typedQuery,
  hasSearched,
  defaults,
  reply,
}: AlertFormProps) {
  const [form, fields] = useForm<Fields>({ id: "alert", lastResult: reply, defaultValue: defaults });
  const savedAt = useDraft(form.id);
  const phoneCard = (
    <EmergencyCard title="Ring first" phones={page.phones}>
      <p>This form is not an emergency route. Ring, then send it.</p>
    </EmergencyCard>
  );
  return (
    <Form form={form} hidden={{ formKey, owner }}>
      <ErrorSummary form={form} />
      {page.whoAnswers && <WhoAnswers answers={page.whoAnswers} />}
      {page.schools.length > 1 ? (
        <Select field={fields.schoolId} label="Your school" options={page.schools} emptyLabel={null} />
      ) : (
        <HiddenFields values={{ schoolId: page.schools[0]?.value ?? "" }} />
      )}
      <Radios
        field={fields.decisionMade}
        label={words.decisionMade.label}
        options={[
          {
            value: "no",
            label: words.decisionMade.no,
            reveals: <DecisionExpected fields={fields} today={page.today} />,
          },
          {
            value: "yes",
            label: words.decisionMade.yes,
            hint: "Send the alert all the same. It will say so",
          },
        ]}
      />
      <Radios
        field={fields.whereNow}
        label={words.whereNow.label}
        options={Object.entries(whereNowWords).map(([value, label]) => ({
          value,
          label,
          reveals: value === "sent_out" || value === "not_safe" ? phoneCard : undefined,
        }))}
      />
      <TextField field={fields.withWhom} label={words.withWhom.label} hint={words.withWhom.hint} />
      <LearnerChoice
        field={fields.learnerId}
        found={found}
        typed={typedQuery}
        hasSearched={hasSearched}
        newChild={
          <>
            <TextField
              field={fields.childName}
              label={words.childName.label}
              hint={words.childName.hint}
              width="two-thirds"
            />
            <Select
              field={fields.childStage}
              label={words.childStage.label}
              options={stages.map((stage) => ({ value: stage, label: stage }))}
            />
            <DateField
              field={fields.childDateOfBirth}
              label={words.childDateOfBirth.label}
              isOptional
              max={page.today}
            />
          </>
        }
      />
      <TextArea
        field={fields.whatHappened}
        label={words.whatHappened.label}
        hint={words.whatHappened.hint}
        rows={5}
        limit={longestText}
      />
      <Radios
        field={fields.childView}
        label={words.childView.label}
        options={choices(childViewWords).map((choice) => ({
          ...choice,
          reveals:
            choice.value === "in_their_words" ? (
              <TextArea field={fields.childWords} label={words.childWords.label} rows={3} />
            ) : undefined,
        }))}
      />
      <Details summary={words.more} isOpen={hasMore(form.initialValue, reply)}>
        <Checkboxes field={fields.triggers} label={words.triggers.label} options={page.triggers} isSmall />
        <Checkboxes field={fields.whoKnows} label={words.whoKnows.label} options={page.whoKnows} isSmall />
        <TextField
          field={fields.openingsConsidered}
          label={words.openingsConsidered.label}
          hint={words.openingsConsidered.hint}
          inputMode="numeric"
          width="4"
        />
        <TextArea field={fields.supportInPlace} label={words.supportInPlace.label} rows={3} />
        <TextArea field={fields.triedSoFar} label={words.triedSoFar.label} rows={3} />
      </Details>
      <SubmitButton busyLabel="Sending…">Send the alert</SubmitButton>
      <p className="ds_hint-text" aria-live="polite">
        {savedAt
          ? `Kept for you at ${savedAt}, for 24 hours.`
          : "What you type is kept for you for 24 hours."}
      </p>
    </Form>
  );
}

function DecisionExpected({
  fields,
  today,
}: {
  fields: ReturnType<typeof useForm<Fields>>[1];
  today: string;
}) {
  return (
    <Radios
      field={fields.decisionExpected}
      label={words.decisionExpected.label}
      isSmall
      options={[
        {
          value: "today",
          label: words.decisionExpected.today,
          reveals: <TimeField field={fields.decisionTime} label={words.decisionTime.label} isOptional />,
        },
        {
          value: "another_day",
          label: words.decisionExpected.another_day,
          reveals: <DateField field={fields.decisionDay} label={words.decisionDay.label} min={today} />,
        },
        { value: "not_known", label: words.decisionExpected.not_known, hint: "Answered as if it were today" },
      ]}
    />
  );
}
