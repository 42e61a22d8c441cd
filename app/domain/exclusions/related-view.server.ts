import { relatedAlerts } from "~/domain/alerts/related-alerts.queries.server";
import { relatedActions } from "~/domain/chronology/related-actions.queries.server";
import type { RelatedRole } from "~/domain/learners/learner-relation.words";
import { relatedLearners } from "~/domain/learners/related-learners.queries.server";
import type { Tx } from "~/platform/database.server";
import { formatDay } from "~/platform/format";
import { type TimeOutKind, timeOutLabels } from "./exclusions.words";

type Out = {
  learner_id: string;
  kind: TimeOutKind;
  starts_on: Date;
  starts_at: string;
  ends_on: Date | null;
  ends_at: string | null;
  return_due_on: Date | null;
};
type Way = {
  learner_id: string;
  role: RelatedRole;
  key_adult: string;
  first_day: string;
  support: string | null;
  review_on: Date | null;
};

/** "Sent home, from 20 November 2026 (morning) to 21 November 2026 (afternoon). Back on 24 November 2026." */
function outInWords(row: Out): string {
  const from = `${timeOutLabels[row.kind]}, from ${formatDay(row.starts_on)} (${row.starts_at})`;
  const to = row.ends_on
    ? ` to ${formatDay(row.ends_on)} (${row.ends_at ?? "all day"})`
    : "; no last day is known";
  return `${from}${to}.${row.return_due_on ? ` Back on ${formatDay(row.return_due_on)}.` : ""}`;
}

const ofWayBack: readonly RelatedRole[] = ["social_worker", "house_key_worker"];

/** What somebody around learners sees of each: the part of the record for which their role is let in, and nothing else. */
export async function relatedView(tx: Tx, today: string) {
  const learners = await relatedLearners(tx, today);
  const alerts = await relatedAlerts(tx);
  const actions = await relatedActions(tx);
  const out = await tx.$queryRaw<Out[]>`SELECT * FROM app.related_time_out()`;
  const ways = await tx.$queryRaw<Way[]>`SELECT * FROM app.related_return_plans()`;
  return learners.map((learner) => {
    const isSocialWorker = learner.role === "social_worker";
    const isTheirs = (row: { learnerId: string }) => isSocialWorker && row.learnerId === learner.id;
    const isOfWayBack = ofWayBack.includes(learner.role);
    return {
      ...learner,
      alerts: alerts.filter(isTheirs),
      actions: actions.filter(isTheirs),
      out: out.filter((row) => isOfWayBack && row.learner_id === learner.id).map(outInWords),
      ways: ways
        .filter((row) => row.role === learner.role && row.learner_id === learner.id)
        .map((row) => ({
          keyAdult: row.key_adult,
          firstDay: row.first_day,
          support: row.support,
          reviewOn: row.review_on && formatDay(row.review_on),
        })),
    };
  });
}

export type RelatedView = Awaited<ReturnType<typeof relatedView>>[number];
