import { formatDayTime } from "~/platform/format";
import { type Column, Table } from "~/ui/table";
import type { SavedPolicy } from "./escalation-policy.queries.server";
import { type PolicyStep, stepWhoWords } from "./escalation-steps";

type Row = PolicyStep & { position: number };

const stepColumns: Column<Row>[] = [
  { heading: "Step", isRowHeading: true, cell: (step) => step.position },
  { heading: "Tells", cell: (step) => stepWhoWords[step.who] },
  { heading: "Share of the time to answer", isNumeric: true, cell: (step) => `${step.percent} %` },
  { heading: "Minutes after the step before, at least", isNumeric: true, cell: (step) => step.floorMinutes },
];

/** The steps of a policy, to be read. */
export function PolicySteps({ steps }: { steps: readonly PolicyStep[] }) {
  const rows = steps.map((step, index) => ({ ...step, position: index + 1 }));
  return (
    <Table
      caption="Steps"
      isCaptionHidden
      columns={stepColumns}
      rows={rows}
      rowKey={(step) => String(step.position)}
    />
  );
}

const inWords = (steps: readonly PolicyStep[]): string =>
  steps.map((step) => `${step.percent} % ${stepWhoWords[step.who]}`).join("; ");

const versionColumns: Column<SavedPolicy>[] = [
  { heading: "Version", isRowHeading: true, cell: (policy) => policy.version },
  { heading: "Steps", cell: (policy) => inWords(policy.steps) },
  { heading: "Saved", cell: (policy) => `${formatDayTime(policy.savedAt)}, by ${policy.savedBy}` },
];

/** Every version that was saved, newest first. */
export function PolicyVersions({ versions }: { versions: readonly SavedPolicy[] }) {
  return (
    <Table
      caption="Versions"
      isCaptionHidden
      columns={versionColumns}
      rows={versions}
      rowKey={(policy) => String(policy.version)}
    />
  );
}
