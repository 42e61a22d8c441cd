import { workerDatabase } from "~/platform/database.server";

/**
 * Fails the sign-in codes that expired before they could be sent, and wipes them. Expiry is real time.
 * @param at injected clock
 * @returns how many
 */
export function wipeExpiredSecrets(at: Date): Promise<number> {
  return workerDatabase().$executeRaw`
    update outbox_mail set secret = null, state = 'failed', failed_at = ${at.toISOString()}::timestamptz, lease_owner = null, lease_until = null,
      last_problem = 'The code expired before it could be sent.'
    where state = 'queued' and secret is not null and secret_expires < now() and (lease_until is null or lease_until < now())`;
}
