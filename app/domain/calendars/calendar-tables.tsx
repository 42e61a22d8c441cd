import { formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { SummaryList } from "~/ui/summary-list";
import { type Column, Table } from "~/ui/table";
import type { Calendar } from "./calendars.clocks";
import { type Closure, closureLabels, weekdayNameOf, weekdays } from "./calendars.words";

type Term = { name: string; startsOn: string; endsOn: string };
type ClosedDay = { day: string; name: string; closes: Closure };

/** Terms with their days, each with a button that takes it out where the actor may. */
export function TermTable({ terms, mayEdit }: { terms: readonly Term[]; mayEdit: boolean }) {
  const columns: Column<Term>[] = [
    { heading: "Term", isRowHeading: true, cell: (term) => term.name },
    { heading: "First day", cell: (term) => formatDay(term.startsOn) },
    { heading: "Last day", cell: (term) => formatDay(term.endsOn) },
  ];
  const remove: Column<Term> = {
    heading: "Do",
    cell: (term) => (
      <ActionForm hidden={{ remove: "term", startsOn: term.startsOn }}>
        <SubmitButton kind="secondary" isSmall>
          Take out<span className="visually-hidden"> {term.name}</span>
        </SubmitButton>
      </ActionForm>
    ),
  };
  return (
    <Table
      caption="Terms"
      isCaptionHidden
      columns={mayEdit ? [...columns, remove] : columns}
      rows={terms}
      rowKey={(term) => term.startsOn}
      emptyText="No term is entered."
    />
  );
}

/** Closed days, each with a button that opens it again where the actor may. */
export function ClosedDayTable({ days, mayEdit }: { days: readonly ClosedDay[]; mayEdit: boolean }) {
  const columns: Column<ClosedDay>[] = [
    { heading: "Day", isRowHeading: true, cell: (closed) => formatDay(closed.day) },
    { heading: "What it is", cell: (closed) => closed.name },
    { heading: "Who is closed", cell: (closed) => closureLabels[closed.closes] },
  ];
  const remove: Column<ClosedDay> = {
    heading: "Do",
    cell: (closed) => (
      <ActionForm hidden={{ remove: "closed_day", day: closed.day }}>
        <SubmitButton kind="secondary" isSmall>
          Open again<span className="visually-hidden"> {formatDay(closed.day)}</span>
        </SubmitButton>
      </ActionForm>
    ),
  };
  return (
    <Table
      caption="Closed days"
      isCaptionHidden
      columns={mayEdit ? [...columns, remove] : columns}
      rows={days}
      rowKey={(closed) => closed.day}
      emptyText="No day is closed from today on."
    />
  );
}

/** The duty hours of each day of the week. */
export function DutyHoursList({ hours }: { hours: Calendar["dutyHours"] }) {
  const rows = weekdays.map((weekday) => {
    const day = hours[weekday];
    return { key: weekdayNameOf(weekday), value: day ? `${day.opensAt} to ${day.closesAt}` : null };
  });
  return <SummaryList rows={rows} emptyLabel="Not staffed" />;
}
