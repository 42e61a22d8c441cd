import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select, TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { Section } from "~/ui/page";
import type { addLearnerSchema } from "./learners.schema";
import { careSources, learnerScopes, legalBases, stages, learnersWords as words } from "./learners.words";

type Choice = { value: string; label: string };

const labelled = (entries: Record<string, string | { label: string }>): Choice[] =>
  Object.entries(entries).map(([value, entry]) => ({
    value,
    label: typeof entry === "string" ? entry : entry.label,
  }));

type Props = {
  /** The id that the learner will have: the same form twice adds one. */
  learnerId: string;
  schools: Choice[];
  authorities: Choice[];
  /** Care experience as the reference list offers it. */
  careCategories: Choice[];
  lastResult: SubmissionResult<string[]> | undefined;
};

/** A learner, their school, and since when they are care experienced. */
export function AddLearnerForm({ learnerId, schools, authorities, careCategories, lastResult }: Props) {
  const [form, fields] = useForm<z.input<typeof addLearnerSchema>>({ id: "learner", lastResult });
  return (
    <Form form={form} hidden={{ learnerId }}>
      <ErrorSummary form={form} />
      <Section id="who" title="Who it is">
        <TextField field={fields.givenName} {...words.givenName} width="two-thirds" />
        <TextField field={fields.familyName} {...words.familyName} width="two-thirds" />
        <TextField field={fields.knownAs} {...words.knownAs} width="two-thirds" isOptional />
        <TextField field={fields.pronouns} {...words.pronouns} width="10" isOptional />
        <DateField field={fields.dateOfBirth} {...words.dateOfBirth} isOptional />
        <TextField field={fields.scn} {...words.scn} width="10" inputMode="numeric" isOptional />
      </Section>
      <Section id="school" title="School">
        <Select field={fields.schoolId} {...words.schoolId} options={schools} />
        <Select
          field={fields.stage}
          {...words.stage}
          options={stages.map((stage) => ({ value: stage, label: stage }))}
        />
        <DateField field={fields.enrolledOn} {...words.enrolledOn} />
      </Section>
      <Section id="care" title="Care experience">
        <Select
          field={fields.category}
          {...words.knownFor}
          options={[...careCategories, ...labelled(learnerScopes)]}
        />
        <DateField field={fields.startedOn} {...words.startedOn} />
        <Select field={fields.legalBasis} {...words.legalBasis} options={labelled(legalBases)} isOptional />
        <Select field={fields.homeAuthorityId} {...words.homeAuthorityId} options={authorities} />
        <Radios field={fields.source} {...words.source} options={labelled(careSources)} />
      </Section>
      <SubmitButton>Add the learner</SubmitButton>
    </Form>
  );
}
