import { csvOf } from "~/platform/csv";
import { fateLabels } from "~/platform/intake/fates";
import type { importReport } from "./imports.queries.server";
import type { ImportKindName } from "./imports.words";
import { columnDocs } from "./internal/import-kinds.server";

/** The template of a kind: its headings, and a row of invented content to be taken out. */
export function templateFile(kind: ImportKindName): string {
  const docs = columnDocs(kind);
  return csvOf([docs.map(({ label }) => label), docs.map(({ example }) => example)]);
}

/** What became of every row of a file. */
export function reportFile({ rows }: Awaited<ReturnType<typeof importReport>>): string {
  const lines = rows.map(({ line, fate, problem, appliedAt }) => [
    String(line),
    fate ? fateLabels[fate] : "",
    problem ?? "",
    appliedAt ? "Done" : "Not done",
  ]);
  return csvOf([["Line", "What happens", "Why", "State"], ...lines]);
}
