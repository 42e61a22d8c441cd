import type { RenderedMail } from "./render-mail.server";

/** What became of one attempt. `problem` is a sentence without addresses. */
export type SendResult =
  | { kind: "accepted" }
  | { kind: "try_again"; problem: string }
  | { kind: "refused"; problem: string };

/** Takes a mail out of the house. */
export type Transport = {
  /** Ends within its own time limit, whatever the other side does; never throws. */
  send: (mail: RenderedMail) => Promise<SendResult>;
  /** Does an accepted mail also go to the demo mailbox? */
  keepsCopy: boolean;
  /** Ends the lines that are open. */
  close: () => void;
};
