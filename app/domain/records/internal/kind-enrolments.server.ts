import {
  type Enrolled,
  type LastDay,
  type NewEnrolment,
  saveEnrolments,
} from "~/domain/learners/save-enrolments.server";
import { schoolsOfAuthority } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { aDay, aSeedCode, oneOf } from "./column-parsers";
import { besides, byLearner, endBefore, type Known, withDays } from "./days-of-row";
import {
  type FileLearner,
  fileLearners,
  hereAlready,
  identifiedBy,
  isLearner,
  whoColumns,
} from "./file-learners.server";
import { type ImportColumn, type ImportKind, type Judgement, type RowValues, refused } from "./import-kind";

const columns = [
  ...whoColumns,
  {
    name: "seedCode",
    label: "School",
    hint: "SEED code, 7 digits",
    words: ["seed code", "seed", "school code"],
    example: "8400001",
    isRequired: true,
    parse: aSeedCode,
  },
  {
    name: "kind",
    label: "Main or shared",
    hint: "Empty is main. A main enrolment that lasts ends the main one before",
    words: ["main or shared", "enrolment type", "enrolment kind", "main"],
    example: "main",
    parse: oneOf({ main: "Main", shared: "Shared" }, { main: ["m", "single"], shared: ["s"] }),
  },
  {
    name: "startedOn",
    label: "First day",
    words: ["first day", "start date", "admission date", "from", "start"],
    example: "18/08/2025",
    isRequired: true,
    isDay: true,
    parse: aDay(),
  },
  {
    name: "endedOn",
    label: "Last day",
    hint: "Included. Empty while it lasts",
    words: ["last day", "end date", "leaving date", "to", "end"],
    example: "",
    isDay: true,
    parse: aDay(),
  },
] as const satisfies readonly ImportColumn[];

type Field = (typeof columns)[number]["name"];
type Values = RowValues<Field>;
type OnRecord = Known<NewEnrolment> & { learnerId: string; schoolId: string; kind: string };
type Write = {
  learnerId: string;
  started: NewEnrolment | null;
  ended: LastDay[];
  /** Its last day is in the row. */
  left: Enrolled | null;
};

async function enrolmentsOf(tx: Tx, learnerIds: string[]): Promise<OnRecord[]> {
  const rows = await tx.schoolEnrolment.findMany({
    where: { learnerId: { in: learnerIds } },
    select: { id: true, learnerId: true, schoolId: true, kind: true, startedOn: true, endedOn: true },
  });
  return rows.map(withDays);
}

const overlap = refused("conflict", "Its days overlap with those of another main school");
const mainOnes = (enrolments: readonly OnRecord[]) => enrolments.filter(({ kind }) => kind === "main");

function judgeKnown({ endedOn }: Values, known: OnRecord, enrolments: readonly OnRecord[]): Judgement<Write> {
  const keys = [`enrolment ${known.id}`];
  const { learnerId } = known;
  if (endedOn === null || endedOn === known.endedOn)
    return {
      fate: "unchanged",
      keys,
      changes: [],
      write: { learnerId, started: null, ended: [], left: null },
    };
  const others = mainOnes(enrolments).filter((other) => other !== known);
  if (known.kind === "main" && besides({ ...known, endedOn }, others).length > 0) return overlap;
  const changes = [{ label: "Last day", from: known.endedOn ?? "", to: endedOn }];
  known.endedOn = endedOn;
  return {
    fate: "changed",
    keys,
    changes,
    learnerId,
    write: { learnerId, started: null, ended: [{ id: known.id, endedOn }], left: known },
  };
}

type Place = { schoolId: string | undefined; enrolments: OnRecord[] };

function judgeOne(values: Values, learner: FileLearner, { schoolId, enrolments }: Place): Judgement<Write> {
  if (!schoolId) return refused("not_of_authority", "The school is none of this authority’s");
  const { startedOn, endedOn } = values;
  const kind = values.kind === "shared" ? "shared" : "main";
  const started: NewEnrolment = {
    learnerId: learner.id,
    schoolId,
    kind,
    startedOn: startedOn ?? "",
    endedOn,
  };
  if (endedOn !== null && endedOn < started.startedOn)
    return refused("malformed", "Last day must not be before the first");
  const known = enrolments.find(
    (each) => each.schoolId === schoolId && each.kind === kind && each.startedOn === startedOn,
  );
  if (known?.added) return refused("duplicate", "An earlier line of the file is for the same enrolment");
  if (known) return judgeKnown(values, known, enrolments);
  const ended = kind === "shared" ? [] : endBefore(started, besides(started, mainOnes(enrolments)));
  if (ended === null) return overlap;
  const key = ["enrolment", learner.id, schoolId, kind, startedOn].join(" ");
  enrolments.push({ ...started, id: key, added: started });
  const left = endedOn === null ? null : started;
  return { fate: "new", keys: [key], changes: [], write: { learnerId: learner.id, started, ended, left } };
}

/** On the rolls of schools: new enrolments, and last days. */
export const enrolmentsKind: ImportKind<Field, Write> = {
  columns,
  identifiedBy,
  async judge(tx, rows, context) {
    const find = await fileLearners(tx, rows, context);
    const found = rows.map((values) => hereAlready(find(values)));
    const ids = found.flatMap((each) => (isLearner(each) ? [each.id] : []));
    const enrolments = byLearner(await enrolmentsOf(tx, ids));
    const schools = await schoolsOfAuthority(tx, context.authorityId);
    const schoolIds = new Map(schools.map(({ id, seedCode }) => [seedCode, id]));
    return rows.map((values, index) => {
      const learner = found[index] ?? refused("unknown_learner", "");
      if (!isLearner(learner)) return learner;
      return judgeOne(values, learner, {
        schoolId: schoolIds.get(values.seedCode ?? ""),
        enrolments: enrolments(learner.id),
      });
    });
  },
  async write(tx, writes, by) {
    const enrolments = {
      ended: writes.flatMap(({ ended }) => ended),
      started: writes.flatMap(({ started }) => started ?? []),
      left: writes.flatMap(({ left }) => left ?? []),
    };
    await saveEnrolments(tx, enrolments, by);
    return writes.map(({ learnerId }) => learnerId);
  },
};
