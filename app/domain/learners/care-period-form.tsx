import { type SubmissionResult, useForm } from "@conform-to/react";
import type { SerializeFrom } from "@remix-run/node";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Checkbox, Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import type { carePeriodOf } from "./care.queries.server";
import type { addCarePeriodSchema } from "./care.schema";
import { careSources, legalBases, learnersWords as words } from "./learners.words";

type Choice = { value: string; label: string };

type Props = {
  /** The period to correct; none: a new one. */
  period?: SerializeFrom<Awaited<ReturnType<typeof carePeriodOf>>>;
  categories: Choice[];
  authorities: Choice[];
  lastResult: SubmissionResult<string[]> | undefined;
};

const choices = (entries: Record<string, string>): Choice[] =>
  Object.entries(entries).map(([value, label]) => ({ value, label }));

/** One way of being looked after, from a day to a day. */
export function CarePeriodForm({ period, categories, authorities, lastResult }: Props) {
  const [form, fields] = useForm<z.input<typeof addCarePeriodSchema>>({
    id: "care",
    lastResult,
    defaultValue: period && {
      category: period.category,
      startedOn: period.startedOn,
      endedOn: period.endedOn ?? undefined,
      legalBasis: period.legalBasis ?? undefined,
      homeAuthorityId: period.homeAuthorityId,
      source: period.source,
      isVerified: period.verifiedById ? "on" : undefined,
    },
  });
  return (
    <Form form={form} hidden={period ? { version: String(period.version) } : {}}>
      <ErrorSummary form={form} />
      <Select field={fields.category} {...words.category} options={categories} />
      <DateField field={fields.startedOn} {...words.startedOn} />
      <DateField field={fields.endedOn} {...words.endedOn} isOptional />
      <Select field={fields.legalBasis} {...words.legalBasis} options={choices(legalBases)} isOptional />
      <Select field={fields.homeAuthorityId} {...words.homeAuthorityId} options={authorities} />
      <Radios field={fields.source} {...words.source} options={choices(careSources)} />
      <Checkbox field={fields.isVerified} {...words.isVerified} />
      <SubmitButton>Save the care period</SubmitButton>
    </Form>
  );
}
