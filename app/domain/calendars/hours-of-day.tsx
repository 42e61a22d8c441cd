import { TimeField } from "~/ui/fields";
import { HiddenFields } from "~/ui/form";
import type { Field } from "~/ui/question";
import { calendarsWords } from "./calendars.words";

type HoursOfDayProps = {
  fields: { weekday: { name: string }; opensAt: Field; closesAt: Field };
  weekday: number;
  name: string;
};

/** From and to on one day of the week. */
export function HoursOfDay({ fields, weekday, name }: HoursOfDayProps) {
  return (
    <fieldset>
      <legend>{name}</legend>
      <HiddenFields values={{ [fields.weekday.name]: String(weekday) }} />
      <div className="grid grid-cols-2 gap-4 md:w-1/2">
        <TimeField field={fields.opensAt} {...calendarsWords.opensAt} width="10" />
        <TimeField field={fields.closesAt} {...calendarsWords.closesAt} width="10" />
      </div>
    </fieldset>
  );
}
