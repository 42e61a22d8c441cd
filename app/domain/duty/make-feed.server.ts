import { createHash, randomBytes, randomUUID } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { dutyPolicy } from "./duty.policy";
import { mayChange } from "./internal/rota-edit.server";

/** What is kept of a feed's secret. It is random and long, so a plain digest cannot be turned back. */
export const digestOfSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

async function revokeAll(tx: Tx, personId: string, at: Date): Promise<number> {
  const live = { personId, revokedAt: null };
  const { count } = await tx.dutyFeed.updateMany({ where: live, data: { revokedAt: at } });
  return count;
}

/**
 * Makes the secret of a new calendar feed for the actor; an earlier one stops working. Shown to them once: only a digest
 * is kept.
 * @throws NotAllowed
 */
export function makeFeed(actor: Actor, clock: Clock): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  return asActor(actor, async (tx) => {
    mayChange(actor, dutyPolicy.feed);
    const at = clock.now();
    // Two presses at once: the second waits for the first, then replaces it.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`duty feed ${actor.personId}`}, 0))`;
    const replaced = await revokeAll(tx, actor.personId, at);
    await tx.dutyFeed.createMany({
      data: [{ id: randomUUID(), personId: actor.personId, secretHash: digestOfSecret(secret), madeAt: at }],
    });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "duty_feed.made",
      subject: { kind: "person", id: actor.personId },
      detail: { replaced },
    });
    return secret;
  });
}

/**
 * Switches off the actor's calendar feed; without one, nothing happens.
 * @throws NotAllowed
 */
export function revokeFeed(actor: Actor, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    mayChange(actor, dutyPolicy.feed);
    const at = clock.now();
    if ((await revokeAll(tx, actor.personId, at)) === 0) return;
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "duty_feed.revoked",
      subject: { kind: "person", id: actor.personId },
    });
  });
}
