import { eraseStaleDrafts } from "~/domain/alerts/erase-stale-drafts.server";
import { eraseUnverifiedChildren } from "~/domain/alerts/erase-unverified-children.server";
import { raiseDueDrills } from "~/domain/alerts/raise-due-drills.server";
import { proveCoverageNightly } from "~/domain/duty/prove-coverage-nightly.server";
import { eraseStaleImports } from "~/domain/exclusions/erase-stale-imports.server";
import { remindOfDuties } from "~/domain/exclusions/remind-of-duties.server";
import { wipeExpiredSecrets } from "~/domain/notifications/wipe-expired-secrets.server";
import type { Clock } from "~/platform/clock";
import { log } from "~/platform/log.server";

/** What is put right from time to time, by any worker: doing it twice does nothing more. */
export async function sweep(currentClock: () => Promise<Clock>): Promise<void> {
  const clock = await currentClock();
  const [secrets, drafts, children, drills, holes, duties, imports] = await Promise.allSettled([
    wipeExpiredSecrets(clock.now()),
    eraseStaleDrafts(),
    eraseUnverifiedChildren(clock).then((ids) => ids.length),
    raiseDueDrills(clock),
    proveCoverageNightly(clock),
    remindOfDuties(clock),
    eraseStaleImports(),
  ]);
  note("expired sign-in codes wiped", secrets);
  note("stale drafts erased", drafts);
  note("unverified children erased", children);
  note("practice alerts raised", drills);
  note("new holes in the rota", holes);
  note("reminders of what is due after an exclusion", duties);
  note("rows of files that nobody saved erased", imports);
}

function note(what: string, result: PromiseSettledResult<number>): void {
  if (result.status === "rejected") {
    log("error", "sweep failed", { what, kind: result.reason instanceof Error ? result.reason.name : null });
  } else if (result.value > 0) {
    log("info", "swept", { what, count: result.value });
  }
}
