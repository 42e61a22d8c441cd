import { type MergedIdentity, mergedIdentities } from "~/domain/learners/merged-identities.queries.server";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn } from "~/platform/format";
import { aDay, aName, anScn } from "./column-parsers";
import { type ImportColumn, type ImportContext, type Refusal, type RowValues, refused } from "./import-kind";
import { isSomebodyElse } from "./is-somebody-else";

/** By what a row names its learner: the SCN, else the whole name with the date of birth. */
export type WhoField = "scn" | "givenName" | "familyName" | "dateOfBirth";

export const whoColumns: readonly ImportColumn<WhoField>[] = [
  {
    name: "scn",
    label: "SCN",
    hint: "9 digits. Without it a learner is found by given name, family name and date of birth",
    words: ["scn", "candidate number", "candidate no"],
    example: "012345678",
    parse: anScn,
  },
  {
    name: "givenName",
    label: "Given name",
    words: ["given name", "forename", "first name"],
    example: "Rowan",
    parse: aName,
  },
  {
    name: "familyName",
    label: "Family name",
    words: ["family name", "surname", "last name"],
    example: "Invented",
    parse: aName,
  },
  {
    name: "dateOfBirth",
    label: "Date of birth",
    words: ["date of birth", "dob", "birth date", "born"],
    example: "03/11/2013",
    isDay: true,
    parse: aDay(),
  },
];

/** What a file must hold of these columns. */
export const identifiedBy = [["scn"], ["givenName", "familyName", "dateOfBirth"]] as const;

/** A learner on record, as far as a file is compared with it. */
export type FileLearner = {
  id: string;
  scn: string | null;
  givenName: string;
  familyName: string;
  knownAs: string | null;
  sex: string | null;
  dateOfBirth: string | null;
  stage: string;
  /** Of the main enrolment that began last: the school of an event. */
  schoolId: string;
  /** At one of this authority's schools now or before, or in its care. */
  isOfAuthority: boolean;
  /** A name is kept apart: no file changes this one. */
  hasEarlierName: boolean;
  /** As what the two records were known that are one now: what was chosen then stands, whatever a file says. */
  merged: MergedIdentity[];
};

type Who = RowValues<WhoField>;
const key = (...parts: (string | null)[]): string =>
  parts.map((part) => (part ?? "").toLowerCase()).join("\n");
const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

const columns = {
  id: true,
  scn: true,
  givenName: true,
  familyName: true,
  knownAs: true,
  sex: true,
  dateOfBirth: true,
  stage: true,
} as const;

/** Ids of those who have, or had before an adoption, the name and the date of birth of a row; compared by the database. */
async function namesakesOf(tx: Tx, rows: readonly Who[]): Promise<string[]> {
  const named = rows.flatMap(({ givenName, familyName, dateOfBirth }) =>
    givenName && familyName && dateOfBirth
      ? [{ given: givenName.toLowerCase(), family: familyName.toLowerCase(), born: dateOfBirth }]
      : [],
  );
  if (named.length === 0) return [];
  const found = await tx.$queryRaw<{ id: string }[]>`
    WITH who AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(named)}::jsonb) AS r (given text, family text, born date))
    SELECT l.id FROM learner l JOIN who ON l.date_of_birth = who.born AND lower(l.family_name) = who.family AND lower(l.given_name) = who.given
    UNION SELECT l.id FROM learner_earlier_name e JOIN learner l ON l.id = e.learner_id
      JOIN who ON l.date_of_birth = who.born AND lower(e.family_name) = who.family AND lower(e.given_name) = who.given`;
  return found.map(({ id }) => id);
}

