import { namesOf } from "~/domain/accounts/accounts.queries.server";
import type { Visit } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { asActor, type Tx } from "~/platform/database.server";
import { formatDay, fromDateColumn } from "~/platform/format";
import { caseLabels } from "./internal/case-labels.server";
import { caseLines } from "./internal/case-lines";
import { materialOf } from "./internal/case-material.server";
import { frozenWords } from "./internal/change-sample.server";
import { findTells } from "./internal/find-tells";
import { namesOfCase } from "./internal/names-of-case.server";
import { caseOf, type FoundCase } from "./internal/sample-case.server";
import { sampleRow } from "./quality.queries.server";
import { findingLabels, type Review, saidSector, smallNumberWarnings, stops } from "./quality.words";

/** The rows behind a page about one case. Notes that it was read: the page knows whose it is. */
async function foundFor(tx: Tx, { actor, clock, params }: Visit) {
  const sample = await sampleRow(tx, params.id);
  const found = await caseOf(tx, { sampleId: params.id, caseId: params.caseId });
  const known = await namesOfCase(tx, found.source.alertId);
  const reading = { at: clock.now(), personId: actor.personId, learnerId: known.learnerId, ids: [found.id] };
  await writeReadLine(tx, { ...reading, section: "quality_case" });
  return { sample, found, known, isMaker: sample.madeById === actor.personId };
}

async function warningsOf(tx: Tx, { sampleId, source }: FoundCase): Promise<string[]> {
  const decision = await tx.alertDecision.findUnique({
    where: { alertId: source.alertId },
    select: { decision: true },
  });
  const removed = await tx.exclusion.count({
    where: { alertId: source.alertId, kind: "removed_from_register", annulledAt: null },
  });
  return smallNumberWarnings({
    cases: await tx.qualityCase.count({ where: { sampleId } }),
    alike: source.alike,
    isRemoved: removed > 0 || decision?.decision === "removed_from_register",
  });
}

async function reviewOf(tx: Tx, { source }: FoundCase) {
  if (!source.review || !source.reviewedAt) return null;
  const by = (await namesOf(tx, [source.reviewedById])).get(source.reviewedById ?? "");
  return {
    review: source.review as Review,
    signed: `${by ?? "Somebody who has left"}, ${formatDay(source.reviewedAt)}`,
    why: source.sentBackWhy,
  };
}

const permissionOf = ({ source }: FoundCase): string | null =>
  source.permissionAskedBy &&
  source.permissionAskedOn &&
  `${source.permissionAskedBy} asked on ${formatDay(source.permissionAskedOn)}, and they said yes.`;

/** A case as it would leave, with everything in its texts that could point to the child, and the state of its review. */
export function openCase(visit: Visit) {
  return asActor(visit.actor, async (tx) => {
    const { sample, found, known, isMaker } = await foundFor(tx, visit);
    const { heading, parts } = caseLines(found, await caseLabels(tx, sample));
    const marked = parts.map((part) => ({ ...part, tells: findTells(part.text ?? "", known) }));
    const kinds = new Set(marked.flatMap(({ tells }) => tells.map(({ kind }) => kind)));
    const isOpen = frozenWords(sample) === null;
    return {
      heading,
      sampleId: sample.id,
      caseId: found.id,
      alertId: found.source.alertId,
      version: found.source.version,
      parts: marked,
      tells: [...kinds].map((kind) => ({ words: findingLabels[kind], stops: stops(kind) })),
      warnings: await warningsOf(tx, found),
      permission: permissionOf(found),
      review: await reviewOf(tx, found),
      hasText: found.ledToIt !== null,
      mayWrite: isOpen && isMaker,
      mayReview: isOpen && !isMaker && found.ledToIt !== null,
    };
  });
}

export type OpenCase = Awaited<ReturnType<typeof openCase>>;

/** What the form of a case starts with, and what it offers: what is on the alert, no more. */
export function openCaseForm(visit: Visit) {
  return asActor(visit.actor, async (tx) => {
    const { sample, found, isMaker } = await foundFor(tx, visit);
    const { alertId, version, review, permissionAskedBy, permissionAskedOn } = found.source;
    const labels = await caseLabels(tx, sample);
    const material = (await materialOf(tx, [alertId])).get(alertId);
    const alert = await tx.alert.findUniqueOrThrow({
      where: { id: alertId },
      select: { schoolId: true, childWords: true, decision: { select: { childWords: true } } },
    });
    const school = await tx.school.findUniqueOrThrow({
      where: { id: alert.schoolId },
      select: { sector: true },
    });
    const offered = (codes: readonly string[] = [], words: Map<string, string>) =>
      codes.map((value) => ({ value, label: words.get(value) ?? value }));
    return {
      heading: `Example ${found.position}`,
      sampleId: sample.id,
      caseId: found.id,
      alertId,
      version,
      refused: isMaker ? frozenWords(sample) : "Only whoever drew a sample writes its examples.",
      isFit: review === "fit",
      sector: saidSector(school.sector as "primary"),
      triggers: offered(material?.triggers, labels.triggers),
      used: offered(material?.used, labels.alternatives),
      notUsed: offered(material?.notUsed, labels.alternatives),
      hasWordsOnRecord: Boolean(alert.childWords ?? alert.decision?.childWords),
      written: {
        sector: found.sector ?? "not_said",
        triggers: found.triggers,
        used: found.used,
        notUsed: found.notUsed,
        ledToIt: found.ledToIt ?? undefined,
        cameOfIt: found.cameOfIt ?? undefined,
        mayQuote: found.ledToIt === null ? undefined : found.childWords === null ? "no" : "yes",
        childWords: found.childWords ?? undefined,
        permissionAskedBy: permissionAskedBy ?? undefined,
        permissionAskedOn: permissionAskedOn ? fromDateColumn(permissionAskedOn) : undefined,
      } as const,
    };
  });
}

export type CaseForm = Awaited<ReturnType<typeof openCaseForm>>;
