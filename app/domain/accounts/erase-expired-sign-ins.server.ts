import { asWorker } from "~/platform/database.server";

/**
 * Erases sessions and sign-in codes that ended, and counts of attempts that nobody added to, a day later (real time).
 * @returns how many
 */
export async function eraseExpiredSignIns(): Promise<number> {
  const [answer] = await asWorker(
    (tx) => tx.$queryRaw<{ erased: number }[]>`select app.erase_expired_sign_ins() as erased`,
  );
  return answer?.erased ?? 0;
}
