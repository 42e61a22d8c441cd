import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { careLabels } from "~/domain/learners/care.queries.server";
import { flagKinds, learnerScopes, periodInWords } from "~/domain/learners/learners.words";
import { authorityNames, schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import { codeLabels } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { formatDay } from "~/platform/format";
import { countsInWords, whyStays } from "../merge.words";

type Content = Record<string, unknown>;
type Row = { table: string; content: Content };
/** A row that stays with the record set aside, in words, and what the kept record has in its place. */
export type StayedRow = { what: string; why: string };

/** Words for ids and codes. */
type Said = (value: unknown) => string;

const period = ({ started_on, from_on, ended_on, until_on }: Content) =>
  periodInWords({
    startedOn: String(started_on ?? from_on),
    endedOn: (ended_on ?? until_on ?? null) as string | null,
  });

const inWords: Record<string, (row: Content, said: Said) => string> = {
  school_enrolment: (row, said) =>
    `${said(row.school_id)}${row.kind === "shared" ? " (shared)" : ""}, ${period(row)}`,
  care_period: (row, said) => `${said(row.category)}, ${period(row)}, ${said(row.home_authority_id)}`,
  learner_scope: (row, said) => `${said(row.scope)}, ${period(row)}`,
  learner_residence: (row, said) => `${said(row.authority_id)}, ${period(row)}`,
  learner_flag: (row, said) => `${said(row.kind)} since ${formatDay(String(row.set_at))}`,
  learner_support: (row, said) =>
    ["Languages and support", ...(row.languages as string[]).map(said)].join(", "),
  caseload: (row, said) => `${said(row.person_id)}, ${period(row)}`,
  learner_relation: (row, said) => `${said(row.person_id)}, ${period(row)}`,
  host_invitation: (row, said) => `${said(row.person_id)}, ${said(row.school_id)}`,
  learner_attainment: (row) => `${row.subject}: ${row.level}, ${formatDay(String(row.achieved_on))}`,
  learner_destination: (row, said) => `${said(row.destination)}, ${formatDay(String(row.counted_on))}`,
};

async function saidOf(tx: Tx, rows: readonly Row[], today: string): Promise<Said> {
  const ids = (column: string) =>
    rows.flatMap(({ content }) => (content[column] as string | undefined) ?? []);
  const schools = await schoolsByIds(tx, ids("school_id"));
  const words = new Map<string, string>([
    ...(await namesOf(tx, ids("person_id"))),
    ...[...schools].map(([id, { name }]) => [id, name] as const),
    ...(await authorityNames(tx)).map(({ id, name }) => [id, name] as const),
    ...(await careLabels(tx, today)),
    ...(await codeLabels(tx, "language", today)),
    ...(await codeLabels(tx, "destination", today)),
    ...Object.entries({ ...flagKinds, ...learnerScopes }),
  ]);
  return (value) => words.get(String(value)) ?? String(value ?? "not known");
}

/** Rows that stay with a record set aside, in words; those that are many or need no words of their own as a count. */
export async function stayedRows(tx: Tx, rows: readonly Row[], today: string): Promise<StayedRow[]> {
  const said = await saidOf(tx, rows, today);
  const tables = [...new Set(rows.map(({ table }) => table))].filter((table) => table in whyStays);
  return tables.flatMap((table) => {
    const own = rows.filter((row) => row.table === table);
    const words = inWords[table];
    const what = words ? own.map(({ content }) => words(content, said)) : countsInWords(own);
    return what.map((each) => ({ what: each, why: whyStays[table] ?? "" }));
  });
}
