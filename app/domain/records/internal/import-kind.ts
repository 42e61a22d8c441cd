import type { By } from "~/domain/learners/save-learners.server";
import type { Tx } from "~/platform/database.server";
import type { Fate } from "~/platform/intake/fates";
import type { IntakeField } from "~/platform/intake/mapping";
import type { ColumnParser } from "./column-parsers";

/** One thing that a row can say. */
export type ImportColumn<Field extends string = string> = IntakeField<Field> & {
  label: string;
  hint?: string;
  /** In the template and on the page of the kind; invented. */
  example: string;
  /** Of every row; a column without which a file is of no use. */
  isRequired?: boolean;
  /** A day, for which the whole column is looked at: month first or day first. */
  isDay?: boolean;
  parse: ColumnParser;
};

/** What a row says, each cell in the one way in which it is written here; null: nothing. */
export type RowValues<Field extends string = string> = Record<Field, string | null>;

/** Why a row is refused, for the audit, which holds counts and no cells. */
export type RefusalCause =
  | "malformed"
  | "incomplete"
  | "duplicate"
  | "unknown_learner"
  | "ambiguous"
  | "not_of_authority"
  | "conflict"
  | "by_hand";

/** What changes, from and to as people read it. */
export type FieldChange = { label: string; from: string; to: string };

export type Refusal = { fate: "refused"; cause: RefusalCause; problem: string };
export type Judgement<Write> =
  | Refusal
  | {
      fate: Exclude<Fate, "refused">;
      /** What it is about: of two rows with one of these the first counts. */
      keys: string[];
      changes: FieldChange[];
      /** Of the learner who is here already: shown with what changes, and so put in the log of what was read. */
      learnerId?: string;
      write: Write;
    };

export const refused = (cause: RefusalCause, problem: string): Refusal => ({
  fate: "refused",
  cause,
  problem,
});

/**
 * Whose schools a file is about, and the day on which it is looked at, "2026-11-22"; `isSaving` when what is found is going
 * to be written in the same transaction.
 */
export type ImportContext = { authorityId: string; today: string; isSaving?: boolean };

/** What becomes of a file of one kind: read by its columns, judged by what is on record, written by the room that owns it. */
export type ImportKind<Field extends string = string, Write = unknown> = {
  columns: readonly ImportColumn<Field>[];
  /** Sets of columns of which a file must hold one. */
  identifiedBy?: readonly (readonly Field[])[];
  /** What becomes of each row by itself, as far as the actor may see; a few queries however many rows. */
  judge(tx: Tx, rows: readonly RowValues<Field>[], context: ImportContext): Promise<Judgement<Write>[]>;
  /**
   * Writes what is new or changed. Gives the ids of what it touched, for the audit: learners, of other files schools or
   * memberships; one can come twice.
   */
  write(tx: Tx, writes: readonly Write[], by: By): Promise<string[]>;
};

/** Compares what a row says with what is on record; what it does not say is no change. */
export function changesOf<Field extends string>(
  columns: readonly ImportColumn<Field>[],
  values: RowValues<Field>,
  onRecord: Partial<RowValues<Field>>,
): FieldChange[] {
  return columns.flatMap(({ name, label }) => {
    const [from, to] = [onRecord[name], values[name]];
    return from === undefined || to === null || from === to ? [] : [{ label, from: from ?? "", to }];
  });
}
