import type { Tx } from "~/platform/database.server";
import type { Fate } from "~/platform/intake/fates";
import {
  type FieldChange,
  type ImportContext,
  type ImportKind,
  type RefusalCause,
  refused,
} from "./import-kind";
import type { ReadRow } from "./read-import-rows";

/** What becomes of one row of a file. */
export type JudgedImportRow = {
  fate: Fate;
  /** Why it is refused, or which columns change: no content of a cell. */
  problem: string | null;
  cause: RefusalCause | null;
  changes: FieldChange[];
  learnerId: string | null;
  /** For the kind's own `write`; null for a row of which nothing is written. */
  write: unknown;
};

type Judge = {
  kind: ImportKind;
  one: string;
  context: ImportContext;
  /** Lines of the rows before these, by what they are about. */
  seen: Map<string, number>;
};

const nothing = { changes: [], learnerId: null, write: null };

const labelsOf = (changes: readonly FieldChange[]): string =>
  `Changes: ${changes.map(({ label }) => label.toLowerCase()).join(", ")}`;

/** What becomes of rows by what is on record now, in their order. Of two rows about the same thing the first one counts. */
export async function judgeImport(
  tx: Tx,
  rows: readonly ReadRow[],
  { kind, one, context, seen }: Judge,
): Promise<JudgedImportRow[]> {
  const readable = rows.flatMap((row) => ("values" in row ? [row.values] : []));
  const judgements = (await kind.judge(tx, readable, context))[Symbol.iterator]();
  return rows.map((row) => {
    const judged =
      "values" in row
        ? (judgements.next().value ?? refused("malformed", "This row was not judged"))
        : row.refusal;
    if (judged.fate === "refused") return { ...judged, ...nothing };
    const { keys, fate, changes, write, learnerId = null } = judged;
    const earlier = keys.map((key) => seen.get(key)).find((line) => line !== undefined);
    if (earlier !== undefined) {
      const twice = refused("duplicate", `Line ${earlier} of the file is for the same ${one}`);
      return { ...twice, ...nothing };
    }
    for (const key of keys) seen.set(key, row.line);
    const problem = fate === "changed" ? labelsOf(changes) : null;
    return { fate, problem, cause: null, changes, learnerId, write: fate === "unchanged" ? null : write };
  });
}
