import { ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { exclusionsPaths } from "./exclusions.paths";
import { timeOutPaths } from "./time-out.paths";
import type { TimeOutView, timeOutBeside } from "./time-out-view.server";

type Beside = Awaited<ReturnType<typeof timeOutBeside>>;
type Row = TimeOutView["rows"][number];

/** Everything that a learner was out of school for, whatever it was called, with the half days that it took. */
export function TimeOutSection({ view }: { view: TimeOutView }) {
  return (
    <Section
      id="time-out"
      title="Time out of school"
      actions={
        view.mayRecord ? (
          <ButtonLink href={timeOutPaths.record(view.learnerId)} kind="secondary" isSmall>
            Record time out of school
          </ButtonLink>
        ) : undefined
      }
    >
      <p>{view.lost ?? "No time out of school this year is on record"}.</p>
      {view.rows.length > 0 && (
        <Table
          caption="Time out of school, newest first"
          isCaptionHidden
          rows={view.rows}
          rowKey={(row) => row.id}
          columns={[
            { heading: "What", isRowHeading: true, cell: What },
            { heading: "When", cell: (row) => row.when },
            { heading: "So far", cell: (row) => row.halfDays ?? "Counts for nothing" },
            { heading: "Why, and how it is known", cell: Lines },
            { heading: "Change", cell: Offers },
          ]}
        />
      )}
    </Section>
  );
}

/** The half days of this year and the way to record more, beside a learner's earlier alerts. */
export function TimeOutBeside({ view, alertId }: { view: Beside; alertId: string }) {
  return (
    <>
      <p>{view.lost ?? "None this year is on record"}.</p>
      {view.mayRecord && view.learnerId && (
        <p>
          <TextLink href={timeOutPaths.record(view.learnerId, alertId)}>Record time out of school</TextLink>
        </p>
      )}
    </>
  );
}

const What = (row: Row) => (
  <>
    {row.exclusionId ? (
      <TextLink href={exclusionsPaths.exclusion(row.exclusionId)}>{row.label}</TextLink>
    ) : (
      row.label
    )}
    {row.chased && (
      <>
        {" "}
        <Tag colour="red">{row.chased}</Tag>
      </>
    )}
    {row.withdrawn && (
      <>
        {" "}
        <Tag colour="grey">Withdrawn</Tag>
      </>
    )}
  </>
);

const Lines = (row: Row) => (
  <ul className="m-0 list-none p-0">
    {[...row.lines, ...(row.withdrawn ? [row.withdrawn] : [])].map((line) => (
      <li key={line} className="whitespace-pre-line break-words">
        {line}
      </li>
    ))}
  </ul>
);

/** Each link says of what, for those who hear them one after the other. */
function Offers(row: Row) {
  const { end, review, withdraw } = row.offers;
  const of = <span className="visually-hidden">: {`${row.label}, ${row.when}`}</span>;
  if (!end && !review && !withdraw) return row.exclusionId ? "On the exclusion" : "–";
  return (
    <ul className="m-0 list-none p-0">
      {review && (
        <li>
          <TextLink href={timeOutPaths.review(row.id)}>Record a review{of}</TextLink>
        </li>
      )}
      {end && (
        <li>
          <TextLink href={timeOutPaths.end(row.id)}>
            {row.hasEnd ? "Change the end" : "Say when it ends"}
            {of}
          </TextLink>
        </li>
      )}
      {withdraw && (
        <li>
          <TextLink href={timeOutPaths.withdraw(row.id)}>Withdraw{of}</TextLink>
        </li>
      )}
    </ul>
  );
}
