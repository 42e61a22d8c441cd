import type { z } from "zod";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { recordCallSchema } from "./alerts.schema";
import { changeAlert } from "./internal/change-alert.server";

/** Puts a phone call on the record: with whom, and what was said. */
export function recordCall(actor: Actor, input: z.infer<typeof recordCallSchema>, clock: Clock) {
  const request = { alertId: input.alertId, verb: "record_call", clock } as const;
  return changeAlert(actor, request, async () => ({
    event: {
      kind: "call.recorded",
      summary: `Phone call recorded by ${actor.name}`,
      detail: `With ${input.withWhom}.\n${input.text}`,
    },
  }));
}
