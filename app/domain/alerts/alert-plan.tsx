import { ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { ActionsSection } from "./alert-plan-actions";
import { OutcomeSection } from "./alert-plan-outcome";
import { alertsPaths } from "./alerts.paths";
import type { AlertVerb } from "./offered.server";
import type { PlanView } from "./plan-view.server";

type PlanProps = { plan: PlanView; verbs: readonly AlertVerb[] };

/** Everything between the answer and the end: actions, alternatives, people, meetings, decision, outcome. */
export function AlertPlan({ plan, verbs }: PlanProps) {
  return (
    <>
      {verbs.includes("match_child") && <VerifyNotice id={plan.id} />}
      <ActionsSection plan={plan} verbs={verbs} />
      <OptionsSection plan={plan} verbs={verbs} />
      <PeopleSection plan={plan} verbs={verbs} />
      <MeetingsSection plan={plan} verbs={verbs} />
      <DecisionSection plan={plan} verbs={verbs} />
      <OutcomeSection plan={plan} verbs={verbs} />
    </>
  );
}

function VerifyNotice({ id }: { id: string }) {
  return (
    <Notice title="This child is not in the system yet">
      <p>Find out with social work who they are. Go on helping meanwhile: nothing waits for it.</p>
      <ButtonLink href={alertsPaths.verify(id)} kind="secondary" isSmall>
        Verify the child
      </ButtonLink>
    </Notice>
  );
}

const optionColumns: Column<PlanView["options"][number]>[] = [
  { heading: "Alternative", isRowHeading: true, cell: (option) => option.label },
  {
    heading: "Answer",
    cell: (option) => <Tag colour={option.isUsed ? "green" : "grey"}>{option.answer}</Tag>,
  },
  {
    heading: "Why",
    cell: (option) => (
      <>
        <span className="whitespace-pre-line break-words">{option.why}</span>
        <br />
        <span className="vs-quiet">{option.by}</span>
      </>
    ),
  },
];

function OptionsSection({ plan, verbs }: PlanProps) {
  const mayAdd = verbs.includes("consider_option");
  if (plan.options.length === 0 && !mayAdd) return null;
  return (
    <Section
      id="options"
      title="Alternatives considered"
      actions={
        mayAdd && (
          <ButtonLink href={alertsPaths.options(plan.id)} kind="secondary" isSmall>
            Consider alternatives
          </ButtonLink>
        )
      }
    >
      <Table
        caption="Alternatives considered"
        isCaptionHidden
        columns={optionColumns}
        rows={plan.options}
        rowKey={(option) => option.id}
        emptyText="None yet."
      />
    </Section>
  );
}

const personColumns: Column<PlanView["people"][number]>[] = [
  { heading: "Name", isRowHeading: true, cell: (person) => person.name },
  { heading: "Role", cell: (person) => person.role },
  { heading: "Told", cell: (person) => person.told ?? "–" },
];

function PeopleSection({ plan, verbs }: PlanProps) {
  const mayAdd = verbs.includes("add_person");
  if (plan.people.length === 0 && !plan.advocacy && !mayAdd) return null;
  return (
    <Section
      id="people"
      title="People involved"
      actions={
        mayAdd && (
          <ButtonLink href={alertsPaths.people(plan.id)} kind="secondary" isSmall>
            People and advocacy
          </ButtonLink>
        )
      }
    >
      <Table
        caption="People involved"
        isCaptionHidden
        columns={personColumns}
        rows={plan.people}
        rowKey={(person) => person.id}
        emptyText="Nobody beside the school and the Virtual School yet."
      />
      <p>
        Advocacy:{" "}
        {plan.advocacy
          ? `offered by ${plan.advocacy.offeredBy}, ${plan.advocacy.answer.toLowerCase()}`
          : "not offered yet"}
        .
      </p>
    </Section>
  );
}

function MeetingsSection({ plan, verbs }: PlanProps) {
  const mayAdd = verbs.includes("record_meeting");
  if (plan.meetings.length === 0 && !mayAdd) return null;
  return (
    <Section
      id="meetings"
      title="Meetings"
      actions={
        mayAdd && (
          <ButtonLink href={alertsPaths.meeting(plan.id)} kind="secondary" isSmall>
            Record a meeting
          </ButtonLink>
        )
      }
    >
      {plan.meetings.length === 0 && <p className="vs-empty">None yet.</p>}
      {plan.meetings.map((meeting) => (
        <div key={meeting.id}>
          <h3>{meeting.title}</h3>
          <ul>
            {meeting.attendees.map((attendee) => (
              <li key={attendee}>{attendee}</li>
            ))}
          </ul>
          {meeting.notes && <p className="whitespace-pre-line break-words">{meeting.notes}</p>}
          <p className="vs-quiet">Recorded by {meeting.by}</p>
        </div>
      ))}
    </Section>
  );
}

function DecisionSection({ plan, verbs }: PlanProps) {
  const { decision } = plan;
  const mayRecord = verbs.includes("record_decision");
  if (!decision && !mayRecord) return null;
  return (
    <Section
      id="decision"
      title="The head teacher’s decision"
      actions={
        mayRecord && (
          <ButtonLink href={alertsPaths.decision(plan.id)} kind="secondary" isSmall>
            Record the decision
          </ButtonLink>
        )
      }
    >
      {decision ? (
        <SummaryList
          rows={[
            { key: "Decision", value: [decision.label, decision.length].filter(Boolean).join(", ") },
            { key: "Decided", value: `${decision.decidedOn}, ${decision.decidedBy}` },
            { key: "Why", value: <span className="whitespace-pre-line break-words">{decision.reason}</span> },
            {
              key: "What the child says",
              value: <span className="whitespace-pre-line break-words">{decision.child}</span>,
            },
            { key: "Recorded", value: decision.recorded },
          ]}
        />
      ) : (
        <p className="vs-empty">None on record yet.</p>
      )}
    </Section>
  );
}
