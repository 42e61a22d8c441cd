import type { z } from "zod";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { offerAdvocacySchema } from "./coordinate-alert.schema";
import { advocacyAnswerWords } from "./coordinate-alert.words";
import { changeAlert } from "./internal/change-alert.server";

/** Records that independent advocacy was offered to the child, by whom, and what they said to it; it may be offered again. */
export function offerAdvocacy(actor: Actor, input: z.infer<typeof offerAdvocacySchema>, clock: Clock) {
  const { alertId, offeredBy, answer } = input;
  const request = { alertId, verb: "offer_advocacy", clock } as const;
  return changeAlert(actor, request, async (tx) => {
    const recorded = { advocacyOfferedBy: offeredBy, advocacyAnswer: answer };
    const isRepeat = (await tx.alert.count({ where: { id: alertId, ...recorded } })) > 0;
    if (isRepeat) return null;
    return {
      set: recorded,
      event: {
        kind: "advocacy.offered",
        summary: `Advocacy offered: ${advocacyAnswerWords[answer].toLowerCase()}`,
        detail: `Offered by ${offeredBy}`,
      },
      audit: { answer },
    };
  });
}
