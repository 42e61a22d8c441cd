import type { Fate } from "~/platform/intake/fates";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { Notice } from "~/ui/notice";

type Props = { counts: Record<Fate, number>; rows: number; done: number };

const rowsWords = (count: number): string =>
  count === 1 ? "1 row" : `${count.toLocaleString("en-GB")} rows`;

/** How many rows have each fate, in words. */
export function FateSummary({ counts, rows }: Props) {
  const { refused } = counts;
  return (
    <p role="status">
      {rowsWords(rows)}: {counts.new} new, {counts.changed} changed, {counts.unchanged} unchanged, {refused}{" "}
      refused.{refused > 0 && " Rows that are refused are left out."}
    </p>
  );
}

/** The one button that saves the rows, or goes on where saving was cut off. */
export function ApplyForm({ counts, rows, done }: Props) {
  const toSave = counts.new + counts.changed;
  if (done > 0) {
    return (
      <Notice kind="warning" title={`${rowsWords(done)} of ${rows.toLocaleString("en-GB")} are done`}>
        <p>They are being saved, or saving was cut off. Open this page again to see how far it is.</p>
        <p>Go on is safe to press: no row is recorded twice.</p>
        <ActionForm hidden={{ apply: "yes" }}>
          <SubmitButton>Go on</SubmitButton>
        </ActionForm>
      </Notice>
    );
  }
  return (
    <ActionForm hidden={{ apply: "yes" }}>
      <SubmitButton>
        {toSave > 0 ? `Record ${rowsWords(toSave)}` : "Compare: nothing new to record"}
      </SubmitButton>
    </ActionForm>
  );
}
