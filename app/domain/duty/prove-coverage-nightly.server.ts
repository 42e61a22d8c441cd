import { type Address, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Clock } from "~/platform/clock";
import { asWorker, type Tx } from "~/platform/database.server";
import { dayOf, fromDateColumn, toDateColumn } from "~/platform/format";
import { coverageIn, provedDays } from "./coverage.queries.server";
import { dutyPaths } from "./duty.paths";
import type { StepWho } from "./escalation-steps";
import { type Missing, missingDays, newsIn } from "./internal/missing-days";
import { quarterHoursOf, unreached } from "./internal/quarter-hours";

const dayMs = 86_400_000;

/** This night's run, with the first day that the run before did not reach; null when a worker has done it. */
type Night = { at: Date; provedUntil: string | null };

async function nightOf(tx: Tx, authorityId: string, at: Date): Promise<Night | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('coverage proof', 0))`;
  const last = await tx.coverageRun.findUnique({ where: { authorityId }, select: { ranOn: true } });
  if (!last) return { at, provedUntil: null };
  const ranOn = fromDateColumn(last.ranOn);
  return ranOn < dayOf(at) ? { at, provedUntil: addCalendarDays(ranOn, provedDays) } : null;
}

/** Keeps this night's holes in the place of the last one's, and gives back those that are news. */
async function remember(tx: Tx, missing: readonly Missing[], { at, provedUntil }: Night): Promise<Missing[]> {
  const rows = await tx.coverageHole.findMany({ select: { areaId: true, who: true, day: true } });
  const known = rows.map(({ areaId, who, day }) => ({
    areaId,
    who: who as StepWho,
    day: fromDateColumn(day),
  }));
  await tx.coverageHole.deleteMany({});
  await tx.coverageHole.createMany({
    data: missing.map((each) => ({ ...each, day: toDateColumn(each.day), seenAt: at })),
  });
  return newsIn(missing, known, provedUntil);
}

/** The head teacher; while nobody is, whoever else can put it right. */
async function peopleToTell(tx: Tx, day: string): Promise<Address[]> {
  for (const role of ["vs_head_teacher", "lead", "administrator"] as const) {
    const people = await peopleWithRole(tx, [role], { day });
    if (people.length > 0) return people;
  }
  return [];
}

async function alarm(tx: Tx, news: readonly Missing[], at: Date): Promise<void> {
  const [firstDay] = news.map((each) => each.day).sort();
  if (!firstDay) return;
  const input = { holes: news.length, firstDay, link: dutyPaths.coverage() };
  const people = await peopleToTell(tx, dayOf(at));
  await queueMail(
    tx,
    people.map((to) => ({ template: "duty/coverage-hole" as const, to, input, about: null, at })),
  );
}

/**
 * Once a night, by any worker: proves the coverage of the next 28 days, keeps what was found, and tells the Virtual School
 * Head Teacher of holes that were not there the night before. Gives the number of new holes.
 */
export function proveCoverageNightly(clock: Clock): Promise<number> {
  return asWorker(async (tx) => {
    const at = clock.now();
    // A new installation has no authority for a while.
    const authorityId = await homeAuthorityId(tx).catch(() => null);
    const night = authorityId && (await nightOf(tx, authorityId, at));
    if (!night) return 0;
    const until = new Date(at.getTime() + provedDays * dayMs);
    const { coverage, calendar } = await coverageIn(tx, { from: at, until });
    const table = quarterHoursOf(coverage);
    const run = {
      ranOn: toDateColumn(dayOf(at)),
      ranAt: at,
      schools: table.schoolIds.length,
      holes: unreached(table),
    };
    await tx.coverageRun.upsert({ where: { authorityId }, create: { authorityId, ...run }, update: run });
    const news = await remember(tx, missingDays(coverage.holes, calendar), night);
    await alarm(tx, news, at);
    return news.length;
  });
}
