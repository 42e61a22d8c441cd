import { personHolds } from "~/domain/accounts/accounts.queries.server";
import { dutyShift } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { daysOfDuty } from "./days-of-duty.queries.server";
import { dutyRoles } from "./duty.policy";
import { type FeedEntry, feedFile } from "./internal/feed-file";
import { digestOfSecret } from "./make-feed.server";

const daysAhead = 91;

/** Since when the person's feed works, null without one. */
export async function feedOf(tx: Tx, personId: string): Promise<Date | null> {
  const feed = await tx.dutyFeed.findFirst({
    where: { personId, revokedAt: null },
    select: { madeAt: true },
  });
  return feed?.madeAt ?? null;
}

async function ownerOf(tx: Tx, secret: string, at: Date): Promise<string | null> {
  const feed = await tx.dutyFeed.findUnique({
    where: { secretHash: digestOfSecret(secret) },
    select: { personId: true, revokedAt: true },
  });
  if (!feed || feed.revokedAt) return null;
  return (await personHolds(tx, feed.personId, dutyRoles, dayOf(at))) ? feed.personId : null;
}

/**
 * The days on which the owner of a secret is on duty, today and three months ahead, as an iCalendar file. Null for a
 * secret that nobody has, that was revoked, or whose owner cannot be on duty any more. Holds areas and times only.
 */
export async function calendarFileOf(tx: Tx, secret: string, at: Date): Promise<string | null> {
  const personId = await ownerOf(tx, secret, at);
  if (!personId) return null;
  const calendar = await calendarOf(tx, await homeAuthorityId(tx));
  const days = await daysOfDuty(tx, { calendar, from: at, days: daysAhead });
  const entries = days.flatMap(({ areaId, area, day, onDuty, depute }): FeedEntry[] => {
    const shift = dutyShift(calendar, day);
    const place = onDuty?.id === personId ? "On duty" : depute?.id === personId ? "Depute" : null;
    if (!shift || !place) return [];
    return [{ uid: `${day}-${areaId}@virtual-school`, ...shift, summary: `${place}: ${area}` }];
  });
  return feedFile(entries, at);
}
