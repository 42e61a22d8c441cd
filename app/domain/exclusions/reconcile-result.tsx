import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { formatDay } from "~/platform/format";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import { exclusionsPaths } from "./exclusions.paths";
import type { Comparison } from "./reconcile-result.queries.server";

type Learner = Comparison["withoutAlert"][number]["learner"];
type Who = { learner: Learner; school: string };

const who: Column<Who> = {
  heading: "Learner",
  isRowHeading: true,
  cell: ({ learner }) =>
    learner ? (
      <TextLink href={learnersPaths.record(learner.id)}>
        {learner.name}, {learner.stage}
      </TextLink>
    ) : (
      "–"
    ),
};
const school: Column<Who> = { heading: "School", cell: (row) => row.school };

const halfDays = (openings: number | null): string =>
  openings === null ? "length not known" : `${openings} half ${openings === 1 ? "day" : "days"}`;
const since = ({ startsOn, openings }: { startsOn: string; openings: number | null }): string =>
  `${halfDays(openings)} from ${formatDay(startsOn)}`;

type Uncovered = Comparison["withoutAlert"][number];
const uncoveredColumns: Column<Uncovered>[] = [
  who,
  school,
  { heading: "Excluded", cell: ({ there }) => since(there) },
  {
    heading: "Alert",
    cell: ({ lateAlert }) =>
      lateAlert ? (
        <>
          <TextLink href={alertsPaths.record(lateAlert.id)}>{lateAlert.reference}</TextLink> came after, on{" "}
          {formatDay(lateAlert.raisedOn)}
        </>
      ) : (
        "None"
      ),
  },
];

type SendHome = Comparison["sendHomes"][number];
function Sign({ row }: { row: SendHome }) {
  if (row.sign === "sent_home_here") return <>Recorded here as sent home</>;
  if (row.alert === null) return <>Recorded here as a temporary exclusion</>;
  return (
    <>
      Soon after alert <TextLink href={alertsPaths.record(row.alert.id)}>{row.alert.reference}</TextLink> of{" "}
      {formatDay(row.alert.raisedOn)}, and nothing recorded here
    </>
  );
}
const sendHomeColumns: Column<SendHome>[] = [
  who,
  school,
  {
    heading: "Recorded there",
    cell: ({ there }) => `Code ${there.code ?? "–"}, ${formatDay(there.startsOn)}`,
  },
  { heading: "Why it stands here", cell: (row) => <Sign row={row} /> },
];

type Difference = Who & {
  there: Comparison["differences"][number]["there"] | null;
  here: Comparison["differences"][number]["here"];
};
const differenceColumns: Column<Difference>[] = [
  who,
  school,
  { heading: "There", cell: ({ there }) => (there ? since(there) : "Not recorded there") },
  {
    heading: "Here",
    cell: ({ here }) =>
      here ? (
        <>
          <TextLink href={exclusionsPaths.exclusion(here.id)}>{here.reference}</TextLink>, {since(here)}
        </>
      ) : (
        "Not recorded here"
      ),
  },
];

type Covered = Comparison["coverage"][number];
const coverageColumns: Column<Covered>[] = [
  { heading: "School", isRowHeading: true, cell: (row) => row.school },
  { heading: "With an alert before it", cell: ({ covered, of }) => `${covered} of ${of}` },
  { heading: "Alert coverage", isNumeric: true, cell: ({ percent }) => `${percent}%` },
];

/** All schools together, in the lead of the section. */
function overall(coverage: readonly Covered[]): string {
  const covered = coverage.reduce((sum, each) => sum + each.covered, 0);
  const of = coverage.reduce((sum, each) => sum + each.of, 0);
  if (of === 0) return "The file holds no exclusion of a learner of the Virtual School.";
  return `${covered} of ${of} recorded exclusions had an alert on the first day or before it: ${Math.floor((covered * 100) / of)}%.`;
}

type PartProps<Row> = {
  id: string;
  title: string;
  lead?: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  emptyText: string;
};

/** One question about the file, answered by a table under its heading. */
function Part<Row>({ id, title, lead, ...table }: PartProps<Row>) {
  return (
    <Section id={id} title={title}>
      {lead && <p>{lead}</p>}
      <Table caption={title} isCaptionHidden {...table} />
    </Section>
  );
}

/** How what the authority's system holds compares with what is recorded here. */
export function ComparisonSections({ result }: { result: Comparison }) {
  const { withoutAlert, sendHomes, differences, onlyHere, coverage } = result;
  const differing: Difference[] = [...differences, ...onlyHere.map((row) => ({ ...row, there: null }))];
  return (
    <>
      <Part
        id="coverage"
        title="Alert coverage of each school"
        lead={overall(coverage)}
        columns={coverageColumns}
        rows={coverage}
        rowKey={(row) => row.schoolId}
        emptyText="No school to show."
      />
      <Part
        id="without-alert"
        title="Excluded without an alert"
        columns={uncoveredColumns}
        rows={withoutAlert}
        rowKey={({ there }) => there.id}
        emptyText="Every recorded exclusion had an alert."
      />
      <Part
        id="send-homes"
        title="Recorded as absence, looks like a send-home"
        columns={sendHomeColumns}
        rows={sendHomes}
        rowKey={({ there }) => there.id}
        emptyText="No absence with one of the chosen codes looks like one."
      />
      <Part
        id="differences"
        title="Differences in days"
        columns={differenceColumns}
        rows={differing}
        rowKey={({ there, here }) => there?.id ?? here?.id ?? ""}
        emptyText="What is recorded there and here agrees."
      />
    </>
  );
}
