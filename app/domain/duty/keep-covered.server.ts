import { randomUUID } from "node:crypto";
import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { homeAreas } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { coverageIn, type Proof, provedDays } from "./coverage.queries.server";
import { dutyPeople } from "./duty.queries.server";
import { type Hole, newHoles } from "./internal/coverage";
import { holeWords } from "./internal/hole-words";

const dayMs = 86_400_000;
const mostDays = 400;

type Edit = {
  actor: Actor;
  at: Date;
  /** The end of what is edited, when it lies more than 28 days ahead. */
  until?: Date | undefined;
  /** Somebody named to be told where the edit leaves a hole. */
  fallbackId?: string | undefined;
};

/** Two edits that leave a hole only together: the second waits, and is refused. */
async function lockRota(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('duty rota', 0))`;
}

function timeOf({ at, until }: Edit) {
  const usual = at.getTime() + provedDays * dayMs;
  const wanted = Math.max(usual, until?.getTime() ?? 0);
  return { from: at, until: new Date(Math.min(wanted, at.getTime() + mostDays * dayMs)) };
}

async function nameFallback(
  tx: Tx,
  edit: Edit & { fallbackId: string },
  holes: readonly Hole[],
): Promise<void> {
  const able = await dutyPeople(tx, dayOf(edit.at));
  if (!able.some((person) => person.id === edit.fallbackId))
    throw new Invalid("Select somebody who can be on duty", "fallbackId");
  await tx.dutyFallback.createMany({
    data: holes.map(({ who, areaId, from, until }) => ({
      id: randomUUID(),
      who,
      areaId,
      startsAt: from,
      endsAt: until,
      personId: edit.fallbackId,
      savedAt: edit.at,
      savedById: edit.actor.personId,
    })),
  });
}

async function refusal(
  tx: Tx,
  holes: readonly Hole[],
  { calendar }: Proof,
  fallbackId: string | undefined,
): Promise<Invalid> {
  const areas = new Map((await homeAreas(tx)).map((area) => [area.id, area.name]));
  const sentences = holes.map((hole) =>
    holeWords(hole, { area: areas.get(hole.areaId) ?? "an area", calendar, mood: "would be" }),
  );
  const [first, ...others] = [...new Set(sentences)];
  const more = others.length === 0 ? "" : `, and ${others.length} more like it`;
  const advice = fallbackId
    ? `Even with ${(await namesOf(tx, [fallbackId])).get(fallbackId) ?? "the fallback"}. Put two other people on duty for that time first`
    : "Select who is told instead, or put other people on duty for that time first";
  const { areaId = null, who = null } = holes[0] ?? {};
  return new Invalid(`${first}${more}. ${advice}`, "fallbackId", { areaId, who, holes: holes.length });
}

/**
 * Makes a change of the rota, of an absence or of the escalation policy, and proves that it leaves no school with a step
 * that reaches nobody: for 28 days, or until the end of what is changed. Holes that were there before do not count.
 * With a fallback, holes are filled by that person, which is stored.
 * @throws Invalid for the field `fallbackId`, in a sentence that names the hole; the caller's transaction undoes the change
 */
export async function keepCovered<T>(tx: Tx, edit: Edit, change: () => Promise<T>): Promise<T> {
  await lockRota(tx);
  const time = timeOf(edit);
  const before = await coverageIn(tx, time);
  const changed = await change();
  const after = await coverageIn(tx, time);
  const opened = newHoles(before.coverage, after.coverage);
  if (opened.length === 0) return changed;
  const { fallbackId } = edit;
  if (!fallbackId) throw await refusal(tx, opened, after, undefined);
  await nameFallback(tx, { ...edit, fallbackId }, opened);
  const mended = await coverageIn(tx, time);
  const left = newHoles(before.coverage, mended.coverage);
  if (left.length > 0) throw await refusal(tx, left, mended, fallbackId);
  return changed;
}
