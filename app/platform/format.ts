const zone = "Europe/London";
const dayFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  day: "numeric",
  month: "long",
  year: "numeric",
});
const weekdayFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  weekday: "long",
  day: "numeric",
  month: "long",
});
const timeFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});
const isoFormat = new Intl.DateTimeFormat("en-CA", {
  timeZone: zone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** "22 November 2026", in Europe/London. */
export const formatDay = (at: Date | string): string => dayFormat.format(new Date(at));

/** "10:02", in Europe/London. */
export const formatTime = (at: Date | string): string => timeFormat.format(new Date(at));

/** "22 November 2026, 10:02", in Europe/London. */
export const formatDayTime = (at: Date | string): string => `${formatDay(at)}, ${formatTime(at)}`;

/** "Sunday 22 November", in Europe/London. */
export const formatWeekday = (at: Date | string): string =>
  weekdayFormat.format(new Date(at)).replace(",", "");

/** The calendar day in Europe/London that holds an instant: "2026-11-22". */
export const dayOf = (at: Date | string): string => isoFormat.format(new Date(at));

/** A day as the database keeps it: midnight UTC of "2026-11-22". */
export const toDateColumn = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The day held in a date column, as "2026-11-22". */
export const fromDateColumn = (date: Date): string => date.toISOString().slice(0, 10);
