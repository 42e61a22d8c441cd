import type { Visit } from "~/domain/accounts/guarded.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { formatDay } from "~/platform/format";
import { outcomesPolicy } from "./outcomes.policy";
import { schoolYearLabel } from "./outcomes.words";
import { noteSamplesRead, sampleRow, stateOf } from "./quality.queries.server";
import { fewestCases } from "./quality.words";

type Row = { ledToIt: string | null; source: { review: string | null; sentBackWhy: string | null } | null };

/** Where a case stands, for its list. */
function caseState({ ledToIt, source }: Row) {
  if (source?.review === "fit") return "fit" as const;
  if (source?.review === "sent_back") return "sent_back" as const;
  return ledToIt === null ? ("to_write" as const) : ("to_review" as const);
}

/** A sample with its cases as its page shows them. Notes that it was read. */
export function openSample({ actor, clock, params }: Visit) {
  return asActor(actor, async (tx) => {
    const sample = await sampleRow(tx, params.id);
    await noteSamplesRead(tx, { at: clock.now(), personId: actor.personId, ids: [sample.id] });
    const cases = await tx.qualityCase.findMany({
      where: { sampleId: sample.id },
      orderBy: { position: "asc" },
      select: {
        id: true,
        position: true,
        ledToIt: true,
        childWords: true,
        source: { select: { review: true, sentBackWhy: true } },
      },
    });
    const listed = cases.map((one) => ({
      id: one.id,
      position: one.position,
      state: caseState(one),
      sentBackWhy: one.source?.sentBackWhy ?? null,
      isQuoted: one.childWords !== null,
    }));
    const state = stateOf(sample, {
      cases: cases.length,
      fit: listed.filter((one) => one.state === "fit").length,
    });
    return {
      id: sample.id,
      schoolYear: schoolYearLabel(sample.schoolYear),
      drawnFrom: sample.drawnFrom,
      madeOn: formatDay(sample.madeAt),
      releasedOn: sample.releasedAt && formatDay(sample.releasedAt),
      withdrawnWhy: sample.withdrawnWhy,
      hasLeft: sample.releasedAt !== null,
      state,
      cases: listed,
      isSmall: state !== "withdrawn" && cases.length < fewestCases,
      isMaker: sample.madeById === actor.personId,
      mayRelease: may(actor, outcomesPolicy.releaseQuality),
    };
  });
}

export type OpenSample = Awaited<ReturnType<typeof openSample>>;
