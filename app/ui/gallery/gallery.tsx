import type { ReactNode } from "react";
import { ButtonLink } from "../button";
import { Details } from "../details";
import { BackLink, TextLink } from "../link";
import { LiveStatus } from "../live";
import { EmergencyCard, Notice } from "../notice";
import { Card, Columns, Page, Section } from "../page";
import { SummaryList } from "../summary-list";
import { type Column, Table } from "../table";
import { Tag } from "../tag";
import { TimeLeft } from "../time-left";
import { Timeline } from "../timeline";

const now = "2026-11-23T10:06:00Z";

type BoardRow = {
  reference: string;
  school: string;
  urgency: "today" | "later";
  due: string;
  openings: number;
};

const boardRows: BoardRow[] = [
  {
    reference: "A-2026-0412",
    school: "Invented Academy",
    urgency: "today",
    due: "2026-11-23T10:00:00Z",
    openings: 4,
  },
  {
    reference: "A-2026-0415",
    school: "Made-up Primary School",
    urgency: "today",
    due: "2026-11-23T10:09:30Z",
    openings: 0,
  },
  {
    reference: "A-2026-0409",
    school: "Example High School",
    urgency: "later",
    due: "2026-11-23T14:20:00Z",
    openings: 12,
  },
];

const boardColumns: Column<BoardRow>[] = [
  { heading: "Alert", isRowHeading: true, cell: (row) => <TextLink href="/ui">{row.reference}</TextLink> },
  { heading: "School", cell: (row) => row.school },
  {
    heading: "Urgency",
    cell: (row) => (
      <Tag colour={row.urgency === "today" ? "red" : "blue"}>
        {row.urgency === "today" ? "Today" : "Later"}
      </Tag>
    ),
  },
  { heading: "Openings lost", isNumeric: true, cell: (row) => row.openings },
  { heading: "Time left", cell: (row) => <TimeLeft due={row.due} now={now} /> },
];

/** Every part with invented content; `children` is the form. */
export function Gallery({ children }: { children: ReactNode }) {
  return (
    <Page
      title="Parts of the interface"
      label="A-2026-0000"
      lead={<p>Every part that the pages are made of, with invented content.</p>}
      back={<BackLink href="/">Back to the start page</BackLink>}
      actions={<ButtonLink href="/ui">Start something</ButtonLink>}
      wide
    >
      <Board />
      <Record />
      <Messages />
      <Section id="form" title="A form">
        <div className="max-w-2xl">{children}</div>
      </Section>
    </Page>
  );
}

function Board() {
  return (
    <Section
      id="board"
      title="A board"
      actions={<LiveStatus updatedAt={now} announcement="2 alerts need an answer" />}
    >
      <Table
        caption="Alerts that need an answer"
        columns={boardColumns}
        rows={boardRows}
        rowKey={(row) => row.reference}
      />
      <Table
        caption="Alerts withdrawn"
        columns={boardColumns}
        rows={[]}
        rowKey={(row) => row.reference}
        emptyText="No alert was withdrawn."
      />
      <Card tone="urgent">
        <h3>Ring the school about A-2026-0412</h3>
        <p>
          Due at 10:00, <TimeLeft due="2026-11-23T10:00:00Z" now={now} />
        </p>
      </Card>
      <Card tone="calm">
        <h3>Ask what the child says</h3>
        <p>
          <TimeLeft due="2026-11-25T09:00:00Z" now={now} />
        </p>
      </Card>
    </Section>
  );
}

function Record() {
  return (
    <Columns>
      <Section id="summary" title="A summary">
        <SummaryList
          rows={[
            { key: "State", value: <Tag colour="orange">Acknowledged</Tag> },
            {
              key: "Where the child is now",
              value: "At school, with Alex Invented (pastoral care)",
              action: <TextLink href="/ui">Change where</TextLink>,
            },
            { key: "Head teacher decides", value: "23 November 2026, in the afternoon" },
            { key: "What the child says", value: null },
          ]}
        />
      </Section>
      <Section id="timeline" title="A timeline">
        <Timeline
          events={[
            {
              id: "1",
              at: "2026-11-23T10:06:00Z",
              heading: "Answered",
              by: "Sam Example",
              body: <p>Will ring by 10:20.</p>,
              tag: <Tag colour="green">In time</Tag>,
            },
            { id: "2", at: "2026-11-23T10:02:00Z", heading: "Mail accepted by the mail server", by: null },
            { id: "3", at: "2026-11-23T10:02:00Z", heading: "Alert raised", by: "Robin Made-Up" },
          ]}
        />
      </Section>
    </Columns>
  );
}

function Messages() {
  return (
    <Section id="messages" title="Messages">
      <Notice kind="success" title="Alert stored" isNews>
        <p>
          Reference <strong>A-2026-0412</strong>, stored at 10:02.
        </p>
      </Notice>
      <Notice title="One earlier alert">
        <p>
          Raised on 3 September 2026. <TextLink href="/ui">Read it</TextLink>
        </p>
      </Notice>
      <Notice kind="warning">
        <p>Nobody has answered for 15 minutes.</p>
      </Notice>
      <EmergencyCard
        title="If the child is not safe now, ring first"
        phones={[
          { label: "Police, ambulance, fire", number: "999" },
          {
            label: "Virtual School duty line",
            number: "0141 496 0000",
            note: "Monday to Friday, 8:30 to 16:30",
          },
          { label: "Social work, out of hours", number: "0141 496 0111" },
        ]}
      >
        <p>This page does not ask for help at once.</p>
      </EmergencyCard>
      <Details summary="What happens next">
        <p>The lead on duty answers and rings the school.</p>
      </Details>
    </Section>
  );
}
