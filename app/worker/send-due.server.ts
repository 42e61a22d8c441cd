import { claimMail } from "~/domain/notifications/claim-mail.server";
import { type Sender, sendMail } from "./send-mail.server";
import { createSettler } from "./settler.server";

const batch = 20;
const leaseSeconds = 15;

/**
 * Sends everything that is due now, and returns. For a history that is made on a moving clock, and for tests.
 * @returns how many mails were attempted
 */
export async function sendDue(sender: Sender): Promise<number> {
  const settle = createSettler(sender.owner, sender.clock);
  let attempted = 0;
  for (;;) {
    const mails = await claimMail({ owner: sender.owner, limit: batch, leaseSeconds });
    if (mails.length === 0) return attempted;
    await Promise.all(mails.map((mail) => sendMail(mail, sender, settle)));
    attempted += mails.length;
  }
}
