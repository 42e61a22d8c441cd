import { sourceInWords } from "~/domain/alerts/decide-alert.words";
import { type Actor, may } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { formatDay } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import { type Half, halfLabels, timeOutLabels } from "./exclusions.words";
import { lostThisYearOf, schoolYearUntil } from "./openings-lost.queries.server";
import { annulledExclusionsOf, type ListedTimeOut, timeOutOf } from "./time-out.queries.server";
import { chasedWords, inHalfDays } from "./time-out.words";

/** "24 November 2026", with the half day where it is not the whole day. */
const dayWords = (day: string, half: Half | null, whole: Half): string =>
  half === null || half === whole ? formatDay(day) : `${formatDay(day)}, ${halfLabels[half].toLowerCase()}`;

function whenWords({ startsOn, startsAt, endsOn, endsAt }: ListedTimeOut): string {
  const from = dayWords(startsOn, startsAt, "morning");
  if (endsOn === null) return `From ${from}; nobody has said until when`;
  if (endsOn === startsOn && startsAt === endsAt)
    return `${formatDay(startsOn)}, ${halfLabels[startsAt].toLowerCase()}`;
  return endsOn === startsOn ? from : `${from} to ${dayWords(endsOn, endsAt, "afternoon")}`;
}

/** What was agreed of a part-time timetable, a line each; nothing for anything else. */
function timetableWords(row: ListedTimeOut): string[] {
  if (row.kind !== "part_time") return [];
  return [
    `${row.agreedOpenings} of ${row.entitledOpenings} half days a week in school, agreed by ${row.agreedBy}`,
    ...(row.reviewedOn ? [`Reviewed on ${formatDay(row.reviewedOn)}`] : []),
    row.reviewOn ? `Review on ${formatDay(row.reviewOn)}` : "No day is set for a review",
  ];
}

/** What the actor may do about one: nothing once it is withdrawn, or when it belongs to an exclusion. */
function offered(actor: Actor, row: ListedTimeOut) {
  const isOpen = row.withdrawnAt === null && row.kind !== "temporary_exclusion";
  const mayDo = (verb: "endTimeOut" | "reviewTimeOut" | "withdrawTimeOut") =>
    isOpen && may(actor, exclusionsPolicy[verb], row.schoolId);
  const isOwn = row.recordedById === actor.personId || may(actor, exclusionsPolicy.withdrawAnyTimeOut);
  return {
    end: mayDo("endTimeOut"),
    review: row.kind === "part_time" && mayDo("reviewTimeOut"),
    withdraw: isOwn && mayDo("withdrawTimeOut"),
  };
}

const isOf = (row: ListedTimeOut, exclusions: ReadonlySet<string>): boolean =>
  row.exclusionId !== null && exclusions.has(row.exclusionId);

const rowOf = (actor: Actor, annulled: ReadonlySet<string>) => (row: ListedTimeOut) => ({
  id: row.id,
  label: isOf(row, annulled) ? `${timeOutLabels[row.kind]}, annulled` : timeOutLabels[row.kind],
  exclusionId: row.exclusionId,
  alertId: row.alertId,
  school: row.school,
  when: whenWords(row),
  hasEnd: row.endsOn !== null,
  halfDays: row.withdrawnAt ? null : `${row.lost.isKnown ? "" : "At least "}${inHalfDays(row.lost.total)}`,
  lines: [row.why, ...timetableWords(row), sourceInWords(row.source)],
  chased: row.chased && chasedWords[row.chased],
  withdrawn: row.withdrawnAt && `Withdrawn on ${formatDay(row.withdrawnAt)}: ${row.withdrawnWhy}`,
  offers: offered(actor, row),
});

/** A learner's time out of school as the page shows it: words resolved, with what the actor may do. */
export async function timeOutView(
  tx: Tx,
  learnerId: string,
  { actor, today }: { actor: Actor; today: string },
) {
  const rows = await timeOutOf(tx, learnerId, today);
  const year = schoolYearUntil(today);
  const isOfThisYear = rows.some(
    ({ withdrawnAt, startsOn, endsOn }) =>
      withdrawnAt === null && startsOn <= year.until && (endsOn === null || endsOn >= year.from),
  );
  const annulled = rows.some((row) => row.exclusionId !== null)
    ? await annulledExclusionsOf(tx, learnerId)
    : new Set<string>();
  return {
    learnerId,
    lost: isOfThisYear ? await lostThisYearOf(tx, learnerId, today) : null,
    rows: rows.map(rowOf(actor, annulled)),
    mayRecord: may(actor, exclusionsPolicy.recordTimeOut),
  };
}

export type TimeOutView = Awaited<ReturnType<typeof timeOutView>>;

/** What stands beside a learner's earlier alerts; of a child who is not in the system nothing is known. */
export async function timeOutBeside(
  tx: Tx,
  learnerId: string | null,
  { actor, today }: { actor: Actor; today: string },
) {
  return {
    learnerId,
    lost: await lostThisYearOf(tx, learnerId, today),
    mayRecord: may(actor, exclusionsPolicy.recordTimeOut),
  };
}
