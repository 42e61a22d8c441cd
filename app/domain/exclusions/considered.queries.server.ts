import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { alertHeading, alertsByIds } from "~/domain/alerts/alerts.queries.server";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import { codesOf, versionLabels } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { formatDay } from "~/platform/format";
import type { ConsideredAbout } from "./considered.paths";
import { pointsList } from "./considered.words";
import { exclusionOf, exclusionOfAlert } from "./exclusions.queries.server";
import { endedWords } from "./internal/change-exclusion.server";
import { pointsAnswered } from "./internal/considered-points";

/** Whose answers belong together: those of an exclusion and of the alert before it. */
export type ConsideredIds = { alertId: string | null; exclusionId: string | null };

const beforeDecision = ["raised", "acknowledged", "coordinating"];
const decidedWords =
  "This alert is past the decision. If the young person was excluded, answer on the record of the exclusion.";

async function ofAlert(tx: Tx, alertId: string) {
  const alert = await alertHeading(tx, alertId);
  const listed = (await alertsByIds(tx, [alert.id])).get(alert.id);
  return {
    about: { kind: "alert", id: alert.id } satisfies ConsideredAbout,
    reference: alert.reference,
    schoolId: alert.schoolId,
    learnerId: alert.learnerId,
    school: listed?.school ?? "",
    child: listed?.child ?? null,
    decision: null,
    refused: beforeDecision.includes(alert.state) ? null : decidedWords,
    ids: { alertId: alert.id, exclusionId: (await exclusionOfAlert(tx, alert.id))?.id ?? null },
  };
}

async function ofExclusion(tx: Tx, exclusionId: string) {
  const row = await exclusionOf(tx, exclusionId);
  const { id, reference, schoolId, learnerId, alertId } = row;
  return {
    about: { kind: "exclusion", id } satisfies ConsideredAbout,
    reference,
    schoolId,
    learnerId,
    school: (await schoolsByIds(tx, [schoolId])).get(schoolId)?.name ?? "",
    child: (await learnersByIds(tx, [learnerId])).get(learnerId) ?? null,
    decision: `Decided on ${formatDay(row.decidedOn)}, by ${row.decidedBy}`,
    refused: endedWords(row),
    ids: { alertId, exclusionId: id },
  };
}

/**
 * The alert or exclusion whose checklist it is; `refused` says why nothing more is answered on it.
 * @throws NotFound when there is none, or none for this actor
 */
export const consideredSubject = (tx: Tx, { kind, id }: ConsideredAbout) =>
  kind === "alert" ? ofAlert(tx, id) : ofExclusion(tx, id);

/** Every point with the answer that holds, on a day ("2026-11-22"); `seen`: when the newest answer was given. */
export async function consideredPoints(tx: Tx, { alertId, exclusionId }: ConsideredIds, day: string) {
  const of = [alertId ? { alertId } : [], exclusionId ? { exclusionId } : []].flat();
  const rows = await tx.consideredAnswer.findMany({
    where: { OR: of },
    orderBy: { answeredAt: "desc" },
    select: {
      point: true,
      version: true,
      isConsidered: true,
      comment: true,
      evidence: true,
      answeredById: true,
      answeredAt: true,
    },
  });
  const names = await namesOf(
    tx,
    rows.map((row) => row.answeredById),
  );
  const answers = rows.map(({ answeredById, ...row }) => ({
    ...row,
    by: names.get(answeredById) ?? "Somebody who has left",
  }));
  const offered = await codesOf(tx, pointsList, day);
  return {
    points: pointsAnswered(offered, answers, await versionLabels(tx, pointsList)),
    seen: rows[0]?.answeredAt.toISOString() ?? null,
  };
}

export type ConsideredPoint = Awaited<ReturnType<typeof consideredPoints>>["points"][number];
