import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { formatDayTime } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import { handlingWords, type raiseDrillSchema } from "./alert-handling.schema";
import { alertsPaths } from "./alerts.paths";
import type { Drill, practice } from "./drills.queries.server";

const minutesInWords = (minutes: number): string => {
  const whole = Math.round(minutes);
  return whole === 1 ? "1 minute" : `${whole} minutes`;
};

/** "7 minutes, by Isla Grant"; the rest while nobody has answered. */
function answerOf({ answeredAt, answeredBy, minutes }: Drill): string {
  if (!answeredAt) return "Nobody yet";
  const by = answeredBy ?? "somebody who has left";
  return minutes === null ? `${formatDayTime(answeredAt)}, by ${by}` : `${minutesInWords(minutes)}, by ${by}`;
}

const columns: Column<Drill>[] = [
  {
    heading: "Reference",
    isRowHeading: true,
    cell: (drill) => <TextLink href={alertsPaths.record(drill.id)}>{drill.reference}</TextLink>,
  },
  { heading: "Area", cell: (drill) => drill.area },
  { heading: "Raised", cell: (drill) => formatDayTime(drill.raisedAt) },
  { heading: "Time to answer", cell: answerOf },
  { heading: "Told after the first", isNumeric: true, cell: (drill) => drill.steps },
];

type Practice = Awaited<ReturnType<typeof practice>>;
type PracticeProps = { practice: Practice; formKey: string; reply?: SubmissionResult<string[]> | undefined };

/** Practice alerts: how fast they were answered, and a button that raises one. Times are staffed minutes. */
export function PracticeAlerts({ practice: shown, formKey, reply }: PracticeProps) {
  return (
    <>
      <Table
        caption="Practice alerts"
        isCaptionHidden
        columns={columns}
        rows={shown.drills}
        rowKey={(drill) => drill.id}
        emptyText="None yet."
      />
      {shown.mayRaise && <RaiseForm areas={shown.areas} formKey={formKey} reply={reply} />}
    </>
  );
}

function RaiseForm({
  areas,
  formKey,
  reply,
}: { areas: Practice["areas"] } & Omit<PracticeProps, "practice">) {
  const [form, fields] = useForm<z.input<typeof raiseDrillSchema>>({
    id: "practice-form",
    lastResult: reply,
  });
  return (
    <Form form={form} action={alertsPaths.drills()} hidden={{ formKey }}>
      <ErrorSummary form={form} />
      <Select field={fields.areaId} label={handlingWords.areaId.label} options={areas} />
      <SubmitButton kind="secondary">Raise a practice alert</SubmitButton>
    </Form>
  );
}
