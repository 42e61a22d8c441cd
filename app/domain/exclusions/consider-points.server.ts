import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { addEvent } from "~/domain/chronology/add-event.server";
import { versionLabels } from "~/domain/reference/reference.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed } from "~/platform/errors";
import { dayOf, formatTime } from "~/platform/format";
import { type ConsideredPoint, consideredPoints, consideredSubject } from "./considered.queries.server";
import type { ConsiderPointsInput } from "./considered.schema";
import { consideredLabels, pointsList } from "./considered.words";
import { exclusionsPolicy } from "./exclusions.policy";

type Answer = {
  point: string;
  version: number;
  isConsidered: boolean;
  comment: string | null;
  evidence: string | null;
};

function answersIn({ points }: ConsiderPointsInput, labels: ReadonlyMap<string, string>): Answer[] {
  return points.flatMap(({ code, version, considered, ...typed }, index) => {
    if (!considered) return [];
    if (!labels.has(`${code}@${version}`))
      throw new Invalid("This point is not in the list. Open the page again", `points[${index}].considered`);
    const isConsidered = considered === "yes";
    const comment = (isConsidered ? typed.comment : typed.whyNot) ?? null;
    const evidence = (isConsidered && typed.evidence) || null;
    return [{ point: code, version, isConsidered, comment, evidence }];
  });
}

const isSame = (answer: Answer, other: ConsideredPoint["answer"]) =>
  other !== null &&
  other.isConsidered === answer.isConsidered &&
  other.comment === answer.comment &&
  other.evidence === answer.evidence;

/** Somebody may have answered the same point since the form was opened: what they wrote is not passed over unseen. */
function refuseUnseen(
  changed: readonly Answer[],
  points: readonly ConsideredPoint[],
  seen: string | undefined,
) {
  const unseen = points.find(
    ({ code, answer }) =>
      answer && changed.some(({ point }) => point === code) && !(seen && answer.answeredAt <= new Date(seen)),
  )?.answer;
  if (!unseen) return;
  throw new Conflict(
    `${unseen.by} answered at ${formatTime(unseen.answeredAt)}, while you had this page open. Their answers are shown beside yours. To store yours, press the button again.`,
  );
}

/** Two presses at once: the second waits here and then sees what the first one stored. */
async function hold(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
}

const inWords =
  (labels: ReadonlyMap<string, string>) =>
  ({ point, version, isConsidered, comment }: Answer) => {
    const answer = consideredLabels[isConsidered ? "yes" : "no"].toLowerCase();
    return [`${labels.get(`${point}@${version}`)}: ${answer}`, comment].filter(Boolean).join(" — ");
  };

/**
 * Stores what was considered before excluding, each answer under the version that was read. Earlier answers stay; one that
 * is on record in the same words is left as it is, and a press that changes nothing leaves no trace.
 * @throws NotFound when the actor may not see the record; NotAllowed for another role; Conflict once nothing more is
 * answered on it, or when somebody answered the same point since the form was opened
 */
export function considerPoints(actor: Actor, input: ConsiderPointsInput, clock: Clock) {
  return asActor(actor, async (tx) => {
    const at = clock.now();
    const { about, schoolId, learnerId, refused, ids } = await consideredSubject(tx, input.about);
    if (!may(actor, exclusionsPolicy.consider, schoolId))
      throw new NotAllowed("Your role does not include this.", { about: about.id });
    if (refused) throw new Conflict(refused, { about: about.id });
    await hold(tx, about.id);
    const labels = await versionLabels(tx, pointsList);
    const { points } = await consideredPoints(tx, ids, dayOf(at));
    const changed = answersIn(input, labels).filter(
      (answer) => !isSame(answer, points.find(({ code }) => code === answer.point)?.answer ?? null),
    );
    if (changed.length === 0) return about;
    refuseUnseen(changed, points, input.seen);
    const of = about.kind === "alert" ? { alertId: about.id } : { exclusionId: about.id };
    await tx.consideredAnswer.createMany({
      data: changed.map((answer) => ({ ...answer, ...of, answeredById: actor.personId, answeredAt: at })),
    });
    const count = changed.length === 1 ? "1 point" : `${changed.length} points`;
    await addEvent(tx, {
      at,
      kind: "considered_points.answered",
      about,
      learnerId,
      schoolId,
      personId: actor.personId,
      audience: "school_and_virtual_school",
      summary: `${count} answered of what is considered before excluding`,
      detail: changed.map(inWords(labels)).join("\n"),
    });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "considered_points.answered",
      subject: about,
      detail: { points: changed.map(({ point, version }) => `${point}@${version}`).join(" ") },
    });
    return about;
  });
}
