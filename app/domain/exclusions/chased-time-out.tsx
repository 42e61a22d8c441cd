import type { SerializeFrom } from "@remix-run/node";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { formatDay } from "~/platform/format";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { timeOutLabels } from "./exclusions.words";
import type { ChasedTimeOut } from "./time-out.queries.server";
import { chasedWords } from "./time-out.words";

type Row = SerializeFrom<ChasedTimeOut>;

/** Time out of school that somebody has to settle: it has no end, or its review is overdue. Nothing when there is none. */
export function ChasedTimeOutSection({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <Section id="chased-time-out" title="Time out of school to settle">
      <Table
        caption="Time out of school to settle, the longest first"
        isCaptionHidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            heading: "Learner",
            isRowHeading: true,
            cell: (row) => (
              <TextLink href={`${learnersPaths.record(row.learnerId)}#time-out`}>
                {row.learner ?? "A learner who has moved school"}
              </TextLink>
            ),
          },
          { heading: "What", cell: (row) => `${timeOutLabels[row.kind]}, from ${formatDay(row.startsOn)}` },
          { heading: "School", cell: (row) => row.school },
          {
            heading: "What is missing",
            cell: (row) => (
              <>
                <Tag colour="red">{chasedWords[row.chased]}</Tag>
                {row.chased === "review_overdue" && row.reviewOn && <> since {formatDay(row.reviewOn)}</>}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
