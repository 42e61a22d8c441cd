import type { Visit } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { type Actor, may } from "~/platform/actor";
import { asActor, type Tx } from "~/platform/database.server";
import { dayOf, formatDay } from "~/platform/format";
import type { ConsideredAbout } from "./considered.paths";
import { type ConsideredIds, consideredPoints, consideredSubject } from "./considered.queries.server";
import { consideredLines } from "./considered-lines";
import { exclusionsPolicy } from "./exclusions.policy";
import { countInWords } from "./internal/considered-points";

const recordWords = { alert: "Alert", exclusion: "Exclusion" } as const;

/**
 * What was considered before excluding, as page, form and document show it. Notes that it was read.
 * @throws NotFound when the record is not there, or not for this actor
 */
export function openConsidered({ actor, clock, params }: Visit, kind: ConsideredAbout["kind"]) {
  return asActor(actor, async (tx) => {
    const at = clock.now();
    const subject = await consideredSubject(tx, { kind, id: params.id ?? "" });
    const { about, reference, learnerId, refused, schoolId } = subject;
    await writeReadLine(tx, {
      at,
      personId: actor.personId,
      section: "considered",
      learnerId,
      ids: [about.id],
    });
    const { points, seen } = await consideredPoints(tx, subject.ids, dayOf(at));
    return {
      about: about as ConsideredAbout,
      reference,
      record: `${recordWords[kind]} ${reference}`,
      child: subject.child ? `${subject.child.name}, ${subject.child.stage}` : null,
      school: subject.school,
      decision: subject.decision,
      today: formatDay(at),
      count: countInWords(points),
      lines: consideredLines(points),
      points,
      seen,
      refused,
      mayAnswer: refused === null && may(actor, exclusionsPolicy.consider, schoolId),
    };
  });
}

export type ConsideredView = Awaited<ReturnType<typeof openConsidered>>;

type Of = { actor: Actor; today: string; about: ConsideredAbout; ids: ConsideredIds };

/** "7 of 10 considered", for the record of an alert or exclusion; null for who may not read it. */
export async function consideredSummary(tx: Tx, { actor, today, about, ids }: Of) {
  if (!may(actor, exclusionsPolicy.see)) return null;
  return { about, count: countInWords((await consideredPoints(tx, ids, today)).points) };
}
