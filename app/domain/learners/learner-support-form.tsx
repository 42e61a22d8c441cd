import { type SubmissionResult, useForm } from "@conform-to/react";
import type { SerializeFrom } from "@remix-run/node";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Checkboxes, Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import { Section } from "~/ui/page";
import type { learnerSupport } from "./learner-details.queries.server";
import type { saveLearnerSupportSchema } from "./learner-support.schema";
import { asnAnswers, cspAnswers, interpreters, supportWords as words } from "./learner-support.words";

type Choice = { value: string; label: string };

type Props = {
  support: SerializeFrom<Awaited<ReturnType<typeof learnerSupport>>>;
  languages: Choice[];
  levels: Choice[];
  lastResult: SubmissionResult<string[]> | undefined;
};

const choices = (entries: Record<string, string>): Choice[] =>
  Object.entries(entries).map(([value, label]) => ({ value, label }));

/** Which languages a learner speaks, and what support is in place. */
export function LearnerSupportForm({ support, languages, levels, lastResult }: Props) {
  const [form, fields] = useForm<z.input<typeof saveLearnerSupportSchema>>({
    id: "support",
    lastResult,
    defaultValue: {
      languages: support.languages,
      interpreter: support.interpreter ?? undefined,
      asn: support.asn ?? undefined,
      csp: support.csp ?? undefined,
      cspConsideredOn: support.cspConsideredOn ?? undefined,
      hasIep: support.hasIep === null ? undefined : support.hasIep ? "yes" : "no",
      stagedIntervention: support.stagedIntervention ?? undefined,
    },
  });
  return (
    <Form form={form} hidden={{ version: String(support.version) }}>
      <ErrorSummary form={form} />
      <Section id="languages-section" title="Languages">
        <Checkboxes field={fields.languages} {...words.languages} options={languages} isSmall isOptional />
        <Radios
          field={fields.interpreter}
          {...words.interpreter}
          options={choices(interpreters)}
          isOptional
        />
      </Section>
      <Section id="support-section" title="Additional support">
        <Select
          field={fields.asn}
          {...words.asn}
          options={choices(asnAnswers)}
          emptyLabel="Not assessed"
          isOptional
        />
        <Select
          field={fields.stagedIntervention}
          {...words.stagedIntervention}
          options={levels}
          emptyLabel="Not known"
          isOptional
        />
        <Select
          field={fields.csp}
          {...words.csp}
          options={choices(cspAnswers)}
          emptyLabel="Not considered yet"
          isOptional
        />
        <DateField field={fields.cspConsideredOn} {...words.cspConsideredOn} isOptional />
        <Select
          field={fields.hasIep}
          {...words.hasIep}
          options={choices({ yes: "Yes", no: "No" })}
          emptyLabel="Not known"
          isOptional
        />
      </Section>
      <SubmitButton>Save languages and support</SubmitButton>
    </Form>
  );
}
