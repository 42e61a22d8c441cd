import { Select } from "~/ui/fields";
import { HiddenFields } from "~/ui/form";
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

type WeekdayFieldProps = {
  fields: { weekday: { name: string }; openings: Field };
  weekday: number;
  /** The words for no answer; null when there has to be one. */
  emptyLabel: string | null;
};

/** The openings of one day of the week. */
export function OpeningsOfWeekday({ fields, weekday, emptyLabel }: WeekdayFieldProps) {
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