/** Changes by hand lock their learner, too: who comes second sees what the first one wrote. Always in the same order. */
const lock = (tx: Tx, ids: string[]) =>
  tx.$queryRaw`SELECT id FROM learner WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;

/** Identities from before a merge that the rows may mean. */
const identitiesOf = (tx: Tx, rows: readonly Who[]) =>
  mergedIdentities(tx, {
    scns: [...new Set(rows.flatMap(({ scn }) => scn ?? []))],
    births: [...new Set(rows.flatMap(({ dateOfBirth }) => dateOfBirth ?? []))],
  });

type Looked = Pick<ImportContext, "isSaving"> & { merged: readonly MergedIdentity[] };

/** Those with an SCN of the rows, and those with a name and date of birth of them, now or before a merge. */
async function candidatesOf(tx: Tx, rows: readonly Who[], { isSaving = false, merged }: Looked) {
  const scns = [...new Set(rows.flatMap(({ scn }) => scn ?? []))];
  const byScn = await tx.learner.findMany({
    where: { scn: { in: scns } },
    select: { id: true, scn: true },
  });
  const held = new Set(byScn.map(({ scn }) => scn));
  const others = rows.filter(({ scn }) => scn === null || !held.has(scn));
  const named = [...(await namesakesOf(tx, others)), ...merged.map(({ learnerId }) => learnerId)];
  const ids = [...new Set([...byScn.map(({ id }) => id), ...named])];
  if (isSaving) await lock(tx, ids);
  const found = await tx.learner.findMany({ where: { id: { in: ids } }, select: columns });
  return found.map(({ dateOfBirth, ...learner }) => ({
    ...learner,
    dateOfBirth: dateOfBirth && fromDateColumn(dateOfBirth),
  }));
}

/** Who the rows may mean. A merge that this waited for is seen only once its learners are locked: then anew. */
async function lookUp(tx: Tx, rows: readonly Who[], { isSaving }: ImportContext) {
  const look = async (merged: MergedIdentity[]) => ({
    merged,
    candidates: await candidatesOf(tx, rows, { isSaving, merged }),
  });
  const looked = await look(await identitiesOf(tx, rows));
  const merged = isSaving ? await identitiesOf(tx, rows) : looked.merged;
  return merged.length === looked.merged.length ? looked : look(merged);
}

/** Whose schools and whose care, in three queries. */
async function placesOf(tx: Tx, ids: string[], authorityId: string) {
  const schools = await tx.school.findMany({ where: { authorityId }, select: { id: true } });
  const enrolments = await tx.schoolEnrolment.findMany({
    where: { learnerId: { in: ids } },
    orderBy: [{ kind: "desc" }, { startedOn: "asc" }],
    select: { learnerId: true, schoolId: true },
  });
  const cared = await tx.carePeriod.findMany({
    where: { learnerId: { in: ids }, homeAuthorityId: authorityId },
    select: { learnerId: true },
  });
  const ours = new Set(schools.map(({ id }) => id));
  const here = enrolments.filter(({ schoolId }) => ours.has(schoolId));
  return {
    // The last one that is put in counts: a main enrolment comes after shared ones.
    schoolOf: new Map(enrolments.map(({ learnerId, schoolId }) => [learnerId, schoolId])),
    ofAuthority: new Set([...here, ...cared].map(({ learnerId }) => learnerId)),
  };
}

/** Has this file to do with them? Of anybody else it learns nothing. */
const isOurs = ({ isOfAuthority, schoolId }: FileLearner): boolean => isOfAuthority && schoolId !== "";
const notTheirs = refused("conflict", "The SCN is that of a learner with another name or date of birth");

/** Finds the learner of a row; null when there is none that the actor may see. */
export type FindLearner = (row: Who) => FileLearner | Refusal | null;

/**
 * Looks up the learners of rows, as far as the actor may see them: ten queries however many rows. A name from before an
 * adoption finds its learner too, so that nobody comes to be twice. `mayRename` for files that correct names.
 */
export async function fileLearners(
  tx: Tx,
  rows: readonly Who[],
  context: ImportContext,
  { mayRename = false }: { mayRename?: boolean } = {},
): Promise<FindLearner> {
  const { merged, candidates } = await lookUp(tx, rows, context);
  const ids = candidates.map(({ id }) => id);
  const { schoolOf, ofAuthority } = await placesOf(tx, ids, context.authorityId);
  const earlier = await tx.learnerEarlierName.findMany({
    where: { learnerId: { in: ids } },
    select: { learnerId: true, givenName: true, familyName: true },
  });
  const flags = await tx.learnerFlag.findMany({
    where: { learnerId: { in: ids }, kind: "adoption", liftedAt: null },
    select: { learnerId: true },
  });
  const keptApart = new Set([...earlier, ...flags].map(({ learnerId }) => learnerId));
  const learners: FileLearner[] = candidates.map((learner) => ({
    ...learner,
    schoolId: schoolOf.get(learner.id) ?? "",
    isOfAuthority: ofAuthority.has(learner.id),
    hasEarlierName: keptApart.has(learner.id),
    merged: merged.filter(({ learnerId }) => learnerId === learner.id),
  }));
  const byId = new Map(learners.map((learner) => [learner.id, learner]));
  const heldBy = (learner: FileLearner | undefined, scn: string | null) =>
    learner && scn ? [[scn, learner] as const] : [];
  const byScn = new Map([
    ...merged.flatMap(({ learnerId, scn }) => heldBy(byId.get(learnerId), scn)),
    ...learners.flatMap((learner) => heldBy(learner, learner.scn)),
  ]);
  const names = [
    ...learners.map(({ id, givenName, familyName }) => ({ learnerId: id, givenName, familyName })),
    ...earlier,
    ...merged,
  ];
  const named = grouped(names, ({ learnerId }) => learnerId);
  const born = (id: string) => byId.get(id)?.dateOfBirth ?? null;
  const byName = grouped(
    [...names.map((name) => ({ ...name, dateOfBirth: born(name.learnerId) })), ...merged],
    ({ givenName, familyName, dateOfBirth }) => key(givenName, familyName, dateOfBirth),
  );
  return (row) => {
    const held = row.scn === null ? undefined : byScn.get(row.scn);
    if (held) {
      const known = { names: named.get(held.id) ?? [], mayRename };
      const isTheirs = [held, ...held.merged].some((one) => !isSomebodyElse(row, one, known));
      return isOurs(held) && !isTheirs ? notTheirs : held;
    }
    if (row.givenName === null || row.familyName === null || row.dateOfBirth === null) return null;
    const alike = byName.get(key(row.givenName, row.familyName, row.dateOfBirth)) ?? [];
    const found = [...new Set(alike.map(({ learnerId }) => learnerId))];
    if (found.length > 1)
      return refused("ambiguous", "More than one learner has this name and date of birth. Enter the SCN");
    const one = byId.get(found[0] ?? "");
    if (one?.scn && row.scn && one.scn !== row.scn)
      return refused("conflict", "A learner with this name and date of birth has another SCN");
    return one ?? null;
  };
}

const isLearner = (found: FileLearner | Refusal): found is FileLearner => "isOfAuthority" in found;

/**
 * The learner of a row that must be here already, or why the row is refused. Whether there is none, or one whom the actor
 * or this file has nothing to do with, is one sentence.
 */
export function hereAlready(found: FileLearner | Refusal | null): FileLearner | Refusal {
  const nobody = "No learner of this authority matches";
  if (found === null) return refused("unknown_learner", nobody);
  if (!isLearner(found)) return found;
  return isOurs(found) ? found : refused("not_of_authority", nobody);
}

export { isLearner };
