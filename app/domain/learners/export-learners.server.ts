import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { schoolsByName } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { csvOf } from "~/platform/csv";
import { asActor, type Tx } from "~/platform/database.server";
import { NotAllowed } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { careLabels } from "./care.queries.server";
import { listedRows } from "./learner-list.queries.server";
import { learnersPolicy } from "./learners.policy";
import { learnerScopes, type Scope } from "./learners.words";
import { exportWords } from "./list.words";
import { filterIn, queryOf } from "./list-filter";

/** More than any council has. */
const mostRows = 50_000;

/** Care experience and scopes of a day in words, by learner, as far as the actor may see them. */
async function knownOn(tx: Tx, day: string): Promise<Map<string, string[]>> {
  const date = toDateColumn(day);
  const where = { startedOn: { lte: date }, OR: [{ endedOn: null }, { endedOn: { gte: date } }] };
  const periods = await tx.carePeriod.findMany({ where, select: { learnerId: true, category: true } });
  const scopes = await tx.learnerScope.findMany({ where, select: { learnerId: true, scope: true } });
  const labels = await careLabels(tx, day);
  const known = new Map<string, string[]>();
  const add = (id: string, label: string) => known.set(id, [...(known.get(id) ?? []), label]);
  for (const { learnerId, category } of periods) add(learnerId, labels.get(category) ?? category);
  for (const { learnerId, scope } of scopes) add(learnerId, learnerScopes[scope as Scope]);
  return known;
}

/** Who must not be traced through a file: it goes further than the page, to readers nobody knows. */
async function flagged(tx: Tx, kind: "non_disclosure" | "adoption"): Promise<Set<string>> {
  const flags = await tx.learnerFlag.findMany({
    where: { kind, liftedAt: null },
    select: { learnerId: true },
  });
  return new Set(flags.map(({ learnerId }) => learnerId));
}

/**
 * A list as a file for spreadsheets. Who took it, with which filter and whom it names, is written in the same transaction.
 * The school of a learner under non-disclosure and the care experience of one whose adoption is flagged are left out, as for
 * somebody without: not to be seen from a word in the file, nor from its filter or its order.
 * @throws NotAllowed
 */
export function exportLearners(actor: Actor, { query }: { query: string }, clock: Clock): Promise<string> {
  if (!may(actor, learnersPolicy.exportList)) throw new NotAllowed("Your role does not include this.");
  const at = clock.now();
  const day = dayOf(at);
  const filter = filterIn(new URLSearchParams(query), { maySeeCare: true });
  const seesAll = may(actor, learnersPolicy.seeAll);
  return asActor(actor, async (tx) => {
    const schools = await schoolsByName(tx);
    const rows = await listedRows(tx, { day, schools, seesAll, filter, limit: mostRows, isForFile: true });
    const hidden = await flagged(tx, "non_disclosure");
    const adopted = await flagged(tx, "adoption");
    const known = await knownOn(tx, day);
    const { personId } = actor;
    const ids = rows.map(({ id }) => id);
    await writeReadLine(tx, { at, personId, section: "learners-file", ids });
    await writeAuditLine(tx, {
      at,
      personId,
      action: "learners.exported",
      detail: { query: queryOf(filter), learners: ids.length },
    });
    const lines = rows.map((row) => [
      row.givenName,
      row.familyName,
      row.knownAs ?? "",
      row.stage,
      hidden.has(row.id) ? "" : row.school,
      adopted.has(row.id) ? "" : (known.get(row.id) ?? []).join("; "),
    ]);
    return csvOf([[...exportWords.headings], ...lines]);
  });
}
