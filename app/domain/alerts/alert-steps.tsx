import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import { Tag, type TagColour } from "~/ui/tag";
import type { ShownStep, StepsView } from "./steps-view.server";

const states: Record<ShownStep["state"], { words: string; colour: TagColour }> = {
  done: { words: "Told", colour: "green" },
  skipped: { words: "Passed over", colour: "orange" },
  next: { words: "Next", colour: "blue" },
  pending: { words: "Later", colour: "grey" },
  cancelled: { words: "Not needed", colour: "grey" },
};

const columns: Column<ShownStep>[] = [
  { heading: "When", cell: (step) => step.when },
  {
    heading: "Who",
    isRowHeading: true,
    cell: (step) => (
      <>
        {step.who}
        {step.note && (
          <>
            <br />
            <span className="vs-quiet">{step.note}</span>
          </>
        )}
      </>
    ),
  },
  {
    heading: "State",
    cell: (step) => <Tag colour={states[step.state].colour}>{states[step.state].words}</Tag>,
  },
];

/** Who has been told while nobody answered, and who is told next. */
export function StepsSection({ view }: { view: StepsView }) {
  return (
    <Section id="steps" title="Who is told when">
      <p>{view.sentence}</p>
      {view.steps.length > 0 && (
        <Table
          caption="Who is told when"
          isCaptionHidden
          columns={columns}
          rows={view.steps}
          rowKey={(step) => String(step.position)}
        />
      )}
    </Section>
  );
}
