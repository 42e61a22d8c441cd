import ICAL from "ical.js";
import { Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { mostRows } from "../calendar-import.schema";
import { type ImportKind, importKindLabels, importKinds } from "../calendar-import.words";
import { addCalendarDays } from "../calendars.clocks";
import { checkedRow, type FileRow, isDay, type UnreadRow } from "./file-row";

/** Does the text look like iCalendar (RFC 5545)? */
export const looksLikeIcal = (text: string): boolean => /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text);

/** Words by which councils name their days, tried in this order: "end of term holiday" is no term. */
const kindWords: readonly [RegExp, ImportKind][] = [
  [/\bin-?\s?service\b|\binset\b|\bstaff development\b/i, "in_service"],
  [/\bhalf[- ]day\b|\bearly close|\bcloses? (at )?(noon|midday)/i, "half_day"],
  [
    /\b(bank|public) holiday\b|\bgood friday\b|\beaster monday\b|\bchristmas day\b|\bboxing day\b|\bnew year|\b2nd january\b|\bst andrew|\bmay day\b/i,
    "public_holiday",
  ],
  [/\bholidays?\b|\bschools? closed\b|\bweekend\b|\bmid-?term\b|\bbreak\b/i, "local_holiday"],
  [/\bterm\b/i, "term"],
];

const repeats = ["rrule", "rdate", "exdate", "recurrence-id"];

function kindOf(event: ICAL.Component, name: string): ImportKind | null {
  const categories = event
    .getAllProperties("categories")
    .flatMap((property) => property.getValues())
    .map((value) => String(value).trim().toLowerCase());
  const named = importKinds.find((kind) => categories.includes(importKindLabels[kind]));
  return named ?? kindWords.find(([words]) => words.test(name))?.[1] ?? null;
}

const written = ({ year, month, day }: ICAL.Time): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/**
 * The day on which a time falls in London. Only times in UTC are moved: a time with a zone of its own is a school's in
 * London, whatever a calendar program calls that zone.
 */
const londonDay = (time: ICAL.Time): string =>
  !time.isDate && time.zone === ICAL.Timezone.utcTimezone ? dayOf(time.toJSDate()) : written(time);

/** Is the time midnight in London, where an event that ends then has ended the day before? */
function isMidnight(time: ICAL.Time): boolean {
  if (time.isDate) return true;
  if (time.zone !== ICAL.Timezone.utcTimezone) return time.hour + time.minute + time.second === 0;
  const at = time.toJSDate();
  return dayOf(new Date(at.getTime() - 1)) < dayOf(at);
}

/** The time in a property, null when it is missing or no real one; ical.js would make 2 March of 30 February. */
function timeIn(event: ICAL.Component, name: "dtstart" | "dtend"): ICAL.Time | null {
  const raw = event.getFirstProperty(name)?.toJSON()[3];
  if (typeof raw !== "string" || !isDay(raw.slice(0, 10))) return null;
  const time = event.getFirstPropertyValue(name);
  return time instanceof ICAL.Time ? time : null;
}

/** First and last day; the end of an event is the first moment after it. Null for days that do not exist. */
function daysOf(event: ICAL.Component): { firstDay: string; lastDay: string } | null {
  const start = timeIn(event, "dtstart");
  if (!start) return null;
  const firstDay = londonDay(start);
  const hasEnd = event.hasProperty("dtend");
  if (!hasEnd && !event.hasProperty("duration")) return { firstDay, lastDay: firstDay };
  const end = hasEnd ? timeIn(event, "dtend") : new ICAL.Event(event).endDate;
  if (!end) return null;
  const endDay = londonDay(end);
  return { firstDay, lastDay: isMidnight(end) && firstDay < endDay ? addCalendarDays(endDay, -1) : endDay };
}

function rowOf(event: ICAL.Component, place: string): FileRow {
  const name = String(event.getFirstPropertyValue("summary") ?? "");
  const refused = (problem: string): UnreadRow => ({ place, name: name.slice(0, 80), problem });
  if (repeats.some((property) => event.hasProperty(property)))
    return refused("It repeats. Enter each day by itself");
  if (String(event.getFirstPropertyValue("status")).toUpperCase() === "CANCELLED")
    return refused("It is marked as cancelled");
  const days = daysOf(event);
  if (days === null) return refused("Its days are missing or do not exist");
  return checkedRow({ place, kind: kindOf(event, name), name, ...days, seedCode: null });
}

const unreadable = () =>
  new Invalid("The iCal file is damaged: it cannot be read to its end. Export it again", "file");

/** ical.js throws errors of several kinds for text that is no calendar. */
function parsed(text: string): ICAL.Component {
  try {
    return new ICAL.Component(ICAL.parse(text.replace(/^\uFEFF/, "").trim()) as unknown[] as never);
  } catch {
    throw unreadable();
  }
}

function rowOrDamage(event: ICAL.Component, place: string): FileRow {
  try {
    return rowOf(event, place);
  } catch {
    return { place, name: "", problem: "It cannot be read" };
  }
}

/**
 * The events of an iCalendar file, each as a row.
 * @throws Invalid when it is no such file, beside the field `file`
 */
export function readIcal(text: string): FileRow[] {
  const begun = text.match(/^BEGIN:VEVENT\s*$/gim)?.length ?? 0;
  // Before parsing, which takes long for what is nested deeply or repeated often.
  if ((text.match(/^BEGIN:/gim)?.length ?? 0) > mostRows + begun) throw unreadable();
  if (begun > mostRows)
    throw new Invalid(`The file must have ${mostRows.toLocaleString("en-GB")} rows or fewer`, "file");
  const events = parsed(text).getAllSubcomponents("vevent");
  if (events.length < begun) throw unreadable();
  return events.map((event, index) => rowOrDamage(event, `Event ${index + 1}`));
}
