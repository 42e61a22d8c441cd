import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Checkboxes } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Select, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { policyWords, type saveEscalationPolicySchema } from "./escalation-policy.schema";
import { stepWhos, stepWhoWords } from "./escalation-steps";

type Fields = z.input<typeof saveEscalationPolicySchema>;
type FieldSet = { [Name in keyof Fields]-?: FieldMetadata<Fields[Name]> };

type PolicyFormProps = {
  form: FormMetadata<Fields>;
  fields: FieldSet;
  /** That holds now: a form made on an older one is refused. */
  version: number;
  people: { value: string; label: string }[];
  /** The steps as sent would reach nobody at some time. */
  isHoleFound: boolean;
};

const whoOptions = stepWhos.map((who) => ({
  value: who,
  label: stepWhoWords[who].replace(/^the /, "").replace(/^./, (letter) => letter.toUpperCase()),
}));

/** Every step of the policy in a row of fields; a row without a person is left out. */
export function PolicyForm({ form, fields, version, people, isHoleFound }: PolicyFormProps) {
  const rows = fields.steps.getFieldList();
  return (
    <Form form={form} hidden={{ version: String(version) }}>
      <ErrorSummary form={form} />
      {rows.map((row, index) => {
        const step = row.getFieldset();
        return (
          <fieldset key={row.key} className="vs-fieldset">
            <legend>
              <h2 className="m-0">Step {index + 1}</h2>
            </legend>
            <Select
              field={step.who}
              label={policyWords.who}
              options={whoOptions}
              emptyLabel="Nobody: leave this step out"
            />
            <TextField field={step.percent} {...policyWords.percent} inputMode="numeric" width="3" />
            <TextField
              field={step.floorMinutes}
              {...policyWords.floorMinutes}
              inputMode="numeric"
              width="3"
            />
          </fieldset>
        );
      })}
      <Checkboxes
        field={fields.hasRandomDrills}
        label={policyWords.hasRandomDrills.label}
        options={[
          { value: "yes", label: policyWords.hasRandomDrills.option, hint: policyWords.hasRandomDrills.hint },
        ]}
      />
      {isHoleFound && <Select field={fields.fallbackId} {...policyWords.fallbackId} options={people} />}
      <SubmitButton>Save as a new version</SubmitButton>
    </Form>
  );
}
