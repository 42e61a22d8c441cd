import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { materialOf } from "./internal/case-material.server";
import { changeSample } from "./internal/change-sample.server";
import { caseOf, type FoundCase, staleWords } from "./internal/sample-case.server";
import { outcomesPolicy } from "./outcomes.policy";
import type { WriteCaseInput } from "./quality.schema";
import { saidSector } from "./quality.words";

const leaving = (input: WriteCaseInput) => ({
  sector: input.sector === "not_said" ? null : input.sector,
  triggers: input.triggers,
  used: input.used,
  notUsed: input.notUsed,
  ledToIt: input.ledToIt,
  cameOfIt: input.cameOfIt ?? null,
  childWords: input.mayQuote === "yes" ? (input.childWords ?? null) : null,
});

function permissionIn({ mayQuote, permissionAskedBy, permissionAskedOn }: WriteCaseInput) {
  const isGiven = mayQuote === "yes" && permissionAskedBy && permissionAskedOn;
  return isGiven
    ? { permissionAskedBy, permissionAskedOn: toDateColumn(permissionAskedOn) }
    : { permissionAskedBy: null, permissionAskedOn: null };
}

type Stored = ReturnType<typeof leaving> & ReturnType<typeof permissionIn>;

function isStored(found: FoundCase, wanted: Stored): boolean {
  const stored = { ...found, ...found.source };
  return Object.entries(wanted).every(([key, value]) => `${stored[key as keyof Stored]}` === `${value}`);
}

/** Nothing but what is on the alert, or less; and the child was asked after the alert, not in the future. */
async function refuseMadeUp(tx: Tx, { source }: FoundCase, input: WriteCaseInput, today: string) {
  const material = (await materialOf(tx, [source.alertId])).get(source.alertId);
  for (const key of ["triggers", "used", "notUsed"] as const) {
    if (input[key].some((code) => !material?.[key].includes(code)))
      throw new Invalid("Select only what is on the alert", key);
  }
  const alert = await tx.alert.findUniqueOrThrow({
    where: { id: source.alertId },
    select: { schoolId: true, raisedAt: true },
  });
  const school = await tx.school.findUniqueOrThrow({
    where: { id: alert.schoolId },
    select: { sector: true },
  });
  if (input.sector !== "not_said" && input.sector !== saidSector(school.sector as "primary"))
    throw new Invalid("Select the kind of school of the alert, or that it is not said", "sector");
  const { permissionAskedOn: askedOn } = input;
  if (input.mayQuote === "yes" && askedOn && (askedOn > today || askedOn < dayOf(alert.raisedAt)))
    throw new Invalid("Day must be between the day of the alert and today", "permissionAskedOn");
}

/**
 * Writes a case of a sample: words made for it, and the codes of the alert or fewer. The words of the young person only
 * with their permission for this purpose. Takes a review back.
 * @throws NotAllowed for anybody but whoever drew the sample; Invalid; Conflict when it changed meanwhile
 */
export function writeCase(actor: Actor, input: WriteCaseInput, clock: Clock) {
  const { sampleId, caseId, version } = input;
  const request = { sampleId, permission: outcomesPolicy.sampleQuality, clock };
  return changeSample(actor, request, async (tx, sample, at) => {
    if (sample.madeById !== actor.personId)
      throw new NotAllowed("Only whoever drew a sample writes its examples.", { sampleId });
    const found = await caseOf(tx, input);
    const [words, permission] = [leaving(input), permissionIn(input)];
    if (isStored(found, { ...words, ...permission })) return null;
    if (found.source.version !== version) throw new Conflict(staleWords, { caseId });
    await refuseMadeUp(tx, found, input, dayOf(at));
    const unreviewed = { review: null, reviewedById: null, reviewedAt: null, sentBackWhy: null };
    await tx.qualityCase.update({ where: { id: caseId }, data: words, select: { id: true } });
    await tx.qualitySource.update({
      where: { caseId },
      data: { ...permission, ...unreviewed, version: version + 1 },
      select: { caseId: true },
    });
    return {
      action: "quality_case.written",
      subject: { kind: "quality_case", id: caseId },
      detail: { sampleId, isQuoted: words.childWords !== null, tookReviewBack: found.source.review !== null },
    };
  });
}
