import { formatDay } from "~/platform/format";
import { TextLink } from "~/ui/link";
import type { Column } from "~/ui/table";
import { dueInWords } from "./due-words";
import { DutyTag } from "./exclusion-duties";
import { exclusionsPaths } from "./exclusions.paths";
import type { ListedExclusion } from "./exclusions.queries.server";
import { dutyLabels } from "./exclusions.words";

const lengthOf = ({ kind, openings }: ListedExclusion): string =>
  kind === "temporary" ? `${openings} half ${openings === 1 ? "day" : "days"}` : "Removed from the register";

const who: Column<ListedExclusion> = {
  heading: "Learner",
  isRowHeading: true,
  cell: (row) => (
    <TextLink href={exclusionsPaths.exclusion(row.id)}>
      {row.learner ? `${row.learner.name}, ${row.learner.stage}` : "Not on your roll any more"}
    </TextLink>
  ),
};

const decided: Column<ListedExclusion>[] = [
  { heading: "Reference", cell: (row) => row.reference },
  { heading: "School", cell: (row) => row.school },
  { heading: "Decided", cell: (row) => formatDay(row.decidedOn) },
  { heading: "Length", cell: lengthOf },
];

/** What is due next, red and in words once it is overdue. */
function Next({ row, today }: { row: ListedExclusion; today: string }) {
  if (!row.next) return <>Nothing is due: it can be closed</>;
  return (
    <>
      {dutyLabels[row.next.duty]}
      <br />
      <DutyTag state={row.next.state} /> {dueInWords(row.next, today)}
    </>
  );
}

/** Open exclusions: who, and what is due next. */
export const openColumns = (today: string): Column<ListedExclusion>[] => [
  who,
  { heading: "Due next", cell: (row) => <Next row={row} today={today} /> },
  ...decided,
];

/** Exclusions that need nothing more. */
export const endedExclusionColumns: Column<ListedExclusion>[] = [
  who,
  ...decided,
  { heading: "Alert", cell: (row) => (row.alertId ? "From an alert" : "No alert") },
  { heading: "State", cell: (row) => (row.annulledAt ? "Annulled" : "Closed") },
];
