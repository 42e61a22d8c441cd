import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotAllowed } from "~/platform/errors";
import { caseLabels } from "./internal/case-labels.server";
import { caseLines } from "./internal/case-lines";
import { frozenWords } from "./internal/change-sample.server";
import { outcomesPolicy } from "./outcomes.policy";
import { schoolYearLabel } from "./outcomes.words";
import { sampleRow } from "./quality.queries.server";
import { drawnFromWords, leavingNotice } from "./quality.words";

type Input = { sampleId: string | undefined; as: "print" | "document" };

/**
 * A released sample as it leaves: no id, no date of a case, nobody's name. Each time is a line in the audit.
 * @throws NotFound when there is none for this actor; Conflict unless it is released and stands
 */
export async function exportSample(actor: Actor, { sampleId, as }: Input, clock: Clock) {
  if (!may(actor, outcomesPolicy.readQuality)) throw new NotAllowed("Your role does not include this.");
  return asActor(actor, async (tx) => {
    const sample = await sampleRow(tx, sampleId);
    if (sample.withdrawnAt) throw new Conflict(frozenWords(sample) ?? "", { sampleId: sample.id });
    if (!sample.releasedAt) throw new Conflict("This sample is not released yet.", { sampleId: sample.id });
    const labels = await caseLabels(tx, sample);
    const cases = await tx.qualityCase.findMany({
      where: { sampleId: sample.id },
      orderBy: { position: "asc" },
    });
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "quality_sample.exported",
      subject: { kind: "quality_sample", id: sample.id },
      detail: { as, cases: cases.length },
    });
    return {
      id: sample.id,
      title: `Alerts of the school year ${schoolYearLabel(sample.schoolYear)}: a sample`,
      intro: [drawnFromWords(cases.length, sample.drawnFrom), leavingNotice],
      cases: cases.map((one) => caseLines(one, labels)),
    };
  });
}

export type LeavingSample = Awaited<ReturnType<typeof exportSample>>;
