import { claimToAskAfter, recordStatus } from "~/domain/notifications/ask-after-mail.server";
import { orLog } from "./keep-doing.server";
import type { Sender } from "./send-mail.server";

const batch = 20;

/** Asks GOV.UK Notify what became of messages it accepted, as far as it is time to, and records the answers. */
export async function askAfterMail({ transport, clock }: Pick<Sender, "transport" | "clock">): Promise<void> {
  const { statusOf } = transport;
  if (!statusOf) return;
  const mails = await claimToAskAfter(batch);
  if (mails.length === 0) return;
  const at = (await clock()).now();
  await Promise.all(
    mails.map((mail) =>
      orLog("status unknown", async () => recordStatus(mail, await statusOf(mail.providerId), at)),
    ),
  );
}
