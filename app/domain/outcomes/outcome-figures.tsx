import {
  type Decision,
  decisionLabels,
  decisions,
  type Outcome,
  outcomeLabels,
  outcomes,
  reducedLabel,
  type Urgency,
  urgencyLabels,
} from "~/domain/alerts/alerts.words";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { type Column, Table } from "~/ui/table";
import type { AnswerFigures } from "./internal/answer-figures";
import {
  all,
  type DecisionFigures,
  type OutcomeFigures as OutcomeRow,
  type Overview,
  type RaisedFigures,
} from "./internal/overview";
import { definitions, minutesLabel, monthLabel, shareLabel } from "./outcomes.words";

type Keyed = { key: string };

const byMonth: Column<Keyed> = {
  heading: "Raised in",
  isRowHeading: true,
  cell: ({ key }) => (
    <span className="whitespace-nowrap">{key === all ? "All months" : monthLabel(key)}</span>
  ),
};

const byUrgency: Column<Keyed> = {
  heading: "Decision expected",
  isRowHeading: true,
  cell: ({ key }) => (key === all ? "All" : urgencyLabels[key as Urgency]),
};

const count = <Row,>(heading: string, cell: (row: Row) => number): Column<Row> => ({
  heading,
  isNumeric: true,
  cell,
});

const raised: Column<Keyed & RaisedFigures>[] = [
  byMonth,
  count("Alerts raised", (row) => row.raised),
  count("Withdrawn", (row) => row.withdrawn_by_school),
  count("Duplicate", (row) => row.duplicate),
  count("Not for the Virtual School", (row) => row.not_for_virtual_school),
  count("Counted below", (row) => row.counted),
];

const shareInTime = (row: AnswerFigures) => shareLabel(row.inTime, row.alerts - row.waiting);

const answers: Column<Keyed & AnswerFigures>[] = [
  count("Alerts", (row) => row.alerts),
  count("In time", (row) => row.inTime),
  count("Late", (row) => row.late),
  count("No answer", (row) => row.missed),
  count("Waiting", (row) => row.waiting),
  { heading: "Share in time", isNumeric: true, cell: shareInTime },
  { heading: "Median", isNumeric: true, cell: (row) => minutesLabel(row.medianMinutes) },
  { heading: "90th percentile", isNumeric: true, cell: (row) => minutesLabel(row.ninetiethMinutes) },
];

const decided: Column<Keyed & DecisionFigures>[] = [
  byMonth,
  ...decisions.map((decision: Decision) =>
    count(decisionLabels[decision], (row: DecisionFigures) => row[decision]),
  ),
  count("Not known yet", (row) => row.not_known_yet),
  count("Alerts", (row) => row.alerts),
];

const became: Column<Keyed & OutcomeRow>[] = [
  byMonth,
  ...outcomes.map((outcome: Outcome) => count(outcomeLabels[outcome], (row: OutcomeRow) => row[outcome])),
  count("Alerts", (row) => row.alerts),
];

const rowKey = (row: Keyed) => row.key;

/** The tables of a school year, each with what it counts. */
export function OutcomeFigures({ overview }: { overview: Overview }) {
  const answered = overview.answersByMonth.find((row) => row.key === all);
  const apart = overview.raised.find((row) => row.key === all);
  const reduced = overview.outcomes.find((row) => row.key === all)?.reduced ?? 0;
  return (
    <>
      {answered && apart && (
        <SummaryList
          rows={[
            { key: "Alerts raised", value: `${apart.raised}, of which ${apart.counted} are counted below` },
            { key: "Answered in time", value: shareInTime(answered) },
            {
              key: "Time to answer",
              value: `Median ${minutesLabel(answered.medianMinutes)}, 90th percentile ${minutesLabel(answered.ninetiethMinutes)}`,
            },
          ]}
        />
      )}
      <Section id="raised" title="Alerts raised">
        <Table
          caption="Alerts raised, by month"
          isCaptionHidden
          columns={raised}
          rows={overview.raised}
          rowKey={rowKey}
        />
        <Definition>{definitions.raised}</Definition>
        <Definition>{`Of those counted apart, ${overview.apartAfterLimit} had waited for an answer past the limit.`}</Definition>
      </Section>
      <Section id="answers" title="Answers">
        <Table
          caption="Answers, by when the decision was expected"
          columns={[byUrgency, ...answers]}
          rows={overview.answersByUrgency}
          rowKey={rowKey}
        />
        <Table
          caption="Answers, by month"
          columns={[byMonth, ...answers]}
          rows={overview.answersByMonth}
          rowKey={rowKey}
        />
        <Definition>{definitions.answers}</Definition>
        <Definition>{definitions.times}</Definition>
        {answered && answered.assumed > 0 && (
          <Definition>{`No term is entered for the days of ${answered.assumed} of these answers: they were timed as if on usual weekdays.`}</Definition>
        )}
      </Section>
      <Section id="decisions" title="Decisions">
        <Table
          caption="Decisions, by month"
          isCaptionHidden
          columns={decided}
          rows={overview.decisions}
          rowKey={rowKey}
        />
        <Definition>{definitions.decisions}</Definition>
      </Section>
      <Section id="outcomes" title="Outcomes">
        <Table
          caption="Outcomes, by month"
          isCaptionHidden
          columns={became}
          rows={overview.outcomes}
          rowKey={rowKey}
        />
        <Definition>{definitions.outcomes}</Definition>
        <Definition>{`${reducedLabel}: ${reduced} of those excluded. Known only where a length was named when the alert was raised.`}</Definition>
      </Section>
    </>
  );
}

function Definition({ children }: { children: string }) {
  return <p className="max-w-3xl text-[var(--vs-quiet)]">{children}</p>;
}
