import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { type BirthBasis, birthBases, detailsWords } from "~/domain/learners/learner-details.words";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import { flagKinds } from "~/domain/learners/learners.words";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import { codeLabels } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { formatDay } from "~/platform/format";
import { fieldsToChoose, type LearnerRow, type MergeField, usualSide } from "./internal/merge-fields";
import { lastsOn, type PlannedRow } from "./internal/merge-problem.server";
import { stayedRows } from "./internal/stayed-rows.server";
import { countsInWords } from "./merge.words";
import { type MergePlan, mergePlan } from "./merge-plan.queries.server";

/** The label of a field on the pages of merges. */
export const labelOf = (field: MergeField): string =>
  field === "scnToCheck" ? "SCN to check" : detailsWords[field].label;

/** The columns that a field is kept in, in words. */
function shownOf(field: MergeField, row: LearnerRow, sexes: ReadonlyMap<string, string>): string | null {
  const text = (column: string) => (row[column] as string | null) ?? null;
  switch (field) {
    case "dateOfBirth": {
      const born = text("date_of_birth");
      return (
        born && `${formatDay(born)} (${birthBases[text("date_of_birth_basis") as BirthBasis].toLowerCase()})`
      );
    }
    case "sex":
      return text("sex") && (sexes.get(text("sex") ?? "") ?? text("sex"));
    case "scnToCheck":
      return text("scn_to_check");
    default:
      return text(field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  }
}

/** The fields to choose, with both values. */
async function fieldsOf(tx: Tx, { pair }: MergePlan, today: string) {
  const sexes = await codeLabels(tx, "sex", today);
  return fieldsToChoose(pair).map((field) => ({
    field,
    label: labelOf(field),
    kept: shownOf(field, pair.kept, sexes),
    merged: shownOf(field, pair.merged, sexes),
    usual: usualSide(pair, field),
  }));
}

/** Who sees the kept record from then on and does not now: schools by their rolls, people by what they are to the learner. */
async function newcomers(tx: Tx, { rows, keptRows }: MergePlan, today: string): Promise<string[]> {
  const now = (all: readonly PlannedRow[], table: string, column: string) =>
    all.flatMap((row) =>
      row.table === table && !row.content.ended_at && lastsOn(row, today)
        ? [String(row.content[column])]
        : [],
    );
  const added = (table: string, column: string) => {
    const already = now(keptRows, table, column);
    return now(
      rows.filter(({ stays }) => !stays),
      table,
      column,
    ).filter((id) => !already.includes(id));
  };
  const schools = await schoolsByIds(tx, added("school_enrolment", "school_id"));
  const people = ["caseload", "learner_relation", "host_invitation"].flatMap((table) =>
    added(table, "person_id"),
  );
  const names = await namesOf(tx, people);
  return [...new Set([...[...schools.values()].map(({ name }) => name), ...names.values()])];
}

/**
 * The page on which two records are made one: what can be chosen, and what follows.
 * @throws NotFound as `mergePlan`
 */
export async function mergeView(tx: Tx, ids: { keptId: string; mergedId: string }, today: string) {
  const plan = await mergePlan(tx, ids, today);
  const learners = await learnersByIds(tx, [ids.keptId, ids.mergedId]);
  const moving = plan.rows.filter(({ stays }) => !stays);
  const flags = moving.filter(({ table, content }) => table === "learner_flag" && content.lifted_at === null);
  return {
    kept: { id: ids.keptId, name: learners.get(ids.keptId)?.name ?? "" },
    merged: { id: ids.mergedId, name: learners.get(ids.mergedId)?.name ?? "" },
    namesOf: plan.pair.namesOf ?? null,
    fields: await fieldsOf(tx, plan, today),
    moves: countsInWords(moving),
    stays: await stayedRows(
      tx,
      plan.rows.filter(({ stays }) => stays),
      today,
    ),
    newcomers: await newcomers(tx, plan, today),
    flags: flags.map(({ content }) => flagKinds[content.kind as keyof typeof flagKinds]),
    bringsPeople: moving.some(({ table }) => table === "learner_person"),
    problem: plan.problem,
    seen: plan.seen,
  };
}
export type MergeView = Awaited<ReturnType<typeof mergeView>>;
