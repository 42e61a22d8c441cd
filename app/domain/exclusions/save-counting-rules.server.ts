import { randomUUID } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotAllowed } from "~/platform/errors";
import { currentCounting } from "./counting-rules.queries.server";
import type { SaveCountingRulesInput } from "./counting-rules.schema";
import { exclusionsPolicy } from "./exclusions.policy";

/**
 * Says how the days of regulation 4A are counted, for every exclusion of our authority's schools: a new version, beside
 * the earlier ones. The same answers again are no new version.
 * @returns the version that holds
 * @throws NotAllowed; Conflict when somebody saved meanwhile
 */
export function saveCountingRules(
  actor: Actor,
  { version, ...rules }: SaveCountingRulesInput,
  clock: Clock,
): Promise<number> {
  if (!may(actor, exclusionsPolicy.saveRules)) {
    throw new NotAllowed(
      "Only the Virtual School Head Teacher or an administrator can change how days are counted.",
    );
  }
  return asActor(actor, async (tx) => {
    const savedAt = clock.now();
    const authorityId = await homeAuthorityId(tx);
    const { version: newest, ...now } = await currentCounting(tx, authorityId);
    const isSame =
      now.unit === rules.unit && now.meetingDays === rules.meetingDays && now.noticeDays === rules.noticeDays;
    if (isSame) return newest;
    const stale = new Conflict("Somebody else has changed this meanwhile. Open it again.", {
      version: newest,
    });
    if (newest !== version) throw stale;
    const saved = { id: randomUUID(), authorityId, version: version + 1, ...rules };
    const data = [{ ...saved, savedAt, savedById: actor.personId }];
    const { count } = await tx.exclusionRules.createMany({ data, skipDuplicates: true });
    if (count === 0) throw stale;
    await writeAuditLine(tx, {
      at: savedAt,
      personId: actor.personId,
      action: "counting_rules.saved",
      subject: { kind: "authority", id: authorityId },
      detail: { version: saved.version, ...rules },
    });
    return saved.version;
  });
}
