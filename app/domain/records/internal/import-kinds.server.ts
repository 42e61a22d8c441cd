import type { ColumnDoc, ImportKindName } from "../imports.words";
import type { ImportKind } from "./import-kind";
import { carePeriodsKind } from "./kind-care-periods.server";
import { enrolmentsKind } from "./kind-enrolments.server";
import { learnersKind } from "./kind-learners.server";
import { schoolsKind } from "./kind-schools.server";
import { staffKind } from "./kind-staff.server";
import { attainmentKind, attendanceKind, destinationsKind } from "./kinds-of-results.server";

/** What a file can be about, each with its columns, its judgement and its way into the record. */
export const kinds: Record<ImportKindName, ImportKind> = {
  learners: learnersKind,
  enrolments: enrolmentsKind,
  "care-periods": carePeriodsKind,
  attendance: attendanceKind,
  attainment: attainmentKind,
  destinations: destinationsKind,
  schools: schoolsKind,
  staff: staffKind,
};

/** The columns of a kind, for its page and its template. */
export const columnDocs = (kind: ImportKindName): ColumnDoc[] =>
  kinds[kind].columns.map(({ name, label, hint = null, example, isRequired = false }) => ({
    name,
    label,
    hint,
    example,
    isRequired,
  }));
