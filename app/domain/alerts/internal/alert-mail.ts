import type { QueuedMail } from "~/domain/notifications/queue-mail.server";
import { alertsPaths } from "../alerts.paths";

/** What every mail about an alert says of it. */
export function aboutAlert(alert: { id: string; reference: string }, at: Date) {
  return {
    input: { reference: alert.reference, link: alertsPaths.record(alert.id) },
    about: { kind: "alert", id: alert.id },
    at,
  } satisfies Partial<QueuedMail>;
}
