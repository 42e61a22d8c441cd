import { z } from "zod";

// A mail travels unprotected: an input can hold only what these shapes let through. No name, initials, school, stage or
// date of birth of a learner fits any of them.

/** A reference as people read it, such as "A-2026-0412". */
export const reference = z.string().regex(/^[A-Z]-\d{4}-\d{4,}$/);

/**
 * Path of a page in the app: a room, and an id or nothing; or an action of a record. The page asks for sign-in; opening
 * it changes nothing.
 */
export const link = z.string().regex(/^\/[a-z]+(\/[0-9a-f-]{36}(\/action\/[0-9a-f-]{36})?)?$/);

/** Path of a page of duty. */
export const dutyLink = z.enum(["/duty/swaps", "/duty/coverage"]);

/** An instant in UTC, such as "2026-11-22T10:02:00.000Z". */
export const instant = z.iso.datetime();

/** A calendar day, such as "2026-11-22". */
export const day = z.iso.date();

export const urgency = z.enum(["today", "two_school_days", "later"]);

/** A practice alert: the mail says so. Absent from mails that were written before there was practice. */
export const isPractice = z.boolean().default(false);

/** Name of somebody who works for the Virtual School: never of a learner, a family or a school. */
export const staffName = z.string().min(1).max(200);

const urgencyWords = {
  today: "a decision is expected today",
  two_school_days: "a decision is expected within 2 school days",
  later: "a decision is expected later",
} satisfies Record<z.infer<typeof urgency>, string>;

export const urgencyInWords = (value: z.infer<typeof urgency>): string => urgencyWords[value];

const zone = "Europe/London";
const dayFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  day: "numeric",
  month: "long",
  year: "numeric",
});
const timeFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

/** "22 November 2026", in Europe/London. */
export const dayInWords = (value: string): string => dayFormat.format(new Date(value));

/** "10:02 on 22 November 2026", in Europe/London. */
export const instantInWords = (value: string): string =>
  `${timeFormat.format(new Date(value))} on ${dayInWords(value)}`;

const shortDayFormat = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "short" });

/** "10:02 on 22 Nov", in Europe/London: for a text message. */
export const instantInShort = (value: string): string =>
  `${timeFormat.format(new Date(value))} on ${shortDayFormat.format(new Date(value))}`;
