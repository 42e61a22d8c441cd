import { namesOf } from "~/domain/accounts/accounts.queries.server";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn } from "~/platform/format";

/** What a learner said, newest first, with who wrote it down; days as "2026-11-22". */
export async function voiceOf(tx: Tx, learnerId: string) {
  const entries = await tx.learnerVoice.findMany({
    where: { learnerId },
    orderBy: [{ saidOn: "desc" }, { writtenAt: "desc" }],
  });
  const names = await namesOf(
    tx,
    entries.map(({ writtenById }) => writtenById),
  );
  return entries.map(({ id, called, helps, helpsNot, saidOn, writtenById }) => ({
    id,
    called,
    helps,
    helpsNot,
    saidOn: fromDateColumn(saidOn),
    writtenBy: names.get(writtenById) ?? "somebody",
  }));
}

export type Voice = Awaited<ReturnType<typeof voiceOf>>;
