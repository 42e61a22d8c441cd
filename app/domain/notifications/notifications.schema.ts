import { z } from "zod";

/**
 * What becomes of a message, what needs somebody first. A mail server can only say that it accepted one: never show
 * "delivered" for it.
 */
export const mailStates = ["undeliverable", "failed", "queued", "accepted", "dropped"] as const;

export type MailState = (typeof mailStates)[number];

/** States as people read them, above a list. */
export const mailStateWords = {
  undeliverable: "Cannot be delivered",
  failed: "Could not be sent",
  queued: "Waiting to be sent",
  accepted: "Accepted",
  dropped: "Not needed any more",
} as const satisfies Record<MailState, string>;

/** Nobody tries again unless asked. */
export const isLost = (state: MailState): boolean => state === "failed" || state === "undeliverable";

const templateWords: Record<string, string> = {
  "accounts/channel-test": "Test message",
  "accounts/sign-in-code": "Sign-in code",
  "alerts/action-agreed": "Named for an action",
  "alerts/alert-acknowledged": "Alert answered",
  "alerts/alert-assigned": "Alert assigned",
  "alerts/alert-decided": "Decision recorded",
  "alerts/alert-duplicate": "Alert repeats another one",
  "alerts/alert-escalated": "Nobody answered, to the next person",
  "alerts/alert-handed-over": "Asked to take an alert over",
  "alerts/alert-not-for-virtual-school": "Not for the Virtual School, advice",
  "alerts/alert-raised": "Alert raised, to the person on duty",
  "alerts/alert-raised-copy": "Alert raised, copy",
  "alerts/alert-reminder": "Reminder to answer or to ring",
  "alerts/alert-withdrawn": "Alert withdrawn",
  "alerts/promise-broken": "A promise is not kept",
  "duty/coverage-hole": "The rota has a new hole",
  "duty/swap-answered": "Swap of duty answered",
  "duty/swap-proposed": "Swap of duty proposed",
  "exclusions/duty-due": "Due after an exclusion",
  "exclusions/exclusion-recorded": "Exclusion recorded",
  "learners/host-invited": "Host school invited",
};

/** What a mail is about, in words; the template's own name if a newer release has none for it. */
export const templateInWords = (template: string): string => templateWords[template] ?? template;

/** The button beside a message that failed or waits. */
export const retryMailSchema = z.object({ mailId: z.uuid("Select a message to send again") });

/** When a mail is tried again, both in real time: "within a minute", "within 5 minutes". */
export function retryInWords(nextAttemptAt: Date, now: Date): string {
  const minutes = Math.ceil((nextAttemptAt.getTime() - now.getTime()) / 60_000);
  return minutes <= 1 ? "Tried again within a minute." : `Tried again within ${minutes} minutes.`;
}
