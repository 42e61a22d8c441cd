import { mergedIdentities } from "~/domain/learners/merged-identities.queries.server";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn, toDateColumn } from "~/platform/format";
import type { Half } from "../exclusions.words";
import type { RecordedKind } from "../reconcile.words";
import { type FileRow, type JudgeFacts, keyOf, type Recorded } from "./judge-rows";

const day = (date: Date | null): string | null => date && fromDateColumn(date);

function grouped<Row>(rows: readonly Row[], keys: (row: Row) => string[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) for (const key of keys(row)) groups.set(key, [...(groups.get(key) ?? []), row]);
  return groups;
}

async function enrolmentsOf(tx: Tx, learnerIds: string[]): Promise<JudgeFacts["enrolments"]> {
  const rows = await tx.schoolEnrolment.findMany({
    where: { learnerId: { in: learnerIds } },
    select: { learnerId: true, schoolId: true, kind: true, startedOn: true, endedOn: true },
  });
  const enrolments = rows.map(({ startedOn, endedOn, ...row }) => ({
    ...row,
    from: fromDateColumn(startedOn),
    until: day(endedOn),
  }));
  return grouped(enrolments, ({ learnerId }) => [learnerId]);
}

async function incidentTypes(tx: Tx): Promise<JudgeFacts["incidentTypes"]> {
  const rows = await tx.refCode.findMany({
    where: { list: "incident_type" },
    select: { code: true, label: true, validFrom: true, validTo: true },
  });
  const versions = rows.map(({ validFrom, validTo, ...row }) => ({
    ...row,
    from: fromDateColumn(validFrom),
    until: day(validTo),
  }));
  return grouped(versions, ({ code, label }) => [...new Set([code.toLowerCase(), label.toLowerCase()])]);
}

async function storedOf(tx: Tx, learnerIds: string[], startDays: string[]): Promise<JudgeFacts["stored"]> {
  const rows = await tx.recordedExclusion.findMany({
    where: { learnerId: { in: learnerIds }, startsOn: { in: startDays.map(toDateColumn) } },
    select: {
      learnerId: true,
      schoolId: true,
      kind: true,
      startsOn: true,
      startsAt: true,
      endsOn: true,
      openings: true,
      code: true,
    },
  });
  return new Map(
    rows.map((row) => {
      const recorded: Recorded = {
        ...row,
        kind: row.kind as RecordedKind,
        startsAt: row.startsAt as Half | "",
        startsOn: fromDateColumn(row.startsOn),
        endsOn: day(row.endsOn),
      };
      return [keyOf(recorded), recorded];
    }),
  );
}

/** Learners by SCN, also by that of a record merged into theirs. */
async function learnersByScn(tx: Tx, scns: string[]): Promise<Map<string, string>> {
  const learners = await tx.learner.findMany({
    where: { scn: { in: scns } },
    select: { id: true, scn: true },
  });
  const merged = await mergedIdentities(tx, { scns });
  return new Map([
    ...merged.map(({ learnerId, scn }) => [scn ?? "", learnerId] as const),
    ...learners.map(({ id, scn }) => [scn ?? "", id] as const),
  ]);
}

/** What rows are judged by, as far as the actor may see; six queries however many rows. */
export async function judgeFacts(tx: Tx, authorityId: string, rows: readonly FileRow[]): Promise<JudgeFacts> {
  const readable = rows.flatMap(({ read }) => ("problem" in read ? [] : [read]));
  const learners = await learnersByScn(tx, [...new Set(readable.map(({ scn }) => scn))]);
  const ids = [...learners.values()];
  const schools = await tx.school.findMany({ where: { authorityId }, select: { id: true, seedCode: true } });
  return {
    learners,
    enrolments: await enrolmentsOf(tx, ids),
    schools: new Map(schools.map(({ id, seedCode }) => [seedCode, id])),
    incidentTypes: await incidentTypes(tx),
    stored: await storedOf(tx, ids, [...new Set(readable.map(({ startsOn }) => startsOn))]),
  };
}
