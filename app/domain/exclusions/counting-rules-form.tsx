import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import type { z } from "zod";
import { formatDayTime } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { type Column, Table } from "~/ui/table";
import {
  countingUnitLabels,
  countingUnits,
  type saveCountingRulesSchema,
  countingWords as words,
} from "./counting-rules.schema";

type Fields = z.input<typeof saveCountingRulesSchema>;
type Props = {
  form: FormMetadata<Fields>;
  fields: { [Name in keyof Fields]-?: FieldMetadata<Fields[Name]> };
  /** That holds now: a form made on an older one is refused. */
  version: number;
};

const units = countingUnits.map((value) => ({ value, label: countingUnitLabels[value] }));

/** Which days are counted, and how many. */
export function CountingRulesForm({ form, fields, version }: Props) {
  return (
    <Form form={form} hidden={{ version: String(version) }}>
      <ErrorSummary form={form} />
      <Radios field={fields.unit} {...words.unit} options={units} />
      <TextField field={fields.meetingDays} {...words.meetingDays} inputMode="numeric" width="3" />
      <TextField field={fields.noticeDays} {...words.noticeDays} inputMode="numeric" width="3" />
      <SubmitButton>Save as a new version</SubmitButton>
    </Form>
  );
}

type Version = {
  version: number;
  unit: (typeof countingUnits)[number];
  meetingDays: number;
  noticeDays: number;
  savedAt: Date | string;
  savedBy: string;
};

const columns: Column<Version>[] = [
  { heading: "Version", isRowHeading: true, cell: (row) => row.version },
  { heading: "Days", cell: (row) => countingUnitLabels[row.unit] },
  { heading: "Meeting within", isNumeric: true, cell: (row) => row.meetingDays },
  { heading: "Notice within", isNumeric: true, cell: (row) => row.noticeDays },
  { heading: "Saved", cell: (row) => `${formatDayTime(row.savedAt)}, by ${row.savedBy}` },
];

/** Every version that was saved, newest first. */
export function CountingVersions({ versions }: { versions: readonly Version[] }) {
  return (
    <Table
      caption="Versions"
      isCaptionHidden
      columns={columns}
      rows={versions}
      rowKey={(row) => String(row.version)}
    />
  );
}
