import { addressesOf } from "~/domain/accounts/accounts.queries.server";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, Invalid, NotFound } from "~/platform/errors";
import { dayOf, fromDateColumn } from "~/platform/format";
import { dutyPaths } from "./duty.paths";
import { dutyPolicy } from "./duty.policy";
import { mayChange } from "./internal/rota-edit.server";
import { type Given, handOverDay } from "./internal/swap-days.server";
import { keepCovered } from "./keep-covered.server";
import type { AnswerSwapInput, WithdrawSwapInput } from "./rota.schema";

async function openSwap(tx: Tx, swapId: string, mine: { toId: string } | { fromId: string }) {
  const swap = await tx.dutySwap.findFirst({
    where: { id: swapId, ...mine },
    select: {
      areaId: true,
      day: true,
      fromId: true,
      toId: true,
      returnAreaId: true,
      returnDay: true,
      state: true,
    },
  });
  if (!swap) throw new NotFound("There is no such swap.", { swapId });
  return swap;
}

type Swap = Awaited<ReturnType<typeof openSwap>>;

async function settle(
  tx: Tx,
  swapId: string,
  state: "accepted" | "declined" | "withdrawn",
  at: Date,
): Promise<void> {
  const { count } = await tx.dutySwap.updateMany({
    where: { id: swapId, state: "proposed" },
    data: { state, answeredAt: at },
  });
  if (count === 0) throw new Conflict("This swap was answered or withdrawn already.", { swapId });
}

function daysOf({ areaId, day, fromId, toId, returnAreaId, returnDay }: Swap): Given[] {
  const given = { areaId, day: fromDateColumn(day), fromId, toId };
  if (!returnAreaId || !returnDay) return [given];
  return [given, { areaId: returnAreaId, day: fromDateColumn(returnDay), fromId: toId, toId: fromId }];
}

async function swapDays(tx: Tx, actor: Actor, swap: Swap, at: Date): Promise<void> {
  const days = daysOf(swap);
  const last =
    days
      .map((each) => each.day)
      .sort()
      .at(-1) ?? dayOf(at);
  const until = new Date(Date.parse(`${last}T00:00:00Z`) + 2 * 86_400_000);
  try {
    await keepCovered(tx, { actor, at, until }, async () => {
      for (const day of days) await handOverDay(tx, { ...day, at, savedById: actor.personId });
    });
  } catch (error) {
    // The page of swaps has no field for a fallback: a hole is said at its top.
    throw error instanceof Invalid ? new Conflict(error.sentence, error.details) : error;
  }
}

/**
 * Takes the day that a colleague offers, or declines. Whoever proposed it is told.
 * @throws NotAllowed; NotFound for a swap that was not proposed to the actor; Conflict when it was answered or withdrawn, the
 * rota has changed since, or it would open a hole
 */
export function answerSwap(actor: Actor, input: AnswerSwapInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    mayChange(actor, dutyPolicy.swap);
    const at = clock.now();
    const { swapId, answer } = input;
    const swap = await openSwap(tx, swapId, { toId: actor.personId });
    await settle(tx, swapId, answer, at);
    if (answer === "accepted") await swapDays(tx, actor, swap, at);
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: `duty_swap.${answer}`,
      subject: { kind: "duty_swap", id: swapId },
      detail: { areaId: swap.areaId, day: fromDateColumn(swap.day), fromId: swap.fromId },
    });
    const [to] = await addressesOf(tx, [swap.fromId], dayOf(at));
    if (!to) return;
    const mail = { answer, day: fromDateColumn(swap.day), link: dutyPaths.swaps() };
    await queueMail(tx, [
      { template: "duty/swap-answered", to, input: mail, about: { kind: "duty_swap", id: swapId }, at },
    ]);
  });
}

/**
 * Takes back a proposal of the actor's own.
 * @throws NotAllowed; NotFound; Conflict when it was answered already
 */
export function withdrawSwap(actor: Actor, input: WithdrawSwapInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    mayChange(actor, dutyPolicy.swap);
    const at = clock.now();
    const { swapId } = input;
    await openSwap(tx, swapId, { fromId: actor.personId });
    await settle(tx, swapId, "withdrawn", at);
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "duty_swap.withdrawn",
      subject: { kind: "duty_swap", id: swapId },
    });
  });
}
