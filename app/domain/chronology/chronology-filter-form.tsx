import { getFormProps, useForm } from "@conform-to/react";
import { SubmitButton } from "~/ui/button";
import { Checkboxes } from "~/ui/choices";
import { Details } from "~/ui/details";
import { DateField } from "~/ui/fields";
import { TextLink } from "~/ui/link";
import { type ChronologyFilter, filterWords } from "./chronology-filter";
import { eventGroups } from "./event-kinds";

const options = Object.entries(eventGroups).map(([value, label]) => ({ value, label }));

/** Which kinds and days are shown, and the way to choose others. `all` is the address without a filter. */
export function ChronologyFilterForm({ filter, all }: { filter: ChronologyFilter; all: string }) {
  const [form, fields] = useForm<{ kind: string[]; from: string; to: string }>({
    id: "chronology",
    defaultValue: { kind: filter.groups, from: filter.from ?? "", to: filter.to ?? "" },
  });
  const words = filterWords(filter);
  return (
    <>
      {words && (
        <p>
          <strong>Only:</strong> {words}. <TextLink href={all}>Show everything</TextLink>
        </p>
      )}
      <Details summary="Choose kinds and days">
        <form {...getFormProps(form)} method="get" action={all} noValidate className="vs-form">
          <Checkboxes
            field={fields.kind}
            label="What to show"
            hint="None ticked: everything"
            options={options}
            isSmall
          />
          <DateField field={fields.from} label="From" isOptional />
          <DateField field={fields.to} label="To" isOptional />
          <SubmitButton kind="secondary">Show</SubmitButton>
        </form>
      </Details>
    </>
  );
}
