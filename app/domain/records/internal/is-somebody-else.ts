import type { RowValues } from "./import-kind";

type Name = { givenName: string; familyName: string };
type OnRecord = { dateOfBirth: string | null };
type Row = RowValues<keyof Name | "dateOfBirth">;

/** Letters alone: one system writes “Zoë Mac Invented”, the next “ZOE MACINVENTED”. */
const plain = (name: string): string =>
  name.normalize("NFD").replace(/[łŁ]/g, "l").replace(/\P{L}/gu, "").toLowerCase();

const differs = (said: string | null, names: readonly string[]): boolean =>
  said !== null && names.every((name) => plain(name) !== plain(said));

/**
 * Is a row with the SCN of a learner somebody else’s all the same? A mistyped SCN can be another child’s, so what else the
 * row says of whose it is has to fit: the date of birth always; the family name, one of those on record, unless the file
 * is there to correct names: then one of the two names, or the date of birth.
 */
export function isSomebodyElse(
  row: Row,
  { dateOfBirth }: OnRecord,
  { names, mayRename }: { names: readonly Name[]; mayRename: boolean },
): boolean {
  const isCompared = row.dateOfBirth !== null && dateOfBirth !== null;
  if (isCompared && row.dateOfBirth !== dateOfBirth) return true;
  const isOtherFamily = differs(
    row.familyName,
    names.map(({ familyName }) => familyName),
  );
  if (!mayRename) return isOtherFamily;
  const givenNames = names.map(({ givenName }) => givenName);
  return isOtherFamily && !isCompared && differs(row.givenName, givenNames);
}
