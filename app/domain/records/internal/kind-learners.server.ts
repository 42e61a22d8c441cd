import { randomUUID } from "node:crypto";
import { careChoices } from "~/domain/learners/care.queries.server";
import { learnerScopes, type Stage, stages } from "~/domain/learners/learners.words";
import {
  addLearners,
  type ChangedDetails,
  changeLearners,
  type NewLearner,
} from "~/domain/learners/save-learners.server";
import { schoolsOfAuthority } from "~/domain/organisations/organisations.queries.server";
import { codesOf } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { careFactColumns } from "./care-columns";
import { aDay, aName, aSeedCode, aText, oneOf } from "./column-parsers";
import { type FileLearner, fileLearners, identifiedBy, isLearner, whoColumns } from "./file-learners.server";
import {
  changesOf,
  type ImportColumn,
  type ImportContext,
  type ImportKind,
  type Judgement,
  type Refusal,
  type RowValues,
  refused,
} from "./import-kind";

const detailColumns = [
  ...whoColumns,
  {
    name: "knownAs",
    label: "Known as",
    words: ["known as", "preferred name"],
    example: "Ro",
    parse: aName,
  },
  {
    name: "sex",
    label: "Sex",
    hint: "As SEEMiS holds it: a code or a label of the list",
    words: ["sex", "gender"],
    example: "",
    parse: aText(60),
  },
  {
    name: "stage",
    label: "Stage",
    hint: "P1 to P7, S1 to S6, SP",
    words: ["stage", "year stage"],
    example: "S2",
    parse: oneOf(Object.fromEntries(stages.map((stage) => [stage, stage]))),
  },
] as const satisfies readonly ImportColumn[];

const arrivalColumns = [
  {
    name: "seedCode",
    label: "School",
    hint: "SEED code, 7 digits. For a new learner; later changes come with a file of enrolments",
    words: ["seed code", "seed", "school code"],
    example: "8400001",
    parse: aSeedCode,
  },
  {
    name: "enrolledOn",
    label: "On the school’s roll since",
    hint: "For a new learner",
    words: ["enrolled on", "start date", "admission date", "enrolment date"],
    example: "18/08/2025",
    isDay: true,
    parse: aDay(),
  },
  {
    name: "category",
    label: "Care experience",
    hint: "Or why else the Virtual School works with them: a code or a label of the list. For a new learner",
    words: ["care experience", "care category", "care status", "looked after status"],
    example: "Kinship care, looked after",
    parse: aText(120),
  },
  {
    name: "careSince",
    label: "Care experience since",
    hint: "For a new learner",
    words: ["care experience since", "care start date", "care since", "looked after since"],
    example: "02/06/2024",
    isDay: true,
    parse: aDay(),
  },
  ...careFactColumns,
] as const satisfies readonly ImportColumn[];

const columns = [...detailColumns, ...arrivalColumns];
type Field = (typeof columns)[number]["name"];
type Values = RowValues<Field>;
type Write = { added: NewLearner } | { changed: ChangedDetails };

type Facts = {
  context: ImportContext;
  find: Awaited<ReturnType<typeof fileLearners>>;
  schools: ReadonlyMap<string, string>;
  categories: ReadonlyMap<string, string>;
  sexes: ReadonlyMap<string, string>;
};

const byWord = (entries: readonly { value: string; label: string }[]): Map<string, string> =>
  new Map(
    entries.flatMap(({ value, label }) => [
      [value.toLowerCase(), value],
      [label.toLowerCase(), value],
    ]),
  );

async function factsOf(tx: Tx, rows: readonly Values[], context: ImportContext): Promise<Facts> {
  const { authorityId, today } = context;
  const schools = await schoolsOfAuthority(tx, authorityId);
  const sexes = await codesOf(tx, "sex", today);
  const scopes = Object.entries(learnerScopes).map(([value, label]) => ({ value, label }));
  return {
    context,
    find: await fileLearners(tx, rows, context, { mayRename: true }),
    schools: new Map(schools.map(({ id, seedCode }) => [seedCode, id])),
    categories: byWord([...(await careChoices(tx, today)), ...scopes]),
    sexes: byWord(sexes.map(({ code, label }) => ({ value: code, label }))),
  };
}

const keysOf = ({ scn, givenName, familyName, dateOfBirth }: Values): string[] => [
  ...(scn ? [`scn ${scn}`] : []),
  ...(dateOfBirth ? [`name ${[givenName, familyName, dateOfBirth].join("\n").toLowerCase()}`] : []),
];

