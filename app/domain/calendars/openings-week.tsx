import { type SubmissionResult, useForm } from "@conform-to/react";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Select } from "~/ui/fields";
import { Form, HiddenFields } from "~/ui/form";
import type { Field } from "~/ui/question";
import { SummaryList } from "~/ui/summary-list";
import type { Openings } from "./calendars.clocks";
import { openingsLabels, openingsOptions, weekdayNameOf, weekdays } from "./calendars.words";
import { openingsOfWeekday } from "./internal/day-kinds";

type Week = Readonly<Partial<Record<number, Openings>>>;

/** The openings of each day of the week; `own` marks those that one school keeps for itself. */
export function OpeningsList({ week, own = {} }: { week: Week; own?: Week }) {
  const rows = weekdays.map((weekday) => ({
    key: weekdayNameOf(weekday),
    value: `${openingsLabels[openingsOfWeekday({ ...week, ...own }, weekday)]}${weekday in own ? ", unlike its authority" : ""}`,
  }));
  return <SummaryList rows={rows} />;
}

type WeekFormProps = {
  values: { weekday: string; openings: `${Openings}` | undefined }[];
  reply: SubmissionResult | undefined;
  /** The words for no answer of each day; null when there has to be one. */
  emptyLabels: string[] | null;
};

/** How long schools are open on each day of a usual week. */
export function WeekForm({ values, reply, emptyLabels }: WeekFormProps) {
  const [form, { week }] = useForm<{ week: WeekFormProps["values"] }>({
    id: "week",
    lastResult: reply,
    defaultValue: { week: values },
  });
  return (
    <Form form={form}>
      <ErrorSummary form={form} />
      <div id={week.id} tabIndex={-1}>
        {week.getFieldList().map((field, index) => (
          <OpeningsOfWeekday
            key={field.key}
            fields={field.getFieldset()}
            weekday={index + 1}
            emptyLabel={emptyLabels?.[index] ?? null}
          />
        ))}
      </div>
      <SubmitButton>Save the week</SubmitButton>
    </Form>
  );
}

type WeekdayFieldProps = {
  fields: { weekday: { name: string }; openings: Field };
  weekday: number;
  /** The words for no answer; null when there has to be one. */
  emptyLabel: string | null;
};

/** The openings of one day of the week. */
function OpeningsOfWeekday({ fields, weekday, emptyLabel }: WeekdayFieldProps) {
  return (
    <>
      <HiddenFields values={{ [fields.weekday.name]: String(weekday) }} />
      <Select
        field={fields.openings}
        label={weekdayNameOf(weekday)}
        options={openingsOptions}
        emptyLabel={emptyLabel}
      />
    </>
  );
}
