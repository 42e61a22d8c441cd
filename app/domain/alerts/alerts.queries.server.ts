import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import { read, type Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { Prisma } from "~/platform/generated/prisma/client";
import { isUuid } from "~/platform/uuid";
import type { AlertState, EndReason, Urgency } from "./alerts.words";

/** One alert in a list. `child` is null where the viewer may not see the learner (any more). */
export type ListedAlert = {
  id: string;
  reference: string;
  state: AlertState;
  endReason: EndReason | null;
  urgency: Urgency;
  learnerId: string | null;
  child: { name: string; stage: string; isVerified: boolean } | null;
  school: string;
  raisedAt: Date;
  answerDueAt: Date;
  acknowledgedAt: Date | null;
  ownerId: string | null;
  owner: string | null;
  willRingBy: Date | null;
  endedAt: Date | null;
  /** The call that was promised is not on record: somebody may answer again. */
  isOpenAgain: boolean;
  isDrill: boolean;
};

const listColumns = {
  id: true,
  reference: true,
  state: true,
  endReason: true,
  urgency: true,
  learnerId: true,
  schoolId: true,
  raisedAt: true,
  answerDueAt: true,
  acknowledgedAt: true,
  ownerId: true,
  willRingBy: true,
  endedAt: true,
  isDrill: true,
  unverifiedChild: { select: { name: true, stage: true } },
  clock: { select: { reopenedAt: true } },
} as const;

type Where = NonNullable<Parameters<Tx["alert"]["findMany"]>[0]>["where"];
type OrderBy = NonNullable<Parameters<Tx["alert"]["findMany"]>[0]>["orderBy"];

async function list(tx: Tx, where: Where, orderBy: OrderBy, take: number): Promise<ListedAlert[]> {
  const alerts = await tx.alert.findMany({ where, orderBy, take, select: listColumns });
  const learners = await learnersByIds(
    tx,
    alerts.map((alert) => alert.learnerId),
  );
  const schools = await schoolsByIds(
    tx,
    alerts.map((alert) => alert.schoolId),
  );
  const names = await namesOf(
    tx,
    alerts.map((alert) => alert.ownerId),
  );
  return alerts.map(({ unverifiedChild, schoolId, clock, ...alert }) => {
    const learner = alert.learnerId ? learners.get(alert.learnerId) : undefined;
    const known = learner ? { name: learner.name, stage: learner.stage, isVerified: true } : null;
    return {
      ...alert,
      state: alert.state as AlertState,
      endReason: alert.endReason as EndReason | null,
      urgency: alert.urgency as Urgency,
      child: known ?? (unverifiedChild && { ...unverifiedChild, isVerified: false }),
      school: schools.get(schoolId)?.name ?? "",
      owner: alert.ownerId ? (names.get(alert.ownerId) ?? null) : null,
      isOpenAgain: clock?.reopenedAt != null,
    };
  });
}

const open: AlertState[] = ["acknowledged", "coordinating", "decided", "follow_up"];

/**
 * The duty board: what waits for an answer, soonest due first, also where a promised call is not on record; then what is
 * being worked on.
 */
export async function boardOf(tx: Tx): Promise<{ unanswered: ListedAlert[]; inHand: ListedAlert[] }> {
  const isOpenAgain = { clock: { is: { reopenedAt: { not: null } } } };
  const unansweredWhere = {
    OR: [{ acknowledgedAt: null, state: { in: ["raised", "decided", "follow_up"] } }, isOpenAgain],
  };
  const unanswered = await list(tx, unansweredWhere, [{ answerDueAt: "asc" }, { id: "asc" }], 200);
  const inHandWhere = { state: { in: open }, acknowledgedAt: { not: null }, NOT: isOpenAgain };
  const inHand = await list(tx, inHandWhere, [{ raisedAt: "desc" }, { id: "asc" }], 200);
  return { unanswered, inHand };
}

/** Alerts that have ended, newest first, 50 at a time; `before` is the id of the last one shown. */
export async function endedAlerts(tx: Tx, before: string | null): Promise<ListedAlert[]> {
  const last = isUuid(before)
    ? await tx.alert.findUnique({ where: { id: before }, select: { endedAt: true, id: true } })
    : null;
  const older = last?.endedAt
    ? { OR: [{ endedAt: { lt: last.endedAt } }, { endedAt: last.endedAt, id: { lt: last.id } }] }
    : {};
  return list(tx, { endedAt: { not: null }, ...older }, [{ endedAt: "desc" }, { id: "desc" }], 50);
}

/** Alerts by id, as far as the actor may see them. */
export async function alertsByIds(tx: Tx, ids: readonly string[]): Promise<Map<string, ListedAlert>> {
  if (ids.length === 0) return new Map();
  const alerts = await list(tx, { id: { in: [...new Set(ids)] } }, { id: "asc" }, ids.length);
  return new Map(alerts.map((alert) => [alert.id, alert]));
}

/** Earlier alerts about a learner that the actor may see, newest first; at most ten. */
export function earlierAlerts(tx: Tx, learnerId: string, exceptId: string | null): Promise<ListedAlert[]> {
  const others = exceptId ? { id: { not: exceptId } } : {};
  return list(tx, { learnerId, ...others }, [{ raisedAt: "desc" }, { id: "desc" }], 10);
}

type AlertReference = { id: string; reference: string; raisedAt: string; state: AlertState };

/** References of a learner's alerts that the actor may see, newest first; at most ten. */
export const alertReferencesRead = (learnerId: string) =>
  read<AlertReference>(Prisma.sql`SELECT a.id, a.reference, a.raised_at AS "raisedAt", a.state FROM alert a
    WHERE a.learner_id = ${learnerId}::uuid ORDER BY a.raised_at DESC, a.id DESC LIMIT 10`);

/**
 * What the heading of a page about one alert needs.
 * @throws NotFound when there is none, or none for this actor
 */
export async function alertHeading(tx: Tx, id: string | undefined) {
  const alert = isUuid(id)
    ? await tx.alert.findUnique({
        where: { id },
        select: {
          id: true,
          reference: true,
          state: true,
          version: true,
          learnerId: true,
          schoolId: true,
          ownerId: true,
          acknowledgedAt: true,
        },
      })
    : null;
  if (!alert) throw new NotFound("There is no such alert.");
  return { ...alert, state: alert.state as AlertState };
}

/** Does the database show this alert to the actor? */
export async function maySeeAlert(tx: Tx, id: string): Promise<boolean> {
  return isUuid(id) && (await tx.alert.count({ where: { id } })) > 0;
}
