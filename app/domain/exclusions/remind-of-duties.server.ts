import { type Address, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { addCalendarDays, type Calendar, dutyShift, hasDuty } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { homeAuthorityId, schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Clock } from "~/platform/clock";
import { asWorker, type Tx } from "~/platform/database.server";
import { dayOf, fromDateColumn, toDateColumn } from "~/platform/format";
import { exclusionsPaths } from "./exclusions.paths";
import type { Duty } from "./exclusions.words";
import { coordinatorsOf } from "./internal/coordinators-of.server";

/** The next day with duty after a day; a week later when the calendar cannot say. */
function nextDutyDay(calendar: Calendar, day: string): string {
  for (let ahead = 1; ahead < 7; ahead += 1) {
    const next = addCalendarDays(day, ahead);
    if (hasDuty(calendar, next)) return next;
  }
  return addCalendarDays(day, 7);
}

/** What is owed until the next day with duty and nobody was told of since this morning's opening, by exclusion. */
async function toTell(tx: Tx, calendar: Calendar, today: string, opened: Date) {
  const isNews = {
    OR: [
      { remindedAt: null, dueOn: { gte: toDateColumn(today) } },
      { overdueToldAt: null, dueOn: { lt: toDateColumn(today) } },
    ],
  };
  const rows = await tx.exclusionDue.findMany({
    where: {
      ...isNews,
      since: { lt: opened },
      AND: { dueOn: { lte: toDateColumn(nextDutyDay(calendar, today)) } },
    },
    orderBy: [{ dueOn: "asc" }, { duty: "asc" }],
  });
  return [...new Set(rows.map((row) => row.exclusionId))].map((id) =>
    rows.filter((row) => row.exclusionId === id),
  );
}

type DueRow = Awaited<ReturnType<typeof toTell>>[number][number];

/** The school's head teacher and designated manager; at a school of another authority only who is invited for the learner. */
async function peopleAtSchool(tx: Tx, { exclusionId, schoolId }: DueRow, day: string): Promise<Address[]> {
  const people = await peopleWithRole(tx, ["head_teacher", "designated_manager"], { day, schoolId });
  const school = (await schoolsByIds(tx, [schoolId])).get(schoolId);
  if (school?.authorityId === (await homeAuthorityId(tx))) return people;
  const guests = await tx.$queryRaw<
    { id: string }[]
  >`SELECT app.guests_of_exclusion(${exclusionId}::uuid) AS id`;
  return people.filter(({ personId }) => guests.some(({ id }) => id === personId));
}

/** People at the school; once something is overdue whoever coordinates as well. */
async function peopleFor(tx: Tx, row: DueRow, isOverdue: boolean, at: Date): Promise<Address[]> {
  const { schoolId } = row;
  const school = await peopleAtSchool(tx, row, dayOf(at));
  if (!isOverdue) return school;
  const areaId = (await schoolsByIds(tx, [schoolId])).get(schoolId)?.areaId ?? "";
  const coordinators = await coordinatorsOf(tx, { ownerId: row.coordinatorId, areaId }, at);
  return [...new Map([...school, ...coordinators].map((person) => [person.personId, person])).values()];
}

async function tell(tx: Tx, rows: readonly DueRow[], at: Date): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const { exclusionId, reference } = first;
  const dueOn = fromDateColumn(first.dueOn);
  const isOverdue = dueOn < dayOf(at);
  const input = {
    reference,
    duty: first.duty as Duty,
    dueOn,
    isOverdue,
    others: rows.length - 1,
    link: exclusionsPaths.exclusion(exclusionId),
  };
  const about = { kind: "exclusion", id: exclusionId };
  const people = await peopleFor(tx, first, isOverdue, at);
  await queueMail(
    tx,
    people.map((to) => ({ template: "exclusions/duty-due" as const, to, input, about, at })),
  );
  const today = toDateColumn(dayOf(at));
  const duties = { exclusionId, duty: { in: rows.map((row) => row.duty) } };
  await tx.exclusionDue.updateMany({ where: duties, data: { remindedAt: at } });
  await tx.exclusionDue.updateMany({
    where: { ...duties, dueOn: { lt: today } },
    data: { overdueToldAt: at },
  });
}

/**
 * From the opening of duty hours: reminds of what is due by the next day with duty, and tells of what is overdue, once for
 * each duty and stage. What was put on record since the opening waits until the next one.
 * @returns of how many exclusions
 */
export function remindOfDuties(clock: Clock): Promise<number> {
  const at = clock.now();
  return asWorker(async (tx) => {
    if ((await tx.exclusionDue.count()) === 0) return 0;
    const calendar = await calendarOf(tx, await homeAuthorityId(tx));
    const shift = dutyShift(calendar, dayOf(at));
    if (!shift || at < shift.from) return 0;
    // Any number of workers: whoever comes second waits here and then finds nothing to tell.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('exclusion reminders', 0))`;
    const found = await toTell(tx, calendar, dayOf(at), shift.from);
    for (const rows of found) await tell(tx, rows, at);
    return found.length;
  });
}
