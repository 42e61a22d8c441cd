import type { ColumnDoc, ImportKindName } from "../imports.words";
import type { ImportKind } from "./import-kind";
import { learnersKind } from "./kind-learners.server";

/** What a file can be about, each with its columns, its judgement and its way into the record. */
export const kinds = {
  learners: learnersKind,
} as unknown as Record<ImportKindName, ImportKind>;

/** The columns of a kind, for its page and its template. */
export const columnDocs = (kind: ImportKindName): ColumnDoc[] =>
  kinds[kind].columns.map(({ name, label, hint = null, example, isRequired = false }) => ({
    name,
    label,
    hint,
    example,
    isRequired,
  }));
