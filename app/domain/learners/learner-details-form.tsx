import { type SubmissionResult, useForm } from "@conform-to/react";
import type { SerializeFrom } from "@remix-run/node";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { Section } from "~/ui/page";
import type { learnerDetails } from "./learner-details.queries.server";
import type { saveLearnerDetailsSchema } from "./learner-details.schema";
import { birthBases, detailsWords as words } from "./learner-details.words";
import { stages } from "./learners.words";

type Props = {
  details: SerializeFrom<Awaited<ReturnType<typeof learnerDetails>>>;
  sexes: { value: string; label: string }[];
  /** Compares the SCN with every other learner's; otherwise it goes to be checked. */
  maySetScn: boolean;
  lastResult: SubmissionResult<string[]> | undefined;
};

const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

/** The names of a learner, what SEEMiS holds, and how sure the date of birth is. */
export function LearnerDetailsForm({ details, sexes, maySetScn, lastResult }: Props) {
  const { id: _, version, scn, scnToCheck, ...typed } = details;
  const [form, fields] = useForm<z.input<typeof saveLearnerDetailsSchema>>({
    id: "details",
    lastResult,
    defaultValue: given({ ...typed, scn: scnToCheck ?? scn }),
  });
  const scnHint = maySetScn
    ? words.scn.hint
    : `${words.scn.hint}. The Virtual School checks it before it counts`;
  return (
    <Form form={form} hidden={{ version: String(version) }}>
      <ErrorSummary form={form} />
      <Section id="names" title="Names">
        <TextField field={fields.givenName} {...words.givenName} width="two-thirds" />
        <TextField field={fields.familyName} {...words.familyName} width="two-thirds" />
        <TextField field={fields.knownAs} {...words.knownAs} width="two-thirds" isOptional />
        <TextField field={fields.nameAsSaid} {...words.nameAsSaid} width="two-thirds" isOptional />
        <TextField field={fields.pronunciation} {...words.pronunciation} width="two-thirds" isOptional />
        <TextField field={fields.pronouns} {...words.pronouns} width="10" isOptional />
      </Section>
      <Section id="held" title="As the school holds it">
        <Select
          field={fields.stage}
          {...words.stage}
          options={stages.map((stage) => ({ value: stage, label: stage }))}
        />
        <DateField field={fields.dateOfBirth} {...words.dateOfBirth} isOptional />
        <Radios
          field={fields.dateOfBirthBasis}
          {...words.dateOfBirthBasis}
          options={Object.entries(birthBases).map(([value, label]) => ({ value, label }))}
        />
        <Select field={fields.sex} {...words.sex} options={sexes} emptyLabel="Not known" isOptional />
        <TextField
          field={fields.scn}
          label={words.scn.label}
          hint={scnHint}
          width="10"
          inputMode="numeric"
          isOptional
        />
      </Section>
      <SubmitButton>Save the details</SubmitButton>
    </Form>
  );
}
