import type { Tx } from "~/platform/database.server";
import {
  type FileLearner,
  fileLearners,
  hereAlready,
  identifiedBy,
  isLearner,
  type WhoField,
  whoColumns,
} from "./file-learners.server";
import {
  changesOf,
  type ImportColumn,
  type ImportContext,
  type ImportKind,
  type Judgement,
  type RowValues,
  refused,
} from "./import-kind";

/** A fact about a learner who is here: one for each learner and the columns that are its key. */
type LearnerFact<Field extends string, Stored extends { learnerId: string } & RowValues<Field>> = {
  columns: readonly ImportColumn<Field>[];
  key: readonly Field[];
  /** The column of the day, which is not in the future. */
  day: Field;
  /** What else is wrong with a row, or the row as it is kept. */
  settle?(tx: Tx, context: ImportContext): Promise<(values: RowValues<Field>) => RowValues<Field> | string>;
  /** What is on record of these learners, for rows like these. */
  stored(tx: Tx, learnerIds: string[], rows: readonly RowValues<Field>[]): Promise<Stored[]>;
  save(tx: Tx, rows: readonly ({ learnerId: string } & RowValues<Field>)[]): Promise<void>;
};

type Written<Field extends string> = { learnerId: string } & RowValues<Field>;

const only = <Field extends string>(values: RowValues<Field>, names: readonly Field[]) =>
  Object.fromEntries(names.map((name) => [name, values[name]])) as RowValues<Field>;

/** The import of facts that need nothing but their learner: attendance, attainment, destinations. */
export function learnerFactKind<Field extends string, Stored extends Written<Field>>(
  fact: LearnerFact<Field, Stored>,
): ImportKind<WhoField | Field, Written<Field>> {
  const keyOf = (learnerId: string, values: RowValues<Field>): string =>
    [learnerId, ...fact.key.map((name) => (values[name] ?? "").toLowerCase())].join("\n");

  function judgeOne(
    values: RowValues<Field>,
    { id: learnerId }: FileLearner,
    { today, stored }: { today: string; stored: ReadonlyMap<string, Stored> },
  ): Judgement<Written<Field>> {
    if ((values[fact.day] ?? "") > today) return refused("malformed", "The day is in the future");
    const key = keyOf(learnerId, values);
    const known = stored.get(key);
    if (!known) return { fate: "new", keys: [key], changes: [], learnerId, write: { ...values, learnerId } };
    // The key stays as it is on record: written in another case it would be another one to the database.
    const written = { ...values, ...only(known, fact.key), learnerId };
    const changes = changesOf(fact.columns, written, known);
    const fate = changes.length > 0 ? "changed" : "unchanged";
    return { fate, keys: [key], changes, learnerId, write: written };
  }

  return {
    columns: [...whoColumns, ...fact.columns],
    identifiedBy,
    async judge(tx, rows, context) {
      const find = await fileLearners(tx, rows, context);
      const found = rows.map((values) => hereAlready(find(values)));
      const ids = [...new Set(found.flatMap((each) => (isLearner(each) ? [each.id] : [])))];
      const settle = await fact.settle?.(tx, context);
      const settled = rows.map((values) => (settle ? settle(values) : values));
      const readable = settled.filter((each) => typeof each !== "string");
      const onRecord = await fact.stored(tx, ids, readable);
      const stored = new Map(onRecord.map((row) => [keyOf(row.learnerId, row), row]));
      return settled.map((values, index) => {
        const learner = found[index] ?? refused("unknown_learner", "");
        if (!isLearner(learner)) return learner;
        if (typeof values === "string") return refused("malformed", values);
        return judgeOne(values, learner, { today: context.today, stored });
      });
    },
    async write(tx, writes) {
      await fact.save(tx, writes);
      return writes.map(({ learnerId }) => learnerId);
    },
  };
}
