import { createHmac } from "node:crypto";
import { actorOf } from "~/domain/accounts/current-actor.server";
import type { Calendar } from "~/domain/calendars/calendars.clocks";
import { homeAreas } from "~/domain/organisations/organisations.queries.server";
import { may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asWorker } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { dayOf } from "~/platform/format";
import { log } from "~/platform/log.server";
import { alertsPolicy } from "./alerts.policy";
import { dutyRules } from "./internal/alert-clock.server";
import { drillTime, mondayOf } from "./internal/drill-time";
import { raiseDrill } from "./raise-drill.server";

/** A worker that was away for longer lets the week pass: practice that everybody expects is none. */
const missedAfterMs = 60 * 60_000;

type Slot = { areaId: string; monday: string };

/** Keyed, so that nobody can work out when to expect it; the same in every worker. */
const digestOf = ({ areaId, monday }: Slot): string =>
  createHmac("sha256", env().APP_SECRET).update(`practice alert ${areaId} ${monday}`).digest("hex");

const chanceOf = (digest: string): number => Number.parseInt(digest.slice(0, 8), 16) / 2 ** 32;

/** The key of its form, so that any number of workers raise one. */
const formKeyOf = (digest: string): string =>
  digest.slice(8, 40).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

function dueNow(calendar: Calendar, slot: Slot, at: Date): string | null {
  const digest = digestOf(slot);
  const time = drillTime(calendar, slot.monday, chanceOf(digest));
  if (!time || time > at || at.getTime() - time.getTime() > missedAfterMs) return null;
  return formKeyOf(digest);
}

/**
 * Raises the practice alerts that are due, where our authority has them at random times: one for an area and week at
 * most. They are raised in the name of whoever switched them on, while that person may.
 * @returns how many
 */
export async function raiseDueDrills(clock: Clock): Promise<number> {
  const at = clock.now();
  const found = await asWorker(async (tx) => {
    const areas = await homeAreas(tx);
    return areas.length === 0 ? null : { areas, rules: await dutyRules(tx) };
  });
  // A new installation: nobody is entered yet.
  if (!found) return 0;
  const { areas, rules } = found;
  const { policy, calendar } = rules;
  if (!policy.hasRandomDrills || !policy.savedById) return 0;
  const monday = mondayOf(dayOf(at));
  const due = areas.flatMap(({ id: areaId }) => {
    const formKey = dueNow(calendar, { areaId, monday }, at);
    return formKey ? [{ areaId, formKey }] : [];
  });
  if (due.length === 0) return 0;
  const actor = await actorOf(policy.savedById, at);
  if (!actor || !may(actor, alertsPolicy.practise)) {
    log("warn", "practice alerts have nobody to raise them", { policyVersion: policy.version });
    return 0;
  }
  let raised = 0;
  for (const input of due) if (await raiseDrill(actor, input, clock)) raised += 1;
  return raised;
}