const changesNames = (values: Values, learner: FileLearner): boolean =>
  (["givenName", "familyName", "knownAs"] as const).some(
    (name) => values[name] !== null && values[name] !== learner[name],
  );

/** Without what is as it was on one of two records that are one now: which of the two holds was chosen with the merge. */
function lessMerged(values: Values, learner: FileLearner): Values {
  const asMerged = (["scn", "givenName", "familyName", "dateOfBirth"] as const).filter((field) =>
    learner.merged.some((identity) => identity[field] === values[field]),
  );
  return { ...values, ...Object.fromEntries(asMerged.map((field) => [field, null])) };
}

function judgeHere(given: Values, learner: FileLearner): Judgement<Write> {
  const values = lessMerged(given, learner);
  if (!learner.isOfAuthority || learner.schoolId === "")
    return refused("not_of_authority", "This row is not of a learner of this authority");
  if (learner.hasEarlierName && changesNames(values, learner))
    return refused("by_hand", "Names of this learner are changed on their own page only");
  const changes = changesOf(detailColumns, values, learner);
  const { givenName, familyName, knownAs, sex, dateOfBirth, stage, scn } = values;
  const { id, schoolId } = learner;
  const changed = { id, schoolId, givenName, familyName, knownAs, sex, dateOfBirth, stage, scn };
  return {
    fate: changes.length > 0 ? "changed" : "unchanged",
    keys: [`learner ${learner.id}`, ...keysOf(given)],
    changes,
    learnerId: learner.id,
    write: { changed },
  };
}

/** What a learner who is not here yet still needs, by label. */
const needed = [
  "givenName",
  "familyName",
  "stage",
  "seedCode",
  "enrolledOn",
  "category",
  "careSince",
] as const;

function missing(values: Values): Refusal | null {
  const labels = columns.filter(({ name }) => needed.some((each) => each === name) && values[name] === null);
  if (labels.length === 0) return null;
  const listed = labels.map(({ label }) => label.toLowerCase()).join(", ");
  return refused("incomplete", `No learner here matches, and for a new one this is missing: ${listed}`);
}

function judgeNew(values: Values, { context, schools, categories }: Facts): Judgement<Write> {
  const incomplete = missing(values);
  if (incomplete) return incomplete;
  const { givenName, familyName, stage, seedCode, enrolledOn, careSince, category, ...rest } = values;
  const schoolId = schools.get(seedCode ?? "");
  if (!schoolId) return refused("not_of_authority", "The school is none of this authority’s");
  const known = categories.get((category ?? "").toLowerCase());
  if (!known) return refused("malformed", "Care experience is not on the list of care experience");
  const added: NewLearner = {
    learnerId: randomUUID(),
    givenName: givenName ?? "",
    familyName: familyName ?? "",
    knownAs: rest.knownAs ?? undefined,
    dateOfBirth: rest.dateOfBirth ?? undefined,
    scn: rest.scn ?? undefined,
    ...(rest.sex === null ? {} : { sex: rest.sex }),
    stage: stage as Stage,
    schoolId,
    enrolledOn: enrolledOn ?? "",
    category: known,
    startedOn: careSince ?? "",
    homeAuthorityId: context.authorityId,
    legalBasis: (rest.legalBasis ?? undefined) as NewLearner["legalBasis"],
    source: (rest.source ?? "file") as NewLearner["source"],
  };
  return { fate: "new", keys: keysOf(values), changes: [], write: { added } };
}

function judgeOne(values: Values, facts: Facts): Judgement<Write> {
  const { today } = facts.context;
  if (values.dateOfBirth && values.dateOfBirth > today)
    return refused("malformed", "Date of birth must be in the past");
  const sex = values.sex === null ? null : facts.sexes.get(values.sex.toLowerCase());
  if (sex === undefined) return refused("malformed", "Sex is not on the list");
  const found = facts.find(values);
  const meant = { ...values, sex };
  if (found === null) return judgeNew(meant, facts);
  return isLearner(found) ? judgeHere(meant, found) : found;
}

/** Learners: new ones with school and care experience, and changed details. */
export const learnersKind: ImportKind<Field, Write> = {
  columns,
  identifiedBy,
  async judge(tx, rows, context) {
    const facts = await factsOf(tx, rows, context);
    return rows.map((values) => judgeOne(values, facts));
  },
  async write(tx, writes, by) {
    const added = writes.flatMap((write) => ("added" in write ? [write.added] : []));
    const changed = writes.flatMap((write) => ("changed" in write ? [write.changed] : []));
    await addLearners(tx, added, by);
    await changeLearners(tx, changed, by);
    return [...added.map(({ learnerId }) => learnerId), ...changed.map(({ id }) => id)];
  },
};
