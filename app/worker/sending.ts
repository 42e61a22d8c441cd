import type { Status } from "~/domain/notifications/ask-after-mail.server";
import type { RenderedMail } from "./render-mail.server";

/** What became of one attempt. `problem` is a sentence without addresses. */
export type SendResult =
  | { kind: "accepted"; providerId?: string }
  | { kind: "try_again"; problem: string }
  | { kind: "refused"; problem: string };

/** Ends within its own time limit, whatever the other side does; never throws. */
export type Send = (mail: RenderedMail) => Promise<SendResult>;

/** Takes a mail out of the house. */
export type Transport = {
  send: Send;
  /** Asks what became of a message that was accepted, by the id it was given; where somebody can be asked. */
  statusOf?: (providerId: string) => Promise<Status>;
  /** Does an accepted mail also go to the demo mailbox? */
  keepsCopy: boolean;
  /** Ends the lines that are open. */
  close: () => void;
};

/** What to say when an attempt was cut. `who`: "The mail server". */
export const cutAfter = (who: string, limitMs: number): SendResult => ({
  kind: "try_again",
  problem: `${who} did not finish within ${limitMs / 1000} seconds.`,
});
