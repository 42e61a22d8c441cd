import { randomUUID } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotAllowed } from "~/platform/errors";
import { letterTemplateOf } from "./letter-templates.queries.server";
import type { SaveLetterTemplateInput } from "./letter-templates.schema";
import type { LetterPart } from "./letter-templates.words";
import { referencePolicy } from "./reference.policy";

const asText = (parts: readonly LetterPart[]): string =>
  JSON.stringify(parts.map(({ heading, text, isUnverified }) => [heading, text, isUnverified]));

/**
 * Words a letter anew, for letters made from now on: a new version beside the earlier ones. The same wording again is
 * no new version.
 * @returns the version that holds
 * @throws NotAllowed; Conflict when somebody saved meanwhile
 */
export function saveLetterTemplate(
  actor: Actor,
  { code, version, parts }: SaveLetterTemplateInput,
  clock: Clock,
): Promise<number> {
  if (!may(actor, referencePolicy.edit)) throw new NotAllowed("Only an administrator can word letters.");
  return asActor(actor, async (tx) => {
    const savedAt = clock.now();
    const newest = await letterTemplateOf(tx, code);
    if (asText(newest.parts) === asText(parts)) return newest.version;
    const stale = new Conflict("Somebody changed this letter meanwhile. Open it again.", { code, version });
    if (newest.version !== version) throw stale;
    const saved = { id: randomUUID(), code, version: version + 1, parts, savedAt, savedById: actor.personId };
    const { count } = await tx.letterTemplate.createMany({ data: [saved], skipDuplicates: true });
    if (count === 0) throw stale;
    await writeAuditLine(tx, {
      at: savedAt,
      personId: actor.personId,
      action: "letter_template.saved",
      detail: { code, version: saved.version, unverified: parts.filter((each) => each.isUnverified).length },
    });
    return saved.version;
  });
}
