import { z } from "zod";

/** What becomes of a mail. A mail server can only say that it accepted one: never show "delivered". */
export const mailStates = ["queued", "accepted", "failed"] as const;

export type MailState = (typeof mailStates)[number];

/** States as people read them. */
export const mailStateWords = {
  queued: "waiting to be sent",
  accepted: "accepted by the mail server",
  failed: "could not be sent",
} as const satisfies Record<MailState, string>;

const templateWords: Record<string, string> = {
  "accounts/sign-in-code": "Sign-in code",
  "alerts/action-agreed": "Named for an action",
  "alerts/alert-acknowledged": "Alert answered",
  "alerts/alert-assigned": "Alert assigned",
  "alerts/alert-decided": "Decision recorded",
  "alerts/alert-not-for-virtual-school": "Not for the Virtual School, advice",
  "alerts/alert-raised": "Alert raised, to the person on duty",
  "alerts/alert-raised-copy": "Alert raised, copy",
  "alerts/alert-withdrawn": "Alert withdrawn",
};

/** What a mail is about, in words; the template's own name if a newer release has none for it. */
export const templateInWords = (template: string): string => templateWords[template] ?? template;

/** The button beside a mail that failed or waits. */
export const retryMailSchema = z.object({ mailId: z.uuid("Select a mail to send again") });

/** When a mail is tried again, both in real time: "within a minute", "within 5 minutes". */
export function retryInWords(nextAttemptAt: Date, now: Date): string {
  const minutes = Math.ceil((nextAttemptAt.getTime() - now.getTime()) / 60_000);
  return minutes <= 1 ? "Tried again within a minute." : `Tried again within ${minutes} minutes.`;
}
