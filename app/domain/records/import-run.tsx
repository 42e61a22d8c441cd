import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { LiveStatus, useLivePage } from "~/ui/live";
import { Notice } from "~/ui/notice";
import { importsPaths } from "./imports.paths";
import type { ImportView } from "./imports.queries.server";

const number = (count: number): string => count.toLocaleString("en-GB");
const rowsWords = (count: number): string => (count === 1 ? "1 row" : `${number(count)} rows`);

/** The one button that saves the rows. */
export function SaveRows({ counts }: Pick<ImportView, "counts">) {
  const toSave = counts.new + counts.changed;
  return (
    <ActionForm hidden={{ apply: "yes" }}>
      <SubmitButton>{toSave > 0 ? `Save ${rowsWords(toSave)}` : "Finish: nothing to save"}</SubmitButton>
    </ActionForm>
  );
}

type Running = { rows: number; done: number; updatedAt: Date | string };

/** How far the worker is; goes on without this page, and shows it when the page is opened again. */
export function SavingProgress({ rows, done, updatedAt }: Running) {
  const { isStale } = useLivePage({ everySeconds: 2 });
  return (
    <div>
      <p id="saving">
        <strong>
          {number(done)} of {rowsWords(rows)} are done.
        </strong>{" "}
        You can close this page: saving goes on.
      </p>
      <progress className="vs-progress" max={rows} value={done} aria-labelledby="saving" />
      <LiveStatus updatedAt={updatedAt} isStale={isStale} />
    </div>
  );
}

/** Nothing is left to save: all rows are done, or the others were erased after 30 days. */
export function SavedNotice({ id, rows, done, counts }: Pick<ImportView, "id" | "rows" | "done" | "counts">) {
  const isWhole = done >= rows;
  const title = isWhole
    ? `All ${rowsWords(rows)} are done`
    : `${number(done)} of ${rowsWords(rows)} are done`;
  return (
    <Notice kind={isWhole ? "success" : "warning"} title={title}>
      {!isWhole && (
        <p>
          The others were never saved and are erased. Take the file in again: rows that are done stay as they
          are.
        </p>
      )}
      <p>
        {number(counts.new)} new, {number(counts.changed)} changed, {number(counts.unchanged)} unchanged,{" "}
        {number(counts.refused)} refused.
      </p>
      <p>
        <TextLink href={importsPaths.report(id)}>Download the report (CSV)</TextLink>
      </p>
    </Notice>
  );
}

/** The role of whoever brought the file ended meanwhile, and they hold it again. */
export function StoppedNotice({ rows, done, counts }: Running & Pick<ImportView, "counts">) {
  return (
    <Notice kind="warning" title={`Saving stopped after ${number(done)} of ${rowsWords(rows)}`}>
      <p>Your role ended meanwhile. Going on is safe: no row is saved twice.</p>
      <SaveRows counts={counts} />
    </Notice>
  );
}
