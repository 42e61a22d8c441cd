import { addCalendarDays } from "~/domain/calendars/calendars.clocks";

/** What the authority's system holds. Days are "2026-11-22". */
export type RecordedThere = {
  id: string;
  learnerId: string;
  schoolId: string;
  startsOn: string;
  endsOn: string | null;
  /** Half days, counted by the calendar where the file gives none; null: not known. */
  openings: number | null;
};

/** An exclusion that stands here. */
export type RecordedHere = {
  id: string;
  reference: string;
  learnerId: string;
  schoolId: string;
  startsOn: string;
  /** The first day back; null once removed from the register. */
  returnsOn: string | null;
  openings: number | null;
  alertId: string | null;
};

export type AlertThen = {
  id: string;
  reference: string;
  learnerId: string;
  raisedOn: string;
  /** Null while it is open. */
  endedOn: string | null;
};

export type Matched<There extends RecordedThere = RecordedThere> = {
  there: There;
  here: RecordedHere | null;
  /** Raised on the first day or before it: what alerts are for. */
  alert: AlertThen | null;
  /** Raised after the first day: better than none, and not counted. */
  lateAlert: AlertThen | null;
};

/** An alert that is older than this is about something else. */
const longestBefore = 28;
const longestAfter = 7;

const byFirstDay = (a: { startsOn: string; id: string }, b: { startsOn: string; id: string }) =>
  a.startsOn.localeCompare(b.startsOn) || a.id.localeCompare(b.id);

const lastDay = ({ startsOn, endsOn }: RecordedThere) => endsOn ?? startsOn;

const overlap = (there: RecordedThere, here: RecordedHere): boolean =>
  here.startsOn <= lastDay(there) && (here.returnsOn === null || there.startsOn < here.returnsOn);

/** Takes each of `offers` at most once, for whoever comes first in the order of their first days. */
function pairUp<There extends RecordedThere, Offer extends { id: string; learnerId: string }>(
  theirs: readonly There[],
  offers: readonly Offer[],
  tests: readonly ((there: There, offer: Offer) => boolean)[],
): Map<string, Offer> {
  const pairs = new Map<string, Offer>();
  const taken = new Set<string>();
  for (const test of tests) {
    for (const there of theirs) {
      if (pairs.has(there.id)) continue;
      const offer = offers.find(
        (each) => each.learnerId === there.learnerId && !taken.has(each.id) && test(there, each),
      );
      if (!offer) continue;
      pairs.set(there.id, offer);
      taken.add(offer.id);
    }
  }
  return pairs;
}

const wasOpen = ({ raisedOn, endedOn }: AlertThen, { startsOn }: RecordedThere): boolean =>
  raisedOn <= startsOn &&
  startsOn <= addCalendarDays(raisedOn, longestBefore) &&
  (endedOn === null || startsOn <= endedOn);

const cameLate = ({ raisedOn }: AlertThen, { startsOn }: RecordedThere): boolean =>
  startsOn < raisedOn && raisedOn <= addCalendarDays(startsOn, longestAfter);

/**
 * Finds for each exclusion of the authority's system the one recorded here, by its first day or else by days in common, and
 * the alert before it: the one it was recorded from, else the newest of the learner that was open on the first day and
 * not older than four weeks. Each of ours belongs to at most one of theirs.
 */
export function matchRecorded<There extends RecordedThere>(
  recorded: readonly There[],
  { here, alerts }: { here: readonly RecordedHere[]; alerts: readonly AlertThen[] },
): Matched<There>[] {
  const theirs = [...recorded].sort(byFirstDay);
  const ours = pairUp(theirs, [...here].sort(byFirstDay), [
    (there, each) => each.startsOn === there.startsOn,
    overlap,
  ]);
  const newestFirst = [...alerts].sort((a, b) => b.raisedOn.localeCompare(a.raisedOn));
  const linked = (there: There, alert: AlertThen) => ours.get(there.id)?.alertId === alert.id;
  const found = pairUp(theirs, newestFirst, [
    (there, alert) => linked(there, alert) && alert.raisedOn <= there.startsOn,
    (there, alert) => wasOpen(alert, there),
  ]);
  const taken = new Set([...found.values()].map(({ id }) => id));
  const rest = newestFirst.filter(({ id }) => !taken.has(id));
  const missing = theirs.filter(({ id }) => !found.has(id));
  const late = pairUp(missing, rest, [linked, (there, alert) => cameLate(alert, there)]);
  return theirs.map((there) => ({
    there,
    here: ours.get(there.id) ?? null,
    alert: found.get(there.id) ?? null,
    lateAlert: late.get(there.id) ?? null,
  }));
}

export type Coverage = { schoolId: string; covered: number; of: number; percent: number };

/** How many of the exclusions of each school had an alert before them; 100 per cent only when all had. */
export function coverageOf(matched: readonly Matched[]): Coverage[] {
  const schools = [...new Set(matched.map(({ there }) => there.schoolId))];
  return schools.map((schoolId) => {
    const own = matched.filter(({ there }) => there.schoolId === schoolId);
    const covered = own.filter(({ alert }) => alert !== null).length;
    return { schoolId, covered, of: own.length, percent: Math.floor((covered * 100) / own.length) };
  });
}

/** Does the length differ, or the first day? Nothing is said where one of the two lengths is not known. */
export function differs({ there, here }: Pick<Matched, "there" | "here">): boolean {
  if (here === null || here.startsOn !== there.startsOn) return true;
  return there.openings !== null && here.openings !== null && there.openings !== here.openings;
}

/** Time out of school recorded here, whatever it was called, that is not withdrawn. */
export type TimeOutHere = {
  learnerId: string;
  kind: string;
  startsOn: string;
  endsOn: string | null;
};

/** What says so, and the alert where it is one. */
export type SendHomeSign = {
  sign: "sent_home_here" | "excluded_here" | "after_alert";
  alert: AlertThen | null;
};

/** A child who goes home after an alert goes within so many days. */
const soonAfterAlert = 3;

/**
 * Why an absence of the authority's system looks like a child who was sent home; null when nothing says so. Time out that is
 * recorded here under its own name, a part-time timetable for example, explains an absence.
 */
export function sendHomeSign(
  absence: { learnerId: string; startsOn: string },
  { timeOut, alerts }: { timeOut: readonly TimeOutHere[]; alerts: readonly AlertThen[] },
): SendHomeSign | null {
  const kinds = timeOut
    .filter(({ learnerId }) => learnerId === absence.learnerId)
    .filter(({ startsOn, endsOn }) => startsOn <= absence.startsOn && absence.startsOn <= (endsOn ?? "9999"))
    .map(({ kind }) => kind);
  if (kinds.includes("temporary_exclusion")) return { sign: "excluded_here", alert: null };
  if (kinds.includes("sent_home")) return { sign: "sent_home_here", alert: null };
  if (kinds.length > 0) return null;
  const alert = alerts.find(
    ({ learnerId, raisedOn }) =>
      learnerId === absence.learnerId &&
      raisedOn <= absence.startsOn &&
      absence.startsOn <= addCalendarDays(raisedOn, soonAfterAlert),
  );
  return alert ? { sign: "after_alert", alert } : null;
}
