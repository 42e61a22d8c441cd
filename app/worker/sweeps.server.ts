import { eraseExpiredSignIns } from "~/domain/accounts/erase-expired-sign-ins.server";
import { eraseStaleDrafts } from "~/domain/alerts/erase-stale-drafts.server";
import { eraseUnverifiedChildren } from "~/domain/alerts/erase-unverified-children.server";
import { raiseDueDrills } from "~/domain/alerts/raise-due-drills.server";
import { proveCoverageNightly } from "~/domain/duty/prove-coverage-nightly.server";
import { eraseStaleImports } from "~/domain/exclusions/erase-stale-imports.server";
import { remindOfDuties } from "~/domain/exclusions/remind-of-duties.server";
import { wipeExpiredSecrets } from "~/domain/notifications/wipe-expired-secrets.server";
import { eraseStaleRecordImports } from "~/domain/records/erase-stale-record-imports.server";
import type { Clock } from "~/platform/clock";
import { log } from "~/platform/log.server";

/** What is put right from time to time, by any worker: doing it twice does nothing more. */
export async function sweep(currentClock: () => Promise<Clock>): Promise<void> {
  const clock = await currentClock();
  const swept = {
    "expired sign-in codes wiped": wipeExpiredSecrets(clock.now()),
    "ended sessions and codes erased": eraseExpiredSignIns(),
    "stale drafts erased": eraseStaleDrafts(),
    "unverified children erased": eraseUnverifiedChildren(clock).then((ids) => ids.length),
    "rows of files that nobody saved erased": eraseStaleImports(),
    "rows of imports that nobody saved erased": eraseStaleRecordImports(),
    "practice alerts raised": raiseDueDrills(clock),
    "new holes in the rota": proveCoverageNightly(clock),
    "reminders of what is due after an exclusion": remindOfDuties(clock),
  };
  await Promise.all(Object.entries(swept).map(([what, work]) => note(what, work)));
}

async function note(what: string, work: Promise<number>): Promise<void> {
  try {
    const count = await work;
    if (count > 0) log("info", "swept", { what, count });
  } catch (error) {
    log("error", "sweep failed", { what, kind: error instanceof Error ? error.name : null });
  }
}
