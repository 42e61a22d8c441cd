import { formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { type Column, Table } from "~/ui/table";
import type { Openings } from "./calendars.clocks";
import { openingsLabels } from "./calendars.words";

type SchoolDay = { day: string; name: string; openings: Openings };

/** Days on which one school does otherwise, each with a button that takes it out where the actor may. */
export function SchoolDayTable({ days, mayEdit }: { days: readonly SchoolDay[]; mayEdit: boolean }) {
  const columns: Column<SchoolDay>[] = [
    { heading: "Day", isRowHeading: true, cell: ({ day }) => formatDay(day) },
    { heading: "What it is", cell: ({ name }) => name },
    { heading: "The school is open", cell: ({ openings }) => openingsLabels[openings] },
  ];
  const remove: Column<SchoolDay> = {
    heading: "Do",
    cell: ({ day }) => (
      <ActionForm hidden={{ day }}>
        <SubmitButton kind="secondary" isSmall>
          Take out<span className="visually-hidden"> {formatDay(day)}</span>
        </SubmitButton>
      </ActionForm>
    ),
  };
  return (
    <Table
      caption="Days of this school alone"
      isCaptionHidden
      columns={mayEdit ? [...columns, remove] : columns}
      rows={days}
      rowKey={({ day }) => day}
      emptyText="No day of its own from today on."
    />
  );
}
