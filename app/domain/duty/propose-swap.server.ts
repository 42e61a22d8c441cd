import { randomUUID } from "node:crypto";
import { addressesOf } from "~/domain/accounts/accounts.queries.server";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { dutyPaths } from "./duty.paths";
import { dutyPolicy } from "./duty.policy";
import { canBeOnDuty, isDayOfDuty, isOurArea, mayChange } from "./internal/rota-edit.server";
import { pairAfter } from "./internal/swap-days.server";
import type { ProposeSwapInput } from "./rota.schema";

async function check(
  tx: Tx,
  actor: Actor,
  { turn, toId, returnTurn }: ProposeSwapInput,
  at: Date,
): Promise<void> {
  const calendar = await calendarOf(tx, await homeAuthorityId(tx));
  const give = async (
    day: { areaId: string; day: string },
    field: string,
    [fromId, takerId]: [string, string],
  ) => {
    await isOurArea(tx, day.areaId);
    isDayOfDuty(calendar, day.day, { at, field });
    await canBeOnDuty(tx, day.day, { [field === "turn" ? "toId" : field]: takerId });
    await pairAfter(tx, { ...day, fromId, toId: takerId }, field);
  };
  if (toId === actor.personId) throw new Invalid("Select somebody else", "toId");
  await give(turn, "turn", [actor.personId, toId]);
  if (returnTurn) await give(returnTurn, "returnTurn", [toId, actor.personId]);
}

/**
 * Asks a colleague to take a day of the actor's, perhaps for a day of theirs. Nothing changes until they accept. A second
 * press asks once.
 * @throws NotAllowed; Invalid for a day that is not the actor's to give or not the colleague's to take
 */
export function proposeSwap(actor: Actor, input: ProposeSwapInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    mayChange(actor, dutyPolicy.swap);
    const at = clock.now();
    await check(tx, actor, input, at);
    const { turn, toId, returnTurn } = input;
    const id = randomUUID();
    const { count } = await tx.dutySwap.createMany({
      data: [
        {
          id,
          areaId: turn.areaId,
          day: toDateColumn(turn.day),
          fromId: actor.personId,
          toId,
          returnAreaId: returnTurn?.areaId ?? null,
          returnDay: returnTurn ? toDateColumn(returnTurn.day) : null,
          proposedAt: at,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "duty_swap.proposed",
      subject: { kind: "duty_swap", id },
      detail: { areaId: turn.areaId, day: turn.day, toId, returnDay: returnTurn?.day ?? null },
    });
    const [to] = await addressesOf(tx, [toId], dayOf(at));
    if (!to) return;
    const mail = { day: turn.day, returnDay: returnTurn?.day ?? null, link: dutyPaths.swaps() };
    await queueMail(tx, [
      { template: "duty/swap-proposed", to, input: mail, about: { kind: "duty_swap", id }, at },
    ]);
  });
}
