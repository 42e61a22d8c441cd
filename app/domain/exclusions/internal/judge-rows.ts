import type { Fate } from "~/platform/intake/fates";
import type { RecordedRow, RowProblem } from "./recorded-row";

type Enrolment = { learnerId: string; schoolId: string; kind: string; from: string; until: string | null };

/** What a row is written as. */
export type Recorded = {
  learnerId: string;
  schoolId: string;
} & Pick<RecordedRow, "kind" | "startsOn" | "startsAt" | "endsOn" | "openings" | "code">;

/** What rows are judged by: all of it as far as the actor may see. */
export type JudgeFacts = {
  /** Learner ids by SCN. */
  learners: ReadonlyMap<string, string>;
  /** By learner. */
  enrolments: ReadonlyMap<string, readonly Enrolment[]>;
  /** Ids of the authority's own schools by SEED code. */
  schools: ReadonlyMap<string, string>;
  /** Incident types by code and by label, in small letters, with the days on which each was offered. */
  incidentTypes: ReadonlyMap<string, readonly { from: string; until: string | null }[]>;
  /** What is recorded already, by `keyOf`. */
  stored: ReadonlyMap<string, Recorded>;
};

export type FileRow = { line: number; read: RecordedRow | RowProblem };

/** Why a row is refused, for the audit: a row of somebody else's child is counted by itself. */
export type RefusalCause =
  | RowProblem["cause"]
  | "unknown_learner"
  | "other_school"
  | "retired_code"
  | "duplicate";

export type JudgedRow = {
  fate: Fate;
  /** Why it is refused, or which fields change. */
  problem: string | null;
  cause: RefusalCause | null;
  recorded: Recorded | null;
};

/** One for each learner, kind and half day that it begins on. */
export const keyOf = ({ learnerId, kind, startsOn, startsAt }: Omit<Recorded, "schoolId">): string =>
  [learnerId, kind, startsOn, startsAt].join(" ");

const refused = (cause: RefusalCause, problem: string): JudgedRow => ({
  fate: "refused",
  problem,
  cause,
  recorded: null,
});

const isOn = ({ from, until }: { from: string; until: string | null }, day: string) =>
  from <= day && (until === null || day <= until);

/** The school that the row is of: the one it names, if the learner was on its roll; else the one on whose roll they were. */
function schoolOf(row: RecordedRow, learnerId: string, facts: JudgeFacts): string | null {
  const ours = new Set(facts.schools.values());
  const then = (facts.enrolments.get(learnerId) ?? []).filter((each) => isOn(each, row.startsOn));
  const named = row.seedCode === null ? null : facts.schools.get(row.seedCode);
  const found = then
    .filter(({ schoolId }) => (named === null ? ours.has(schoolId) : schoolId === named))
    .sort((a, b) => a.kind.localeCompare(b.kind))[0];
  return found?.schoolId ?? null;
}

/** Null when it was offered that day, or the file does not say. A code stays with the day it was recorded for. */
function incidentProblem(
  { incidentType, startsOn }: RecordedRow,
  { incidentTypes }: JudgeFacts,
): string | null {
  if (incidentType === null) return null;
  const versions = incidentTypes.get(incidentType.toLowerCase());
  if (!versions) return "The incident type is not on the list of incident types";
  return versions.some(({ from, until }) => from <= startsOn && (until === null || startsOn < until))
    ? null
    : "The incident type was retired before the first day";
}

const fieldLabels = {
  schoolId: "school",
  endsOn: "last day",
  openings: "half days",
  code: "code",
} as const satisfies Partial<Record<keyof Recorded, string>>;

function compared(recorded: Recorded, stored: Recorded | undefined): JudgedRow {
  const judged = { cause: null, problem: null, recorded };
  if (!stored) return { ...judged, fate: "new" };
  const fields = (["schoolId", "endsOn", "openings", "code"] as const).filter(
    (field) => recorded[field] !== stored[field],
  );
  if (fields.length === 0) return { ...judged, fate: "unchanged" };
  const words = fields.map((field) => fieldLabels[field]).join(", ");
  return { ...judged, fate: "changed", problem: `Changes: ${words}` };
}

function judged({ read: row }: FileRow, facts: JudgeFacts): JudgedRow {
  if ("problem" in row) return refused(row.cause, row.problem);
  const learnerId = facts.learners.get(row.scn);
  if (!learnerId) return refused("unknown_learner", "No learner of the Virtual School has this SCN");
  const schoolId = schoolOf(row, learnerId, facts);
  if (!schoolId)
    return refused(
      "other_school",
      "The learner was not on the roll of this school of this authority that day",
    );
  const problem = incidentProblem(row, facts);
  if (problem) return refused("retired_code", problem);
  const { kind, startsOn, startsAt, endsOn, openings, code } = row;
  const recorded = { learnerId, schoolId, kind, startsOn, startsAt, endsOn, openings, code };
  return compared(recorded, facts.stored.get(keyOf(recorded)));
}

/** What becomes of each row of a file, in its order. Of two rows for the same thing the first one counts. */
export function judgeRows(rows: readonly FileRow[], facts: JudgeFacts): JudgedRow[] {
  const lines = new Map<string, number>();
  return rows.map((row) => {
    const result = judged(row, facts);
    if (!result.recorded) return result;
    const key = keyOf(result.recorded);
    const earlier = lines.get(key);
    if (earlier !== undefined)
      return refused("duplicate", `Line ${earlier} of the file is for the same learner and time`);
    lines.set(key, row.line);
    return result;
  });
}
