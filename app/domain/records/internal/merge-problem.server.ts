import { learnersPaths } from "~/domain/learners/learners.paths";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";

/** A row of a learner. `stays`: the other record has something in its place. */
export type PlannedRow = { table: string; key: string; stays: boolean; content: Record<string, unknown> };

/** Why two records may not be made one yet, and where that is put right. */
export type MergeProblem = { sentence: string; href: string; label: string };

type Planned = {
  keptId: string;
  mergedId: string;
  rows: readonly PlannedRow[];
  keptRows: readonly PlannedRow[];
  today: string;
};

/** Does what a row says hold on a day ("2026-11-22")? What has no days always does. */
export function lastsOn({ content }: PlannedRow, day: string): boolean {
  const from = content.started_on ?? content.from_on ?? day;
  const until = content.ended_on ?? content.until_on ?? day;
  return String(from) <= day && String(until) >= day;
}

const isMainOn = (day: string) => (row: PlannedRow) =>
  row.table === "school_enrolment" && row.content.kind === "main" && lastsOn(row, day);

function toldWhatTheyAre({ keptId, mergedId, rows }: Planned): MergeProblem | null {
  const isOfBoth = ({ content }: PlannedRow) => [content.lower_id, content.higher_id].includes(keptId);
  if (rows.some((row) => row.table === "learner_link" && row.content.unlinked_at === null && isOfBoth(row)))
    return {
      sentence: "They are linked as brothers or sisters. Take that back first.",
      href: `${learnersPaths.record(keptId)}#brothers-and-sisters`,
      label: "Brothers and sisters on the record",
    };
  if (rows.some((row) => row.table === "learner_told_apart" && isOfBoth(row)))
    return {
      sentence: "Somebody said that these are two people. Take that back first.",
      href: learnersPaths.compare(keptId, mergedId),
      label: "Both records side by side",
    };
  return null;
}

/** What stays with a record set aside is seen by nobody: a main school of today must not be among it. */
async function schoolProblem(tx: Tx, planned: Planned): Promise<MergeProblem | null> {
  const { keptId, rows, keptRows, today } = planned;
  const staying = rows.find((row) => isMainOn(today)(row) && row.stays);
  const now = keptRows.find(isMainOn(today));
  const ids = [staying, now].flatMap((row) => (row ? [String(row.content.school_id)] : []));
  if (!staying || (ids.length === 2 && ids[0] === ids[1])) return null;
  const schools = await schoolsByIds(tx, ids);
  const [theirs, ours] = ids.map((id) => schools.get(id)?.name ?? "another school");
  const sentence = ours
    ? `Their main school today is ${ours} on the record to keep and ${theirs} on the other. Enter the right one on both first.`
    : `${theirs} is their main school today on the other record only. Enter it on the record to keep first.`;
  return { sentence, href: learnersPaths.school(keptId), label: "A new main school on the record to keep" };
}

/** Nor that somebody is looked after now. */
function careProblem({ keptId, rows, keptRows, today }: Planned): MergeProblem | null {
  const isNow = (row: PlannedRow) => row.table === "care_period" && lastsOn(row, today);
  if (!rows.some((row) => isNow(row) && row.stays) || keptRows.some(isNow)) return null;
  return {
    sentence:
      "Only the other record says that they are looked after now. Enter that on the record to keep first.",
    href: learnersPaths.addCare(keptId),
    label: "A care period on the record to keep",
  };
}

const listIn = (row: PlannedRow, column: string) => row.content[column] as string[];
const nameIn = (row: PlannedRow) => String(row.content.name).trim().toLowerCase();

/** What somebody may not be told by one record must not come to be allowed by the other. */
function peopleProblem({ keptId, rows, keptRows }: Planned): MergeProblem | null {
  const people = (all: readonly PlannedRow[]) => all.filter(({ table }) => table === "learner_person");
  const forbids = (one: PlannedRow, other: PlannedRow) =>
    listIn(one, "may_not_be_told").some((telling) => listIn(other, "may_be_told").includes(telling));
  const differ = people(rows).some((theirs) =>
    people(keptRows).some(
      (ours) => nameIn(ours) === nameIn(theirs) && (forbids(ours, theirs) || forbids(theirs, ours)),
    ),
  );
  if (!differ) return null;
  return {
    sentence:
      "One record says that somebody around them may not be told what the other allows. Say the same on both first.",
    href: `${learnersPaths.record(keptId)}#notify-list`,
    label: "People around them, on the record to keep",
  };
}

/** The first reason why these two may not be made one now; null when they may. */
export const mergeProblem = async (tx: Tx, planned: Planned): Promise<MergeProblem | null> =>
  toldWhatTheyAre(planned) ??
  (await schoolProblem(tx, planned)) ??
  careProblem(planned) ??
  peopleProblem(planned);
