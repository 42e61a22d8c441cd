/** Columns of a learner of which one value or the other holds after a merge; what a date of birth rests on goes with it. */
export const mergeFields = {
  givenName: ["given_name"],
  familyName: ["family_name"],
  knownAs: ["known_as"],
  nameAsSaid: ["name_as_said"],
  pronunciation: ["pronunciation"],
  pronouns: ["pronouns"],
  sex: ["sex"],
  dateOfBirth: ["date_of_birth", "date_of_birth_basis"],
  stage: ["stage"],
  scn: ["scn"],
  scnToCheck: ["scn_to_check"],
} as const;
export type MergeField = keyof typeof mergeFields;
const mergeFieldNames = Object.keys(mergeFields) as MergeField[];

/** The row of a learner as the database gives it as JSON: columns by name, days as "2012-03-09". */
export type LearnerRow = Record<string, unknown> & { id: string };
export type Side = "kept" | "merged";
/** `namesOf`: names were kept apart with an adoption on this one, so its names hold, and nobody chooses. */
export type Pair = Record<Side, LearnerRow> & { namesOf?: Side | undefined };
export type Choices = Partial<Record<MergeField, Side | undefined>>;

const names: readonly MergeField[] = ["givenName", "familyName", "knownAs", "nameAsSaid", "pronunciation"];

const first = (field: MergeField): string => mergeFields[field][0];

/** The fields in which two records differ. */
const differingFields = ({ kept, merged }: Pair): MergeField[] =>
  mergeFieldNames.filter((field) =>
    mergeFields[field].some((column) => (kept[column] ?? null) !== (merged[column] ?? null)),
  );

/** A number to check that one of the two has for certain needs no question. */
const isSettled = (pair: Pair): boolean =>
  (["kept", "merged"] as const).some((side) => {
    const number = pair[side].scn_to_check ?? null;
    return number !== null && [pair.kept.scn, pair.merged.scn].includes(number);
  });

/** The fields of which somebody chooses the one value or the other. */
export const fieldsToChoose = (pair: Pair): MergeField[] =>
  differingFields(pair)
    .filter((field) => field !== "scnToCheck" || !isSettled(pair))
    .filter((field) => !pair.namesOf || !names.includes(field));

/** Whose value holds unless somebody says otherwise: the kept record's, where it has one. */
export const usualSide = ({ kept }: Pair, field: MergeField): Side =>
  (kept[first(field)] ?? null) === null ? "merged" : "kept";

/** The columns that take the value of the record set aside. A number that was taken over is not to be checked any more. */
export function columnsFromMerged(pair: Pair, choices: Choices): string[] {
  const differ = differingFields(pair);
  const sideOf = (field: MergeField): Side => {
    if (!differ.includes(field)) return "kept";
    if (pair.namesOf && names.includes(field)) return pair.namesOf;
    return choices[field] ?? usualSide(pair, field);
  };
  const number = pair[sideOf("scn")].scn;
  const isNumber = (side: Side) =>
    (pair[side].scn_to_check ?? null) !== null && pair[side].scn_to_check === number;
  const toCheck = sideOf("scnToCheck");
  const other = toCheck === "kept" ? "merged" : "kept";
  const settled = isNumber(toCheck) && !isNumber(other) ? other : toCheck;
  return differ
    .filter((field) => (field === "scnToCheck" ? settled : sideOf(field)) === "merged")
    .flatMap((field) => mergeFields[field]);
}

/** Which of two records to keep: the one with an SCN, else the older one. */
export function suggestedToKeep(one: LearnerRow, other: LearnerRow): LearnerRow {
  const hasScn = (row: LearnerRow) => (row.scn ?? null) !== null;
  if (hasScn(one) !== hasScn(other)) return hasScn(one) ? one : other;
  return String(one.created_at) <= String(other.created_at) ? one : other;
}
