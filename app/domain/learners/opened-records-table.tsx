import type { SerializeFrom } from "@remix-run/node";
import { formatDayTime } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { learnersPaths } from "./learners.paths";
import type { ListedOpening } from "./opened-records.queries.server";

type Opening = SerializeFrom<ListedOpening>;

function Press({ opening, press, label }: { opening: Opening; press: "close" | "seen"; label: string }) {
  return (
    <ActionForm action={learnersPaths.opening(opening.id)} hidden={{ press }}>
      <SubmitButton kind="secondary" isSmall>
        {label}
        <span className="visually-hidden">{`: ${opening.by}, ${formatDayTime(opening.openedAt)}`}</span>
      </SubmitButton>
    </ActionForm>
  );
}

function LookedAt({ opening }: { opening: Opening }) {
  if (opening.isSeen) return "Looked at";
  if (opening.isOwn) return "Opened by you";
  return <Press opening={opening} press="seen" label="I have looked at it" />;
}

const columns: Column<Opening>[] = [
  { heading: "Who", isRowHeading: true, cell: (opening) => opening.by },
  {
    heading: "Learner",
    cell: ({ learner }) =>
      learner && <TextLink href={learnersPaths.record(learner.id)}>{learner.name}</TextLink>,
  },
  { heading: "Why", cell: (opening) => <span className="break-words">{opening.reason}</span> },
  { heading: "Opened", cell: (opening) => formatDayTime(opening.openedAt) },
  {
    heading: "Until",
    cell: ({ endedAt, untilAt, isOpen }) => (
      <>
        {formatDayTime(endedAt ?? untilAt)} {endedAt && "(closed early)"}{" "}
        {isOpen && <Tag colour="blue">Open now</Tag>}
      </>
    ),
  },
  {
    heading: "Do",
    cell: (opening) => (
      <div className="flex flex-wrap items-center gap-2">
        {opening.isOpen && <Press opening={opening} press="close" label="Close now" />}
        <LookedAt opening={opening} />
      </div>
    ),
  },
];

/** Every record that was opened with a reason, for the Virtual School head teacher. */
export function OpenedRecordsTable({ openings }: { openings: Opening[] }) {
  return (
    <Table
      caption="Opened records"
      isCaptionHidden
      columns={columns}
      rows={openings}
      rowKey={(opening) => opening.id}
      emptyText="No record was opened with a reason yet."
    />
  );
}

/** On a record that is open to its reader for a day only. */
export function OpenedNotice({ opening }: { opening: { id: string; untilAt: Date | string } }) {
  return (
    <Notice title={`You opened this record until ${formatDayTime(opening.untilAt)}`}>
      <p>The Virtual School Head Teacher sees that you did, and why. Close it as soon as you are done.</p>
      <ActionForm action={learnersPaths.opening(opening.id)} hidden={{ press: "close" }}>
        <SubmitButton kind="secondary" isSmall>
          Close it now
        </SubmitButton>
      </ActionForm>
    </Notice>
  );
}

/** On the first page of the Virtual School head teacher. */
export function OpeningsToLookAt({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Section id="opened-records" title="Records opened with a reason">
      <p>
        <TextLink href={learnersPaths.openings()}>
          {count === 1 ? "One is to be looked at" : `${count} are to be looked at`}
        </TextLink>
      </p>
    </Section>
  );
}
