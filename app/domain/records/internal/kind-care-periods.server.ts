import { careChoices } from "~/domain/learners/care.queries.server";
import { mayRunBeside } from "~/domain/learners/may-run-beside";
import {
  type ChangedCarePeriod,
  type NewCarePeriod,
  saveCarePeriods,
} from "~/domain/learners/save-care-periods.server";
import type { Tx } from "~/platform/database.server";
import { careFactColumns } from "./care-columns";
import { aDay, aText } from "./column-parsers";
import { besides, byLearner, endBefore, type Known, withDays } from "./days-of-row";
import {
  type FileLearner,
  fileLearners,
  hereAlready,
  identifiedBy,
  isLearner,
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

const columns = [
  ...whoColumns,
  {
    name: "category",
    label: "Care experience",
    hint: "A code or a label of the list of care experience",
    words: ["care experience", "care category", "care status", "looked after status", "category"],
    example: "Kinship care, looked after",
    isRequired: true,
    parse: aText(120),
  },
  {
    name: "startedOn",
    label: "Since",
    words: ["since", "start date", "first day", "from", "start"],
    example: "02/06/2024",
    isRequired: true,
    isDay: true,
    parse: aDay(),
  },
  {
    name: "endedOn",
    label: "Last day",
    hint: "Included. Empty while it lasts",
    words: ["last day", "end date", "to", "end"],
    example: "",
    isDay: true,
    parse: aDay(),
  },
  ...careFactColumns,
] as const satisfies readonly ImportColumn[];

type Field = (typeof columns)[number]["name"];
type Values = RowValues<Field>;
type OnRecord = Known<NewCarePeriod> & { learnerId: string; category: string; legalBasis: string | null };
type Write = { learner: FileLearner; added: NewCarePeriod | null; changed: ChangedCarePeriod[] };

async function periodsOf(tx: Tx, learnerIds: string[]): Promise<OnRecord[]> {
  const rows = await tx.carePeriod.findMany({
    where: { learnerId: { in: learnerIds } },
    select: { id: true, learnerId: true, category: true, legalBasis: true, startedOn: true, endedOn: true },
  });
  return rows.map(withDays);
}

type Facts = { category: string | undefined; periods: OnRecord[]; authorityId: string };
const overlap = refused("conflict", "The days overlap with another care period");

function judgeKnown(
  values: Values,
  learner: FileLearner,
  { known, others }: { known: OnRecord; others: readonly OnRecord[] },
): Judgement<Write> {
  const { endedOn, legalBasis } = values;
  if (endedOn !== null && besides({ ...known, endedOn }, others).length > 0) return overlap;
  const changes = changesOf<Field>(columns, values, {
    endedOn: known.endedOn,
    legalBasis: known.legalBasis,
  });
  known.endedOn = endedOn ?? known.endedOn;
  return {
    fate: changes.length > 0 ? "changed" : "unchanged",
    keys: [`care ${known.id}`],
    changes,
    learnerId: learner.id,
    write: { learner, added: null, changed: [{ id: known.id, endedOn, legalBasis }] },
  };
}

function judgeOne(values: Values, learner: FileLearner, facts: Facts): Judgement<Write> {
  const { category, periods, authorityId } = facts;
  if (!category) return refused("malformed", "Care experience is not on the list of care experience");
  const { startedOn, endedOn, legalBasis, source } = values;
  const days = { category, startedOn: startedOn ?? "", endedOn };
  if (endedOn !== null && endedOn < days.startedOn)
    return refused("malformed", "Last day must not be before the first");
  const known = periods.find((each) => each.category === category && each.startedOn === startedOn);
  if (known?.added) return refused("duplicate", "An earlier line of the file is for the same care period");
  const others = periods.filter((each) => each !== known && !mayRunBeside(each.category, category));
  if (known) return judgeKnown(values, learner, { known, others });
  const ended = endBefore(days, besides(days, others));
  if (ended === null) return overlap;
  const learnerId = learner.id;
  const added = { ...days, learnerId, legalBasis, homeAuthorityId: authorityId, source: source ?? "file" };
  const key = ["care", learnerId, category, startedOn].join(" ");
  periods.push({ ...added, id: key, added });
  const changed = ended.map((each) => ({ ...each, legalBasis: null }));
  return { fate: "new", keys: [key], changes: [], write: { learner, added, changed } };
}

async function categoriesOf(tx: Tx, { today }: ImportContext): Promise<Map<string, string>> {
  return new Map(
    (await careChoices(tx, today)).flatMap(({ value, label }) => [
      [value.toLowerCase(), value],
      [label.toLowerCase(), value],
    ]),
  );
}

/** Ways of being looked after: new periods, last days and legal bases. A new one that lasts ends the one before. */
export const carePeriodsKind: ImportKind<Field, Write> = {
  columns,
  identifiedBy,
  async judge(tx, rows, context) {
    const find = await fileLearners(tx, rows, context);
    const found = rows.map((values) => hereAlready(find(values)));
    const ids = found.flatMap((each) => (isLearner(each) ? [each.id] : []));
    const periods = byLearner(await periodsOf(tx, ids));
    const categories = await categoriesOf(tx, context);
    return rows.map((values, index) => {
      const learner = found[index] ?? refused("unknown_learner", "");
      if (!isLearner(learner)) return learner;
      return judgeOne(values, learner, {
        category: categories.get((values.category ?? "").toLowerCase()),
        periods: periods(learner.id),
        authorityId: context.authorityId,
      });
    });
  },
  async write(tx, writes, by) {
    const learners = new Map(writes.map(({ learner }) => [learner.id, learner]));
    await saveCarePeriods(
      tx,
      {
        added: writes.flatMap(({ added }) => added ?? []),
        changed: writes.flatMap(({ changed }) => changed),
        learners: [...learners.values()].map(({ id, schoolId }) => ({ learnerId: id, schoolId })),
      },
      by,
    );
    return [...learners.keys()];
  },
};
