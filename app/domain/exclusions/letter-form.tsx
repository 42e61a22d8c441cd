import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { ButtonGroup, SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { Form } from "~/ui/form";
import type { Recipient } from "./letter-recipients.server";
import type { makeLetterSchema } from "./letters.schema";
import { limitsWords, lettersWords as words } from "./letters.words";

type Props = {
  recipients: readonly Recipient[];
  letterId: string;
  /** What the form starts with: from the record, or as typed for the letter that was shown. */
  start: { to?: string; reasons?: string; conditions?: string };
  /** The letter has been shown. */
  isShown: boolean;
  reply?: SubmissionResult<string[]>;
};

/** What a recipient may not be told, said beside their name. */
function limitsOf({ mayBeTold }: Recipient): string | undefined {
  if (!mayBeTold.includes("school")) return limitsWords.school;
  return mayBeTold.includes("address") ? undefined : limitsWords.address;
}

/** To whom, and why: then the letter is shown, then made. */
export function LetterForm({ recipients, letterId, start, isShown, reply }: Props) {
  const [form, fields] = useForm<z.input<typeof makeLetterSchema>>({
    id: "letter",
    lastResult: reply,
    defaultValue: start,
  });
  const options = recipients.map((each) => ({ value: each.id, label: each.label, hint: limitsOf(each) }));
  return (
    <Form form={form} hidden={{ letterId }}>
      <ErrorSummary form={form} />
      <Radios field={fields.to} {...words.to} options={options} />
      <TextArea field={fields.reasons} {...words.reasons} rows={4} limit={2000} />
      <TextArea field={fields.conditions} {...words.conditions} rows={3} limit={2000} isOptional />
      <ButtonGroup>
        <SubmitButton name="intent" value="show" kind={isShown ? "secondary" : "primary"}>
          {isShown ? "Show it again" : "Show the letter"}
        </SubmitButton>
        {isShown && (
          <SubmitButton name="intent" value="make">
            Make the letter
          </SubmitButton>
        )}
      </ButtonGroup>
    </Form>
  );
}
